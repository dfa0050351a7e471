"""Round things, made once and placed many times: tubes and plates."""

from functools import lru_cache

import numpy as np

from district_builder.geometry.raw_mesh import Form


@lru_cache(maxsize=64)
def tube(sides: int, top_radius: float = 1.0) -> Form:
    """An upright round post of radius 1 and height 1, open below, closed above."""
    turns = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.column_stack([np.cos(turns), np.sin(turns)])
    low = np.column_stack([ring, np.zeros(sides)])
    high = np.column_stack([ring * top_radius, np.ones(sides)])
    here, after = np.arange(sides), (np.arange(sides) + 1) % sides
    walls = np.concatenate(
        [np.column_stack([here, after, after + sides]), np.column_stack([here, after + sides, here + sides])]
    )
    lid = np.column_stack([np.full(sides - 2, 2 * sides), here[1:-1] + 2 * sides, here[2:] + 2 * sides])
    return Form(
        positions=np.concatenate([low, high, high]),
        normals=np.concatenate([np.column_stack([ring, np.zeros(sides)])] * 2 + [np.tile([0.0, 0.0, 1.0], (sides, 1))]),
        uvs=np.zeros((3 * sides, 2)),
        triangles=np.concatenate([walls, lid]),
    )


@lru_cache(maxsize=8)
def disc(sides: int) -> Form:
    """An upright round plate of radius 1 around the origin that looks at the pavement (-y)."""
    turns = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    return Form(
        positions=np.column_stack([np.cos(turns), np.zeros(sides), np.sin(turns)]),
        normals=np.tile([0.0, -1.0, 0.0], (sides, 1)),
        uvs=np.zeros((sides, 2)),
        triangles=np.array([[0, k, k + 1] for k in range(1, sides - 1)]),
    )
