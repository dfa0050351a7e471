"""How alike two pictures are to an eye: structural similarity (Wang, Bovik, Sheikh, Simoncelli 2004) within a mask."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.floating[Any]]
BoolArray: TypeAlias = NDArray[np.bool_]
WINDOW, SIGMA = 11, 1.5
K1, K2 = 0.01, 0.03
LUMA = np.array([0.2126, 0.7152, 0.0722])  # Rec. 709


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """The similarity and its two factors at every pixel (h, w): `brightness` compares means, `structure` the rest.

    NaN where the mask leaves nothing to compare.
    """

    similarity: FloatArray
    brightness: FloatArray
    structure: FloatArray

    @property
    def ssim(self) -> float:
        """The mean similarity of all compared pixels; 1 for equal pictures."""
        return float(np.nanmean(self.similarity))

    def within(self, mask: BoolArray) -> float:
        """The mean similarity of the compared pixels of a mask (h, w); NaN where there are none."""
        chosen = self.similarity[mask & ~np.isnan(self.similarity)]
        return float(chosen.mean()) if len(chosen) else float("nan")


def luma(rgb: NDArray[np.uint8]) -> FloatArray:
    """The luminance of sRGB bytes (h, w, 3) as a screen codes it, 0 to 1: the grey levels that the method is about."""
    return np.asarray(rgb[..., :3].astype(np.float64) @ LUMA / 255.0)


def compare(one: FloatArray, other: FloatArray, compared: BoolArray | None = None) -> Likeness:
    """Compare two grey pictures (h, w) in 0 … 1 where `compared` (h, w) is True.

    Masked pixels count in no window, rather than as a colour that both would share. At the picture's edge the window
    is cut in the same way.
    """
    mask = np.ones(one.shape, dtype=bool) if compared is None else compared
    weight = _blurred(mask.astype(np.float64))

    def mean(picture: FloatArray) -> FloatArray:
        return np.asarray(_blurred(np.where(mask, picture, 0.0)) / np.maximum(weight, 1e-12))

    mean_one, mean_other = mean(one), mean(other)
    variances = mean(one**2) - mean_one**2 + mean(other**2) - mean_other**2
    together = mean(one * other) - mean_one * mean_other
    c1, c2 = K1**2, K2**2
    brightness = (2 * mean_one * mean_other + c1) / (mean_one**2 + mean_other**2 + c1)
    structure = (2 * together + c2) / (variances + c2)
    return Likeness(
        similarity=np.where(mask, brightness * structure, np.nan),
        brightness=np.where(mask, brightness, np.nan),
        structure=np.where(mask, structure, np.nan),
    )


def _blurred(picture: FloatArray) -> FloatArray:
    """A Gaussian of 11 × 11, sum 1, one direction after the other; nothing lies beyond the edge."""
    reach = WINDOW // 2
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / SIGMA) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padding = [(0, 0), (0, 0)]
        padding[axis] = (reach, reach)
        padded = np.pad(picture, padding)
        length = picture.shape[axis]
        picture = np.asarray(
            sum(share * padded.take(range(k, k + length), axis=axis) for k, share in enumerate(kernel))
        )
    return picture
