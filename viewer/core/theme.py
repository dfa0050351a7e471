"""Colours and sizes of everything that is written on the screen."""

from dataclasses import dataclass, replace
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """sRGB colours with opacity, and how much larger than usual text is. Ink on paper has a contrast of 7 : 1."""

    paper: Colour
    ink: Colour
    soft_ink: Colour
    accent: Colour
    on_accent: Colour
    line: Colour
    chip: Colour
    chip_ink: Colour
    notice: Colour
    notice_ink: Colour
    alarm: Colour
    alarm_ink: Colour
    shadow_opacity: float
    text_scale: float = 1.0

    def with_large_text(self) -> "Theme":
        return replace(self, text_scale=1.35)


WARM = Theme(
    paper=(255, 253, 249, 255),
    ink=(38, 33, 29, 255),
    soft_ink=(101, 92, 83, 255),
    accent=(176, 58, 28, 255),
    on_accent=(255, 255, 255, 255),
    line=(236, 228, 217, 255),
    chip=(246, 239, 229, 255),
    chip_ink=(84, 73, 62, 255),
    notice=(255, 238, 204, 255),
    notice_ink=(116, 68, 0, 255),
    alarm=(253, 226, 221, 255),
    alarm_ink=(150, 26, 20, 255),
    shadow_opacity=0.30,
)

HIGH_CONTRAST = Theme(
    paper=(0, 0, 0, 255),
    ink=(255, 255, 255, 255),
    soft_ink=(235, 235, 235, 255),
    accent=(255, 225, 0, 255),
    on_accent=(0, 0, 0, 255),
    line=(255, 255, 255, 255),
    chip=(40, 40, 40, 255),
    chip_ink=(255, 255, 255, 255),
    notice=(255, 225, 0, 255),
    notice_ink=(0, 0, 0, 255),
    alarm=(255, 110, 90, 255),
    alarm_ink=(0, 0, 0, 255),
    shadow_opacity=0.0,
)
