"""What our own client shows of a vertex in the evening, for tests of the builder."""

import numpy as np

from tests.viewer.glb_writer import Quads, write_glb
from viewer.core.glb import read_tile
from viewer.core.light_of_day import EVENING
from viewer.core.relight import relight

Bytes = tuple[int, int, int, int]


def relit(day: np.ndarray, sky_share: float, after_dark: np.ndarray) -> list[int]:
    """The sRGB bytes of an opaque vertex with linear colours (3,) of 0 to 1, all stores being open."""

    def as_bytes(rgb: np.ndarray, alpha: float) -> Bytes:
        red, green, blue, share = (round(float(value) * 255) for value in (*rgb, alpha))
        return red, green, blue, share

    quads = Quads().add_wall(
        (0, 0), (1, 0), top=1, light=as_bytes(day, sky_share), after_dark=as_bytes(after_dark, 0.0)
    )
    chunk = read_tile(write_glb([quads]), name="t").chunk
    return [int(value) for value in relight(chunk.parts[0], chunk.features, EVENING)[0, :3]]
