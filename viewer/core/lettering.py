"""Fonts, widths of text and the breaking of lines."""

from enum import Enum
from functools import lru_cache
from typing import Protocol

from PIL import ImageFont

from assets import FONT_FILES


class Weight(Enum):
    """The three cuts of the screen's typeface, by file."""

    REGULAR = "Pretendard-Regular.otf"
    SEMIBOLD = "Pretendard-SemiBold.otf"
    BLACK = "Pretendard-Black.otf"


class Measure(Protocol):
    """How wide a text is, pixels."""

    def __call__(self, text: str, *, weight: Weight, size_pixels: int) -> float: ...


@lru_cache(maxsize=64)
def font(weight: Weight, size_pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_FILES / weight.value, size_pixels, layout_engine=ImageFont.Layout.BASIC)


def width_in_font(text: str, *, weight: Weight, size_pixels: int) -> float:
    """The real width, as it will be drawn."""
    return font(weight, size_pixels).getlength(text)


def broken_lines(
    text: str, *, width_pixels: float, most_lines: int, weight: Weight, size_pixels: int, measure: Measure
) -> tuple[str, ...]:
    """Break a text at spaces, or inside a word that is wider than a line; what does not fit ends in an ellipsis."""

    def fits(candidate: str) -> bool:
        return measure(candidate, weight=weight, size_pixels=size_pixels) <= width_pixels

    words, lines, line = text.split(), [], ""
    while words:
        word = words.pop(0)
        candidate = f"{line} {word}" if line else word
        if fits(candidate):
            line = candidate
            continue
        if line:
            lines.append(line)
            line = ""
            words.insert(0, word)
            continue
        cut = next((n for n in range(len(word) - 1, 0, -1) if fits(word[:n])), 1)
        lines.append(word[:cut])
        if word[cut:]:
            words.insert(0, word[cut:])
    if line:
        lines.append(line)
    if len(lines) <= most_lines:
        return tuple(lines)
    last = lines[most_lines - 1]
    while last and not fits(f"{last}…"):
        last = last[:-1]
    return (*lines[: most_lines - 1], f"{last.rstrip()}…")
