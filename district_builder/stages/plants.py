"""Leaves as crossed cards around a middle, lit by the way they face, so that a crown reads as round."""

import math
from functools import lru_cache
from random import Random

import numpy as np

from district_builder.geometry.coats import Patch, Tint
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Form, Shade
from district_builder.stages.colours import linear
from district_builder.stages.detail import Detail
from district_builder.stages.round_forms import tube
from district_builder.stages.surfaces import PLAIN

LEAVES = (Patch(Surface.LEAF, 0.0, 0.0, 0.25, 1.0), Patch(Surface.LEAF, 0.25, 0.0, 0.5, 1.0))
FLOWERS = (Patch(Surface.LEAF, 0.5, 0.0, 0.75, 1.0), Patch(Surface.LEAF, 0.75, 0.0, 1.0, 1.0))
BARK = linear("#5c4a3c")


@lru_cache(maxsize=64)
def crown(kind: int, cards: int) -> Form:
    """Leaf cards filling a ball of radius 1; normals point away from its middle, as the light falls on a crown."""
    luck = np.random.default_rng(500 + kind)
    directions = luck.normal(0.0, 1.0, (cards, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    middles = directions * luck.uniform(0.45, 0.95, (cards, 1)) ** 0.6
    size = 1.9 / cards**0.28
    positions, normals, uvs, triangles = [], [], [], []
    for index in range(cards):
        turn, lean = luck.uniform(0, np.pi), luck.uniform(-0.9, 0.9)
        across = np.array([np.cos(turn), np.sin(turn), 0.0]) * size / 2
        up = np.array([-np.sin(turn) * np.sin(lean), np.cos(turn) * np.sin(lean), np.cos(lean)]) * size / 2
        middle = middles[index]
        corners = np.array([middle - across - up, middle + across - up, middle + across + up, middle - across + up])
        positions.append(corners)
        outward = corners * 0.6 + middle + (0.0, 0.0, 0.35)
        normals.append(outward / np.linalg.norm(outward, axis=1, keepdims=True))
        uvs.append([[0.02, 0.98], [0.98, 0.98], [0.98, 0.02], [0.02, 0.02]])
        triangles.append(np.array([[0, 1, 2], [0, 2, 3]]) + index * 4)
    return Form(
        positions=np.concatenate(positions),
        normals=np.concatenate(normals),
        uvs=np.concatenate([np.array(uv) for uv in uvs]),
        triangles=np.concatenate(triangles),
    )


def plant_tree(parts: Parts, x: float, y: float, *, base: float, luck: Random, detail: Detail) -> None:
    """A street tree, 6.4 to 8.2 m high, its crown clear of a walker's head."""
    height, radius = luck.uniform(6.4, 8.2), luck.uniform(1.7, 2.2)
    sides = 8 if detail is Detail.NEAR else 5
    girth = luck.uniform(0.11, 0.15)
    trunk = height - radius * 1.1
    parts.form(tube(sides, 0.6), PLAIN, (x, y, base), scale=(girth, girth, trunk), tint=BARK)
    shade = luck.uniform(0.95, 1.2)
    tint: Tint = (shade, shade * luck.uniform(0.95, 1.05), shade * 0.9)
    kind, turn = luck.randrange(4), luck.uniform(0, 6.28)
    # Three clumps, the lower two to the sides: a ball on a stick is a toy tree.
    for clump, (away, level, share) in enumerate(((0.0, 0.0, 0.86), (0.55, -0.32, 0.66), (0.5, -0.22, 0.62))):
        angle = turn + clump * 2.6
        at = (
            x + radius * away * math.cos(angle),
            y + radius * away * math.sin(angle),
            base + height - radius + radius * level,
        )
        size = radius * share
        parts.form(
            crown((kind + clump) % 4, 62 if detail is Detail.NEAR else 16),
            LEAVES[(kind + clump) % 2],
            at,
            scale=(size, size, size * 0.86),
            turn_radians=turn + clump,
            tint=tint,
            shade=Shade.EACH_VERTEX,
        )


def pot_plant(parts: Parts, x: float, y: float, *, luck: Random, detail: Detail, blooms: bool) -> None:
    """A pot with a bush or flowers in it."""
    radius, height = luck.uniform(0.15, 0.22), luck.uniform(0.26, 0.42)
    clay = linear(luck.choice(("#a85c3c", "#d8d6d0", "#5a5c5e", "#8c6a50")))
    parts.form(tube(10 if detail is Detail.NEAR else 6), PLAIN, (x, y, 0.0), scale=(radius, radius, height), tint=clay)
    patch = (FLOWERS if blooms else LEAVES)[luck.randrange(2)]
    size = radius * luck.uniform(1.5, 2.1)
    parts.form(
        crown(luck.randrange(4), 14 if detail is Detail.NEAR else 7),
        patch,
        (x, y, height + size),
        scale=(size, size, size),
        turn_radians=luck.uniform(0, 6.28),
        shade=Shade.EACH_VERTEX,
    )
