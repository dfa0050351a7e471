"""A blind comparison: pairs of crops of one size in a seeded order, and the key that says which is whose, apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

CROP = (480, 300)
MARGIN, CAPTION = 12, 24
COLUMNS = 2
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A part of a picture in the shape of CROP."""

    picture: Path
    box: Box

    def cut(self) -> Image.Image:
        """The crop at the sheet's size.

        Raises:
            ValueError: the box leaves the picture or has another shape than CROP, which would squeeze one side only.
        """
        left, top, right, bottom = self.box
        with Image.open(self.picture) as opened:
            whole = opened.convert("RGB")
        if left < 0 or top < 0 or right > whole.width or bottom > whole.height:
            raise ValueError(f"{self.picture.name} is {whole.size}, so {self.box} leaves it. Move the box.")
        wanted = CROP[0] / CROP[1]
        if abs((right - left) / (bottom - top) / wanted - 1.0) > 0.01:
            raise ValueError(
                f"{self.picture.name}: {self.box} is not {CROP[0]} : {CROP[1]}. Change its width or height."
            )
        return whole.crop(self.box).resize(CROP, Image.Resampling.LANCZOS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two crops of the same kind of thing."""

    subject: str
    ours: Crop
    theirs: Crop


def ours_left(count: int, *, seed: str) -> list[bool]:
    """On which side ours stands in each pair: half of them left, as the seed will have it."""
    sides = [number < count // 2 for number in range(count)]
    Random(seed).shuffle(sides)
    return sides


def blind_sheet(pairs: Sequence[Pair], *, seed: str) -> tuple[Image.Image, str]:
    """The sheet, pairs numbered and unnamed, and the key's text."""
    sides = ours_left(len(pairs), seed=seed)
    pair_width, pair_height = CROP[0] * 2 + MARGIN * 3, CROP[1] + CAPTION + MARGIN
    rows = -(-len(pairs) // COLUMNS)
    sheet = Image.new("RGB", (pair_width * COLUMNS, pair_height * rows), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=16)
    key = [f"seed {seed}"]
    for number, (pair, is_left) in enumerate(zip(pairs, sides, strict=True), start=1):
        left = (number - 1) % COLUMNS * pair_width + MARGIN
        top = (number - 1) // COLUMNS * pair_height
        pen.text((left, top + 3), f"{number}.  A  |  B", fill="black", font=font)
        shown = (pair.ours, pair.theirs) if is_left else (pair.theirs, pair.ours)
        for column, crop in enumerate(shown):
            sheet.paste(crop.cut(), (left + column * (CROP[0] + MARGIN), top + CAPTION))
        key.append(
            f"{number}. ours is {'A' if is_left else 'B'} ({pair.subject}): "
            f"{pair.ours.picture.name} {pair.ours.box} beside {pair.theirs.picture.name} {pair.theirs.box}"
        )
    return sheet, "\n".join(key) + "\n"
