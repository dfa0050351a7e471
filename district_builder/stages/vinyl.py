"""Words on glass: one word a pane, so that no bar of a window cuts a letter, on film that parts them from the room."""

from collections.abc import Sequence
from itertools import pairwise

from district_builder.geometry.coats import Art
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import Lettering
from district_builder.stages.colours import is_dark
from district_builder.stages.detail import Detail
from district_builder.stages.styles import Palette

PIXELS_PER_METRE = {Detail.STANDARD: 72, Detail.NEAR: 112}
LEAST_PANE_METRES = 0.5
BETWEEN_WORDS = " · "
BOTH_SIDES_LIT = (0.74, 0.74, 0.74)  # by the street and by the room: film under an awning is not dark
LIT_FROM_INSIDE = (0.5, 0.47, 0.42)
FROST = "#ece9e0"  # frosted film (시트지) lets light in and no look


def words_of(line: str) -> tuple[str, ...]:
    """The words of a line that "·" parts: each goes on a pane of its own where there are panes enough."""
    return tuple(word for word in line.split(BETWEEN_WORDS) if word)


def share_out(words: Sequence[str], panes: int) -> tuple[str, ...]:
    """A text for each pane: all words in their order, several together where panes are few, again where words are."""
    if not words or panes < 1:
        return ("",) * max(panes, 0)
    if panes >= len(words):
        return tuple(words[k % len(words)] for k in range(panes))
    stops = [round(k * len(words) / panes) for k in range(panes + 1)]
    return tuple(BETWEEN_WORDS.join(words[low:high]) for low, high in pairwise(stops))


def film_colours(palette: Palette) -> tuple[str, str]:
    """Film and letters for a window over a board: not the board's colours again, yet the store's."""
    dark = next((code for code in (palette.board, palette.letter) if is_dark(code)), "#2b2b2e")
    return FROST, dark


def stick_words(
    parts: Parts,
    panes: Sequence[tuple[float, float]],
    words: Sequence[str],
    *,
    y: float,
    low: float,
    height: float,
    colours: tuple[str, str],
    detail: Detail,
) -> None:
    """A band of film along panes of glass at height `low` with words on it; narrow panes get the film alone.

    `panes` are the clear stretches between the bars, metres along the wall; `colours` are the film's and the letters'.
    """
    scale = PIXELS_PER_METRE[detail]
    film, ink = colours
    wide_enough = [right - left >= LEAST_PANE_METRES for left, right in panes]
    texts = iter(share_out(words, sum(wide_enough)))
    for (left, right), fits in zip(panes, wide_enough, strict=True):
        wide = right - left
        words_on_film = Lettering(
            next(texts) if fits else "", ink, _rounded(wide * scale), _rounded(height * scale), film
        )
        coat = Art(Surface.GLASS, words_on_film)
        parts.panel(
            coat,
            (left, y, low),
            (wide, 0, 0),
            (0, 0, height),
            tint=BOTH_SIDES_LIT,
            shade=Shade.GLOWING,
            glow=LIT_FROM_INSIDE,
        )


def _rounded(pixels: float) -> int:
    return max(8, round(pixels / 8) * 8)
