"""The light between the vertices of walls: factors on the colours that the vertices show (README of the builder)."""

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from viewer.core.errors import SceneError
from viewer.core.light_of_day import LightOfDay
from viewer.core.texels import FORMATS, UNDECODABLE

MOST_SIDE = 2048
NEUTRAL = 128  # the byte of factor 1
_HALF = 65_535 / 2  # what stands for factor 1 where a renderer doubles: no byte is the exact half of white


@dataclass(frozen=True, slots=True, kw_only=True)
class LightMap:
    """Factors on sRGB-encoded colour, uint8 (height, width) each, rows from the top; NEUTRAL changes nothing."""

    day: npt.NDArray[np.uint8]
    evening: npt.NDArray[np.uint8]

    @property
    def shown_bytes(self) -> int:
        """What one hour of it takes."""
        return 2 * self.day.size

    def halves_in(self, light: LightOfDay) -> npt.NDArray[np.uint16]:
        """Half the factors of an hour, (height, width), 65,535 being 1; factors above 2 are 2."""
        evening = min(max(light.evening, 0.0), 1.0)
        factors = self.day * np.float32((1.0 - evening) / NEUTRAL)
        if evening > 0.0:
            factors += self.evening * np.float32(evening / NEUTRAL)
        return np.asarray(np.rint(factors * np.float32(_HALF)), np.uint16)


def decode_light_map(data: bytes, *, name: str) -> LightMap:
    """Decode a picture whose upper half is the day and whose lower half is the evening.

    Raises:
        SceneError: no picture, damaged, or a side is no power of two or above MOST_SIDE; said before any pixel is
            decoded.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            width, height = opened.size
            if height < 2 or any(side & (side - 1) or side > MOST_SIDE for side in (width, height)):
                raise SceneError(f"the light map has {width} × {height} pixels.", file=name)
            levels = np.array(opened.convert("RGB"))[:, :, 0]  # glTF 2.0, 3.9.3: an occlusion texture speaks in its red
    except UNDECODABLE as error:
        raise SceneError(f"the light map cannot be decoded ({error}).", file=name) from error
    return LightMap(day=levels[: height // 2].copy(), evening=levels[height // 2 :].copy())
