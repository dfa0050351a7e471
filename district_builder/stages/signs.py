"""Boards, letters standing off them, and projecting signs (돌출간판)."""

from pathlib import Path

from assets import FONT_FILES
from district_builder.geometry.coats import Art
from district_builder.geometry.letters import Letter, letter_of
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import SignFace, UprightFace
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.styles import FrontStyle, Palette, SignKind
from district_builder.stages.surfaces import PLAIN

FALLBACK_FONT = "Pretendard-Black.otf"
PIXELS_PER_METRE = {Detail.STANDARD: 64, Detail.NEAR: 104}
LIGHT_BOX_FACE = (0.92, 0.9, 0.86)  # after dark, times the printed colours
LIT_FACE = (0.5, 0.46, 0.4)  # a board that lamps look at, seen from afar
LETTER_GLOW = {SignKind.CHANNEL: 0.95, SignKind.LIGHT_BOX: 0.0, SignKind.BARE: 0.55}
BOARD_GLOW = {SignKind.CHANNEL: 0.14, SignKind.LIGHT_BOX: 0.0, SignKind.BARE: 0.42}
STEEL = linear("#55585c")


def raise_board(
    parts: Parts,
    *,
    x: tuple[float, float],
    z: tuple[float, float],
    name: str,
    small_text: str,
    style: FrontStyle,
    palette: Palette,
    detail: Detail,
) -> None:
    """A store's name board on a wall at y = 0, in the frontage frame."""
    width, height = x[1] - x[0], z[1] - z[0]
    board = linear(palette.board)
    extruded = detail is Detail.NEAR and style.sign is not SignKind.LIGHT_BOX
    depth = {SignKind.CHANNEL: 0.12, SignKind.LIGHT_BOX: 0.24, SignKind.BARE: 0.05}[style.sign]
    sides = Side.BOARD & ~Side.FRONT
    parts.box(PLAIN, (x[0], -depth, z[0]), (x[1], 0.0, z[1]), tint=scaled(board, 0.8), sides=sides)
    if extruded:
        shine = scaled(board, BOARD_GLOW[style.sign])
        parts.wall(PLAIN, x, z, y=-depth, tint=board, shade=Shade.EACH_VERTEX, step_metres=1.6, glow=shine)
        raise_letters(
            parts,
            text=name,
            x=x,
            z=z,
            y=-depth,
            font=style.font,
            tint=linear(palette.letter),
            glow=LETTER_GLOW[style.sign],
        )
        return
    scale = PIXELS_PER_METRE[detail]
    face = SignFace(
        text=name,
        small_text=small_text if style.sign is SignKind.LIGHT_BOX else "",
        board=palette.board,
        letter=palette.letter,
        font=style.font,
        width=_rounded(min(width, 9.0) * scale),
        height=_rounded(min(height, 2.0) * scale * min(1.0, 9.0 / width)),
        is_lit=style.sign is SignKind.LIGHT_BOX,
    )
    # Two columns carry the shadow of whatever stands before one half of the board.
    parts.panel(
        Art(Surface.ART, face),
        (x[0], -depth, z[0]),
        (width, 0.0, 0.0),
        (0.0, 0.0, height),
        shade=Shade.EACH_VERTEX,
        glow=LIGHT_BOX_FACE if style.sign is SignKind.LIGHT_BOX else LIT_FACE,
    )


def raise_letters(
    parts: Parts,
    *,
    text: str,
    x: tuple[float, float],
    z: tuple[float, float],
    y: float,
    font: str,
    tint: tuple[float, float, float],
    depth: float = 0.05,
    glow: float = 0.0,
) -> None:
    """Extruded letters, centred in a rectangle of the wall plane at `y`; after dark they shine `glow` times their tint.

    Their sides are darker than their faces, or lighter where the face is dark: else a letter is a blot from the side.
    """
    letters = [_letter(font, letter) for letter in text]
    ems = sum(letter.advance_em for letter in letters)
    if ems <= 0.0:
        return
    size = min((z[1] - z[0]) * 0.62, (x[1] - x[0]) * 0.88 / ems)
    at = (x[0] + x[1]) / 2 - ems * size / 2
    baseline = (z[0] + z[1]) / 2 - size * 0.36
    probe = ((x[0] + x[1]) / 2, y - depth, (z[0] + z[1]) / 2)
    side = scaled(tint, 0.5) if sum(tint) > 0.45 else (tint[0] * 0.6 + 0.22, tint[1] * 0.6 + 0.21, tint[2] * 0.6 + 0.2)
    for letter in letters:
        place = (at, y - 0.015, baseline)
        scale = (size, depth, size)
        if letter.side is not None and letter.front is not None:
            parts.form(letter.side, PLAIN, place, scale=scale, tint=side, probe=probe, glow=scaled(side, glow))
            parts.form(letter.front, PLAIN, place, scale=scale, tint=tint, probe=probe, glow=scaled(tint, glow))
        at += letter.advance_em * size


def _letter(font: str, letter: str) -> Letter:
    """A letter of the sign's face, or of the face that has all 11,172 syllables."""
    found = letter_of(Path(FONT_FILES / font), letter)
    if found.front is None and not letter.isspace():
        return letter_of(Path(FONT_FILES / FALLBACK_FONT), letter)
    return found


def hang_blade(
    parts: Parts, *, x: float, z: float, size: tuple[float, float], text: str, palette: Palette, font: str
) -> None:
    """A sign that projects over the pavement, printed on both sides. `size` is its reach and its height."""
    reach, height = size
    near_y, half = -0.18, 0.09
    face = UprightFace(text, palette.board, palette.letter, font, _rounded(reach * 88), _rounded(height * 88))
    tint = scaled(linear(palette.board), 0.75)
    low, high = (x - half, near_y - reach, z), (x + half, near_y, z + height)
    parts.box(PLAIN, low, high, tint=tint, sides=Side.FRONT | Side.TOP | Side.BOTTOM | Side.BACK)
    art = Art(Surface.ART, face)
    parts.panel(
        art, (x - half, near_y, z), (0.0, -reach, 0.0), (0.0, 0.0, height), shade=Shade.MIDDLE, glow=LIGHT_BOX_FACE
    )
    parts.panel(
        art,
        (x + half, near_y - reach, z),
        (0.0, reach, 0.0),
        (0.0, 0.0, height),
        shade=Shade.MIDDLE,
        glow=LIGHT_BOX_FACE,
    )
    for arm in (0.16, 0.84):
        level = z + height * arm
        parts.box(PLAIN, (x - 0.025, near_y, level), (x + 0.025, 0.0, level + 0.05), tint=STEEL, sides=Side.ALL)


def _rounded(pixels: float) -> int:
    """Multiples of eight: equal boards share a picture, and WebP codes whole blocks."""
    return max(16, round(pixels / 8) * 8)
