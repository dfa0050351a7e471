"""What Blender is asked, in arrays alone: the two processes share this vocabulary and nothing else of the builder."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray

CORNERS = 3  # a white sheet is a triangle, and each corner of it is measured


class Lights(StrEnum):
    """Which lights are on, and what of them is measured."""

    SUN = "sun"  # straight from the sun
    DAY = "day"  # all of the sky, and of the sun what bounces
    PATCHES = "patches"  # all of the patches


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solid:
    """What stands in the light's way: triangles (m, 3) over `vertices` (n, 3), which give back `colours` (m, 3)."""

    vertices: FloatArray
    triangles: IntArray
    colours: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exposure:
    """A measurement in the solid that was told last, on white sheets at `points` (n, 3) along unit `normals` (n, 3).

    `towards_sun` is a unit vector (3,), colours are linear RGB (3,), all as in Daylight; `patch_…` (m, 3) are as in
    Patches. From each corner of each sheet go `samples` paths, with at most `bounces` bounces.
    """

    lights: Lights
    samples: int
    bounces: int
    points: FloatArray
    normals: FloatArray
    towards_sun: FloatArray
    sun_colour: FloatArray
    sky_colour: FloatArray
    ground_bounce: FloatArray
    patch_middles: FloatArray
    patch_normals: FloatArray
    patch_fluxes: FloatArray


def packed(asked: Solid | Exposure) -> dict[str, NDArray[Any]]:
    """As arrays by the names of the fields."""
    return {field.name: np.asarray(getattr(asked, field.name)) for field in fields(asked)}


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> Solid | Exposure:
    """What `packed` made arrays of.

    Raises:
        KeyError, TypeError, ValueError: it made others.
    """
    if "lights" not in arrays:
        return Solid(**arrays)
    rest = dict(arrays)
    lights, samples, bounces = (rest.pop(name) for name in ("lights", "samples", "bounces"))
    return Exposure(lights=Lights(str(lights)), samples=int(samples), bounces=int(bounces), **rest)
