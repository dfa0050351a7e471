"""The walker beside Cycles, shot by shot, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.likeness.cycles_pictures import KINDS, Traced
from tests.likeness.ssim import Likeness, compare, luma

CELL = (640, 360)
CAPTION = 26


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """One shot by both renderers. `by_kind` is the similarity on each kind of thing, `share` of compared pixels."""

    shot: str
    walker: Image.Image
    cycles: Image.Image
    likeness: Likeness
    by_kind: dict[str, float]
    shares: dict[str, float]
    brightness_ratio: float

    @classmethod
    def of(cls, shot: str, walker: Image.Image, traced: Traced) -> "Compared":
        ours, theirs = luma(np.asarray(walker.convert("RGB"))), luma(traced.picture)
        likeness = compare(ours, theirs, traced.is_street)
        masks = {name: (traced.kind == number) & traced.is_street for number, name in KINDS.items()}
        count = max(int(traced.is_street.sum()), 1)
        return cls(
            shot=shot,
            walker=walker,
            cycles=Image.fromarray(traced.picture, "RGB"),
            likeness=likeness,
            by_kind={name: likeness.within(mask) for name, mask in masks.items()},
            shares={name: float(mask.sum()) / count for name, mask in masks.items()},
            brightness_ratio=float(ours[traced.is_street].mean() / max(theirs[traced.is_street].mean(), 1e-6)),
        )


def table(rows: Sequence[Compared]) -> str:
    """Markdown: SSIM of each shot, its two factors, how bright we are beside Cycles, and SSIM by kind of thing."""
    names = list(KINDS.values())
    lines = [
        "| shot | SSIM | brightness | structure | ours / Cycles | " + " | ".join(names) + " |",
        "|---" * (5 + len(names)) + "|",
    ]
    for row in rows:
        kinds = [
            f"{row.by_kind[name]:.2f} ({row.shares[name]:.0%})" if row.shares[name] > 0.002 else "–" for name in names
        ]
        means = (np.nanmean(row.likeness.brightness), np.nanmean(row.likeness.structure))
        lines.append(
            f"| {row.shot} | **{row.likeness.ssim:.3f}** | {means[0]:.3f} | {means[1]:.3f} | "
            f"{row.brightness_ratio:.2f} | " + " | ".join(kinds) + " |"
        )
    return "\n".join(lines)


def side_by_side(rows: Sequence[Compared]) -> Image.Image:
    """A row a shot: the walker, Cycles, and where they differ (white is alike, black is not)."""
    width, height = CELL
    sheet = Image.new("RGB", (width * 3, (height + CAPTION) * len(rows)), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=16)
    for number, row in enumerate(rows):
        top = number * (height + CAPTION)
        similar = np.nan_to_num(row.likeness.similarity, nan=1.0).clip(0.0, 1.0)
        differs = Image.fromarray((similar * 255).astype(np.uint8), "L")
        for column, picture in enumerate((row.walker, row.cycles, differs)):
            small = picture.convert("RGB").resize(CELL, Image.Resampling.BOX)
            sheet.paste(small, (column * width, top))
        caption = f"{row.shot}: walker | Cycles | likeness.   SSIM {row.likeness.ssim:.3f}"
        pen.text((8, top + height + 3), caption, fill="black", font=font)
    return sheet
