"""Vertices inside something: no light falls there and nobody sees them, but the faces that they carry are seen."""

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.light_meter import Light

DARKEST = 0.01  # of a white sheet by day; the deepest recess of a street is brighter
STEPS = 2  # a buried corner may have only buried mates


def are_buried(light: Light) -> NDArray[np.bool_]:
    """Which places (n,) lie inside something, known by their day."""
    return brightest(light) < DARKEST


def brightest(light: Light) -> FloatArray:
    """The brightest channel of the day's light (n,)."""
    return np.asarray((light.sun + light.sky).max(axis=1, initial=0.0))


def uncover(light: FloatArray, by_day: FloatArray, triangles: IntArray) -> FloatArray:
    """Give buried vertices the mean light of those that they share triangles with.

    Args:
        light: (n, channels) as measured.
        by_day: (n,) the brightest channel of the day's light, by which buried vertices are known.
        triangles: (m, 3) rows of `light`.
    """
    light, buried = light.copy(), by_day < DARKEST
    for _ in range(STEPS):
        if not buried.any():
            break
        total, mates = np.zeros_like(light), np.zeros(len(light))
        for corner, mate in ((0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)):
            told = buried[triangles[:, corner]] & ~buried[triangles[:, mate]]
            np.add.at(total, triangles[told, corner], light[triangles[told, mate]])
            np.add.at(mates, triangles[told, corner], 1.0)
        found = mates > 0
        light[found] = total[found] / mates[found, None]
        buried &= ~found
    return light
