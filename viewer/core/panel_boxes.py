"""What a laid-out panel is made of: lines of text, shapes, pictures and what can be pressed."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from viewer.core.lettering import Weight


class Ink(Enum):
    """What a colour is for; the theme says which it is."""

    PAPER = "paper"
    INK = "ink"
    SOFT = "soft_ink"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    LINE = "line"
    CHIP = "chip"
    CHIP_INK = "chip_ink"
    NOTICE = "notice"
    NOTICE_INK = "notice_ink"
    ALARM = "alarm"
    ALARM_INK = "alarm_ink"


class PanelAction(Enum):
    """What a press does, in the order in which Tab visits them."""

    CLOSE = "close"
    PREVIOUS_PAGE = "previous_page"
    NEXT_PAGE = "next_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """One line; `x` is its left edge or, for `is_right_aligned`, its right edge. `y` is the top of its em box."""

    x: int
    y: int
    text: str
    weight: Weight
    size_pixels: int
    ink: Ink
    is_right_aligned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeBox:
    """A filled rectangle with round corners."""

    x: int
    y: int
    width: int
    height: int
    radius: int
    ink: Ink


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureBox:
    """A picture cut to fill a rectangle with round corners."""

    x: int
    y: int
    width: int
    height: int
    radius: int
    picture: str


Box: TypeAlias = TextBox | ShapeBox | PictureBox


@dataclass(frozen=True, slots=True, kw_only=True)
class HitArea:
    """What a press inside a rectangle does."""

    action: PanelAction
    x: int
    y: int
    width: int
    height: int

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelLayout:
    """One page of a panel, pixels from its top left. `hits` come in focus order."""

    width: int
    height: int
    page: int
    pages: int
    boxes: tuple[Box, ...]
    hits: tuple[HitArea, ...]

    def action_at(self, x: float, y: float) -> PanelAction | None:
        return next((hit.action for hit in self.hits if hit.contains(x, y)), None)
