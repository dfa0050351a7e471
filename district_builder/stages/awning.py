"""Cloth awnings with a scalloped edge."""

from random import Random

import numpy as np

from district_builder.geometry.coats import Tint
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Form, Shade
from district_builder.stages.colours import linear, scaled
from district_builder.stages.detail import Detail
from district_builder.stages.surfaces import PLAIN

STRIPE_METRES = 0.32
VALANCE_METRES = 0.24


def _scallop() -> Form:
    """A flap 1 wide and 1 high with a round lower edge, seen from the pavement; hangs from z = 0."""
    turns = np.linspace(np.pi, 2 * np.pi, 7)
    edge = np.column_stack([0.5 + 0.5 * np.cos(turns), np.zeros(7), -0.55 + 0.45 * np.sin(turns)])
    positions = np.concatenate([[[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]], edge])
    fan = [[1, 0, 2], *([1, k, k + 1] for k in range(2, 8))]
    return Form(
        positions=positions,
        normals=np.tile([0.0, -1.0, 0.0], (len(positions), 1)),
        uvs=np.zeros((len(positions), 2)),
        triangles=np.array(fan),
    )


SCALLOP = _scallop()


def stretch_awning(
    parts: Parts, *, x: tuple[float, float], top: float, cloths: tuple[str, ...], luck: Random, detail: Detail
) -> None:
    """A sloping cloth from the wall at height `top` out over the pavement, plain or striped."""
    reach, drop = luck.uniform(0.85, 1.2), luck.uniform(0.38, 0.5)
    width = x[1] - x[0]
    count = max(3, round(width / STRIPE_METRES)) if len(cloths) > 1 or detail is Detail.NEAR else 1
    step = width / count
    tints: list[Tint] = [linear(code) for code in cloths]
    if len(tints) > 1:
        for index in range(count):
            _cloth(parts, x[0] + step * index, step, top, reach, drop, tints[index % 2])
    else:
        _cloth(parts, x[0], width, top, reach, drop, tints[0])
    under = scaled(tints[0], 0.8)
    parts.panel(PLAIN, (x[0], 0.0, top), (width, 0, 0), (0, -reach, -drop), tint=under, shade=Shade.MIDDLE)
    at_y, level = -reach - 0.01, top - drop
    for index in range(count):
        tint = tints[index % len(tints)]
        place = (x[0] + step * index, at_y, level)
        if detail is Detail.NEAR:
            parts.form(
                SCALLOP, PLAIN, place, scale=(step, 1.0, VALANCE_METRES), tint=tint, probe=(place[0], at_y, level)
            )
        else:
            parts.panel(
                PLAIN,
                (place[0], at_y, level - VALANCE_METRES * 0.85),
                (step, 0, 0),
                (0, 0, VALANCE_METRES * 0.85),
                tint=tint,
            )


def _cloth(parts: Parts, x: float, width: float, top: float, reach: float, drop: float, tint: Tint) -> None:
    parts.panel(PLAIN, (x, -reach, top - drop), (width, 0, 0), (0, reach, drop), tint=tint, shade=Shade.EACH_VERTEX)
