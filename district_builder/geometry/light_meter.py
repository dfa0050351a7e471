"""What measures light, and what it is told: the one seam between lighting tiles and tracing rays."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import Glow


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LitScene:
    """A tile as a meter sees it, in the district frame, metres.

    `vertices` (n, 3) and `triangles` (m, 3) are all that is solid, the neighbours' masses included; `colours` (m, 3) is
    the share of light that each triangle gives back, linear RGB. Beyond it there is sky above the horizon and ground
    in `daylight.ground_bounce` below.
    """

    vertices: FloatArray
    triangles: IntArray
    colours: FloatArray
    daylight: Daylight
    glow: Glow


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Probes:
    """Where light is asked for.

    `points` (n, 3) lie on surfaces that look along the unit `normals` (n, 3). `shades` (n,) are values of Shade, none
    of them GLOWING: SUNLIT and SHADED know already whether the sun reaches them. `features` (n,) name their owners.
    """

    points: FloatArray
    normals: FloatArray
    shades: IntArray
    features: IntArray

    def __len__(self) -> int:
        return len(self.points)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Light:
    """What a white sheet at each of n probes would show, linear RGB (n, 3), each source by itself.

    `sun` is the sun without its bounces; `sky` all else by day, bounces of both included; `lamps` the street's lamps
    after dark; `store` the signs and rooms of the probe's own store.
    """

    sun: FloatArray
    sky: FloatArray
    lamps: FloatArray
    store: FloatArray

    @classmethod
    def of_its_own(cls, count: int) -> "Light":
        """On parts that carry their own light: 1 by day, since their tints say what they show."""
        sun, lamps, store = np.zeros((3, count, 3))
        return cls(sun=sun, sky=np.ones((count, 3)), lamps=lamps, store=store)


class LightMeter(Protocol):
    """Measures light; equal questions have equal answers."""

    def measure(self, scene: LitScene, probes: Probes) -> Light:
        """The light at every probe."""
