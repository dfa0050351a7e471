"""What people leave at the kerb: a delivery rider's scooter, bicycles at a rack. Frames stand at the thing's middle."""

import math
from functools import lru_cache
from random import Random

import numpy as np

from district_builder.geometry.coats import Tint
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Form
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.round_forms import disc
from district_builder.stages.surfaces import PLAIN

RUBBER, STEEL = linear("#26262a"), linear("#8d9296")
SCOOTER_TONES = ("#7a2a28", "#2b4a70", "#d8d6d0", "#2f3236")
BICYCLE_TONES = ("#5a7f6a", "#35363a", "#8a4038", "#b9b4a8")
SCOOTER_METRES, RACK_METRES = 1.8, 2.0


def park_scooter(parts: Parts, luck: Random, *, detail: Detail) -> None:
    """A 125 cc scooter on its stand, along x, with a box for what it delivers."""
    body = linear(luck.choice(SCOOTER_TONES))
    for x in (-0.62, 0.62):
        _wheel(parts, x, 0.24, 0.11, detail=detail)
    everywhere = Side.ALL & ~Side.BOTTOM
    parts.box(PLAIN, (-0.28, -0.17, 0.22), (0.34, 0.17, 0.32), tint=RUBBER, sides=everywhere)  # footboard
    parts.box(PLAIN, (-0.82, -0.17, 0.34), (-0.2, 0.17, 0.68), tint=body, sides=Side.ALL)
    parts.box(PLAIN, (-0.72, -0.15, 0.68), (-0.06, 0.15, 0.78), tint=RUBBER, sides=everywhere)  # saddle
    parts.box(PLAIN, (0.34, -0.19, 0.3), (0.46, 0.19, 0.92), tint=body, sides=Side.ALL)  # leg shield
    parts.box(PLAIN, (0.5, -0.07, 0.46), (0.78, 0.07, 0.52), tint=body, sides=Side.ALL)  # mudguard
    parts.box(PLAIN, (0.36, -0.32, 0.98), (0.42, 0.32, 1.02), tint=RUBBER, sides=Side.ALL)  # handlebar
    parts.box(PLAIN, (0.44, -0.09, 0.84), (0.5, 0.09, 0.98), tint=linear("#d8dadc"), sides=Side.ALL)  # headlight
    box = linear(luck.choice(("#c8c4b8", "#2e3034", "#3d5a4c")))
    parts.box(PLAIN, (-0.9, -0.22, 0.8), (-0.46, 0.22, 1.2), tint=box, sides=Side.ALL)
    if detail is Detail.NEAR:
        parts.box(PLAIN, (-0.905, -0.225, 1.12), (-0.455, 0.225, 1.14), tint=STEEL, sides=Side.BOARD | Side.BACK)
        for y in (-0.28, 0.28):
            parts.box(PLAIN, (0.38, y - 0.01, 1.0), (0.4, y + 0.01, 1.15), tint=RUBBER, sides=Side.ALL)
            parts.box(PLAIN, (0.37, y - 0.06, 1.12), (0.4, y + 0.06, 1.2), tint=RUBBER, sides=Side.ALL)


def park_bicycles(parts: Parts, luck: Random, *, detail: Detail) -> None:
    """Two bicycles along x, side by side, locked to a low rail."""
    for x in (-0.9, 0.85):
        parts.box(PLAIN, (x, -0.03, 0.0), (x + 0.05, 0.03, 0.7), tint=STEEL, sides=Side.ALL)
    parts.box(PLAIN, (-0.9, -0.025, 0.66), (0.9, 0.025, 0.71), tint=STEEL, sides=Side.ALL)
    for y in (-0.15, 0.15):
        _bicycle(parts, luck.uniform(-0.1, 0.1), y, linear(luck.choice(BICYCLE_TONES)), detail=detail)


def _bicycle(parts: Parts, x: float, y: float, tone: Tint, *, detail: Detail) -> None:
    for wheel in (-0.5, 0.5):
        _spoked_wheel(parts, x + wheel, y, 0.33, detail=detail)
    _bar(parts, (x - 0.5, 0.33), (x - 0.2, 0.78), y, tone)
    _bar(parts, (x - 0.42, 0.36), (x + 0.05, 0.3), y, tone)
    _bar(parts, (x + 0.05, 0.3), (x - 0.16, 0.82), y, tone)
    _bar(parts, (x + 0.05, 0.3), (x + 0.38, 0.76), y, tone)
    _bar(parts, (x - 0.13, 0.74), (x + 0.36, 0.82), y, tone)
    _bar(parts, (x + 0.36, 0.98), (x + 0.5, 0.33), y, tone)
    parts.box(PLAIN, (x - 0.28, y - 0.07, 0.86), (x - 0.04, y + 0.07, 0.91), tint=RUBBER, sides=Side.ALL)
    parts.box(PLAIN, (x + 0.34, y - 0.2, 0.98), (x + 0.38, y + 0.2, 1.01), tint=RUBBER, sides=Side.ALL)
    if detail is Detail.NEAR:
        basket = linear("#77797a")
        parts.box(PLAIN, (x + 0.44, y - 0.15, 0.74), (x + 0.7, y + 0.15, 0.96), tint=basket, sides=Side.ALL & ~Side.TOP)


def _bar(parts: Parts, a: tuple[float, float], b: tuple[float, float], y: float, tint: Tint) -> None:
    """A tube of a frame as two flat sides, seen from either pavement."""
    along, thick = (b[0] - a[0], 0.0, b[1] - a[1]), (0.0, 0.0, 0.04)
    parts.panel(PLAIN, (a[0], y - 0.015, a[1]), along, thick, tint=tint)
    back = (-along[0], 0.0, -along[2])
    parts.panel(PLAIN, (b[0], y + 0.015, b[1]), back, thick, tint=tint)


def _wheel(parts: Parts, x: float, radius: float, thick: float, *, detail: Detail) -> None:
    """A tyre with its hub, seen from both sides."""
    sides = 16 if detail is Detail.NEAR else 8
    for turn, y, out in ((0.0, -thick / 2, -0.004), (math.pi, thick / 2, 0.004)):
        for share, tint, lift in ((1.0, RUBBER, 0.0), (0.55, STEEL, out)):
            size = (radius * share, 1.0, radius * share)
            parts.form(disc(sides), PLAIN, (x, y + lift, radius), scale=size, turn_radians=turn, tint=tint)


def _spoked_wheel(parts: Parts, x: float, y: float, radius: float, *, detail: Detail) -> None:
    """A thin tyre that one looks through."""
    form = hoop(16 if detail is Detail.NEAR else 8)
    for turn, off in ((0.0, -0.012), (math.pi, 0.012)):
        at = (x, y + off, radius)
        parts.form(form, PLAIN, at, scale=(radius, 1.0, radius), turn_radians=turn, tint=RUBBER)


@lru_cache(maxsize=4)
def hoop(sides: int) -> Form:
    """An upright flat ring of outer radius 1 around the origin that looks at -y."""
    turns = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.column_stack([np.cos(turns), np.zeros(sides), np.sin(turns)])
    here, after = np.arange(sides), (np.arange(sides) + 1) % sides
    return Form(
        positions=np.concatenate([ring, ring * 0.88]),
        normals=np.tile([0.0, -1.0, 0.0], (2 * sides, 1)),
        uvs=np.zeros((2 * sides, 2)),
        triangles=np.concatenate(
            [np.column_stack([here, after, after + sides]), np.column_stack([here, after + sides, here + sides])]
        ),
    )
