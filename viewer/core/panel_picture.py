"""Draws a laid-out panel: a card with round corners on a soft shadow."""

import io
from collections.abc import Mapping

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, UnidentifiedImageError

from viewer.core.lettering import font
from viewer.core.panel_boxes import HitArea, PanelAction, PanelLayout, PictureBox, ShapeBox, TextBox
from viewer.core.texels import FORMATS, MOST_PIXELS
from viewer.core.theme import Colour, Theme

SMOOTHING = 4  # shapes are drawn this much larger and reduced, because Pillow draws no soft edges


def shadow_margin(layout: PanelLayout) -> int:
    """How many pixels of shadow stand around the card on each side."""
    return round(layout.width * 0.045)


def draw_panel(
    layout: PanelLayout, *, theme: Theme, pictures: Mapping[str, bytes], focus: PanelAction | None = None
) -> Image.Image:
    """The panel as RGBA, its shadow included: `shadow_margin` pixels on every side beyond the layout's size.

    A picture that cannot be decoded leaves its place in the colour of a chip; the words are drawn all the same.
    """
    radius = round(layout.width * 0.04)
    card = Image.new("RGBA", (layout.width, layout.height), theme.paper)
    for box in layout.boxes:
        match box:
            case TextBox():
                _draw_text(card, box, _colour(theme, box.ink.value))
            case ShapeBox():
                _fill(card, (box.x, box.y, box.width, box.height), box.radius, _colour(theme, box.ink.value))
            case PictureBox():
                _draw_picture(card, box, pictures.get(box.picture, b""), theme.chip)
    for hit in layout.hits:
        if hit.action is focus:
            _ring(card, hit, theme.accent)
    margin = shadow_margin(layout)
    whole = Image.new("RGBA", (layout.width + 2 * margin, layout.height + 2 * margin), (0, 0, 0, 0))
    outline = _round_mask((layout.width, layout.height), radius)
    if theme.shadow_opacity:
        dark = Image.new("L", whole.size, 0)
        dark.paste(outline.point(lambda value: int(value * theme.shadow_opacity)), (margin, margin + margin // 4))
        whole.putalpha(dark.filter(ImageFilter.GaussianBlur(margin * 0.4)))
    whole.paste(card, (margin, margin), outline)
    if not theme.shadow_opacity:
        frame = Image.new("RGBA", card.size, theme.line)
        inner = _round_mask((layout.width - 6, layout.height - 6), max(radius - 3, 0))
        hole = Image.new("L", card.size, 0)
        hole.paste(inner, (3, 3))
        whole.paste(frame, (margin, margin), ImageChops.subtract(outline, hole))
    return whole


def _colour(theme: Theme, name: str) -> Colour:
    colour: Colour = getattr(theme, name)
    return colour


def _draw_text(card: Image.Image, box: TextBox, colour: Colour) -> None:
    face = font(box.weight, box.size_pixels)
    anchor = "rm" if box.is_right_aligned else "lm"
    ImageDraw.Draw(card).text((box.x, box.y + box.size_pixels // 2), box.text, font=face, fill=colour, anchor=anchor)


def _round_mask(size: tuple[int, int], radius: int) -> Image.Image:
    large = Image.new("L", (size[0] * SMOOTHING, size[1] * SMOOTHING), 0)
    ImageDraw.Draw(large).rounded_rectangle((0, 0, large.width - 1, large.height - 1), radius * SMOOTHING, fill=255)
    return large.resize(size, Image.Resampling.BOX)


def _fill(card: Image.Image, place: tuple[int, int, int, int], radius: int, colour: Colour) -> None:
    x, y, width, height = place
    if radius:
        card.paste(colour, (x, y), _round_mask((width, height), radius))
    else:
        card.paste(colour, (x, y, x + width, y + height))


def _draw_picture(card: Image.Image, box: PictureBox, data: bytes, empty: Colour) -> None:
    size = (box.width, box.height)
    mask = _round_mask(size, box.radius)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            opened.draft("RGB", (box.width * 2, box.height * 2))
            picture = ImageOps.fit(opened.convert("RGB"), size, Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        picture = Image.new("RGB", size, empty[:3])
    card.paste(picture, (box.x, box.y), mask)


def _ring(card: Image.Image, hit: HitArea, colour: Colour) -> None:
    """A thick outline just inside what has the keyboard's focus."""
    radius = min(hit.width, hit.height) // 4
    thick = max(3, hit.height // 18)
    ring = _round_mask((hit.width, hit.height), radius)
    hole = Image.new("L", ring.size, 0)
    hole.paste(_round_mask((hit.width - 2 * thick, hit.height - 2 * thick), max(radius - thick, 0)), (thick, thick))
    card.paste(colour, (hit.x, hit.y), ImageChops.subtract(ring, hole))
