"""What measures light, and what it is told: the one seam between lighting tiles and tracing rays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.glow import Glow
from district_builder.geometry.occluders import Occluders


@dataclass(frozen=True, kw_only=True, eq=False)
class LitScene:
    """A tile as a meter sees it, in the district frame, metres.

    `vertices` (n, 3) and `triangles` (m, 3) are all that is solid, the neighbours' masses included; `colours` (m, 3) is
    the share of light that each triangle gives back, linear RGB; `two_sided` (m,) are leaves, whose backs are seen as
    their fronts. Beyond it there is sky above the horizon and ground in `daylight.ground_bounce` below.
    """

    vertices: FloatArray
    triangles: IntArray
    colours: FloatArray
    two_sided: NDArray[np.bool_]
    daylight: Daylight
    glow: Glow

    @cached_property
    def occluders(self) -> Occluders:
        """The same triangles, ready for rays; made when first asked for."""
        return Occluders(self.vertices, self.triangles)


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

    @classmethod
    def joined(cls, parts: Sequence["Probes"]) -> "Probes":
        """All of them, one after the other."""
        return cls(
            points=np.concatenate([part.points for part in parts]),
            normals=np.concatenate([part.normals for part in parts]),
            shades=np.concatenate([part.shades for part in parts]),
            features=np.concatenate([part.features for part in parts]),
        )

    def at(self, rows: IntArray) -> "Probes":
        """Those in the given rows."""
        return Probes(
            points=self.points[rows],
            normals=self.normals[rows],
            shades=self.shades[rows],
            features=self.features[rows],
        )


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

    @classmethod
    def of_columns(cls, columns: FloatArray) -> "Light":
        """From what `columns` gave."""
        sun, sky, lamps, store = np.split(columns, 4, axis=1)
        return cls(sun=sun, sky=sky, lamps=lamps, store=store)

    def columns(self) -> FloatArray:
        """(n, 12): RGB of the sun, the sky, the lamps and the store."""
        return np.concatenate([self.sun, self.sky, self.lamps, self.store], axis=1)


class LightMeter(Protocol):
    """Measures light; equal questions have equal answers."""

    def measure(self, scene: LitScene, probes: Probes) -> Light:
        """The light at every probe."""
