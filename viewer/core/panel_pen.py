"""Sizes of a screen 1080 high as pixels of another one, and text measured at them."""

from dataclasses import dataclass

from viewer.core.lettering import Measure, Weight, broken_lines
from viewer.core.panel_boxes import Box, Ink, ShapeBox, TextBox
from viewer.core.theme import Theme

TOUCH_TARGET = 88  # a kiosk's finger needs 20 mm
PADDING = 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Turns sizes of a screen 1080 high into pixels of this one."""

    scale: float
    theme: Theme
    measure: Measure

    def px(self, length: float) -> int:
        return round(length * self.scale)

    def text(self, size: float) -> int:
        return max(8, round(size * self.scale * self.theme.text_scale))

    def line(self, x: int, y: int, text: str, weight: Weight, size: float, ink: Ink) -> TextBox:
        return TextBox(x=x, y=y, text=text, weight=weight, size_pixels=self.text(size), ink=ink)

    def width(self, text: str, weight: Weight, size: float) -> int:
        return round(self.measure(text, weight=weight, size_pixels=self.text(size)))

    def lines(self, text: str, weight: Weight, size: float, width: int, most: int) -> tuple[str, ...]:
        return broken_lines(
            text,
            width_pixels=width,
            most_lines=most,
            weight=weight,
            size_pixels=self.text(size),
            measure=self.measure,
        )

    def chip(self, x: int, y: int, text: str, size: float, fill: Ink, ink: Ink) -> tuple[list[Box], int]:
        """A pill with a word in it, and where it ends."""
        width = self.width(text, Weight.SEMIBOLD, size) + self.text(size)
        height = round(self.text(size) * 1.75)
        inset = (height - self.text(size)) // 2
        pill = ShapeBox(x=x, y=y, width=width, height=height, radius=height // 2, ink=fill)
        return [pill, self.line(x + self.text(size) // 2, y + inset, text, Weight.SEMIBOLD, size, ink)], x + width
