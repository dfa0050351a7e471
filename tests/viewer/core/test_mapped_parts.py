"""What lies on a light map is drawn with it, all else without, and nothing is lost on the way."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.chunk import VERTEX, BakedLight, ChunkPart, Surface
from viewer.core.mapped_parts import split_off_unmapped

OFF = (0.5, 0.25)


def part_of(light_uvs: list[tuple[float, float]] | None, triangles: list[tuple[int, int, int]]) -> ChunkPart:
    """A part whose vertices can be told from each other by all that they carry."""
    count = 1 + max(max(triangle) for triangle in triangles)
    numbers = np.arange(count)
    vertices = np.zeros(count, VERTEX)
    vertices["position"] = np.stack([numbers, 2.0 * numbers, -1.0 * numbers], axis=1)
    vertices["feature"] = numbers + 7
    light = np.stack([numbers % 251] * 4, axis=1).astype(np.uint8)
    return ChunkPart(
        name="matter",
        surface=Surface.OPAQUE,
        picture=0,
        vertices=vertices,
        baked=BakedLight(day=light, after_dark=255 - light),
        triangles=np.array(triangles, np.uint16),
        light_uvs=None if light_uvs is None else np.array(light_uvs, np.float32),
    )


def corners(parts: list[ChunkPart]) -> list[tuple[object, ...]]:
    """Every triangle as what its corners carry, the part's place among them left out."""
    found = []
    for part in parts:
        assert part.baked is not None
        for triangle in part.triangles.tolist():
            carried = [
                (*part.vertices[v].tolist(), *part.baked.day[v].tolist(), *part.baked.after_dark[v].tolist())
                for v in triangle
            ]
            found.append(tuple(map(str, carried)))
    return found


def test_a_wall_and_the_ground_before_it_become_two_parts() -> None:
    wall, ground = [(0, 1, 2), (0, 2, 3)], [(4, 5, 6), (4, 6, 7)]
    mapped, plain = split_off_unmapped(part_of([(0, 0), (1, 0), (1, 1), (0, 1), *[OFF] * 4], wall + ground))
    assert mapped.light_uvs is not None
    assert mapped.light_uvs.tolist() == [[0, 0], [1, 0], [1, 1], [0, 1]]
    assert plain.light_uvs is None
    assert corners([mapped, plain]) == corners([part_of(None, wall + ground)])
    assert len(mapped.vertices) == len(plain.vertices) == 4


def test_a_part_without_a_map_or_wholly_on_it_stays_as_it_is() -> None:
    for part in (part_of(None, [(0, 1, 2)]), part_of([(0, 0), (1, 0), (1, 1)], [(0, 1, 2)])):
        assert split_off_unmapped(part) == [part]


def test_a_part_of_which_nothing_lies_on_the_map_has_none() -> None:
    (plain,) = split_off_unmapped(part_of([OFF] * 3, [(0, 1, 2)]))
    assert plain.light_uvs is None


def test_a_part_without_triangles_stays_one_part() -> None:
    part = part_of([OFF] * 3, [(0, 1, 2)])
    empty = ChunkPart(
        name="matter",
        surface=Surface.OPAQUE,
        picture=None,
        vertices=part.vertices,
        triangles=np.zeros((0, 3), np.uint16),
        light_uvs=part.light_uvs,
    )
    assert split_off_unmapped(empty) == [empty]


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 11)] * 3), min_size=1, max_size=20), st.sets(st.integers(0, 11)))
def test_what_has_extent_on_the_map_comes_first_each_kind_in_its_order(
    triangles: list[tuple[int, int, int]], walls: set[int]
) -> None:
    uvs = [(v / 12, v / 24) if v in walls else OFF for v in range(12)]
    on_map = [triangle for triangle in triangles if len({uvs[v] for v in triangle}) > 1]
    off_map = [triangle for triangle in triangles if triangle not in on_map]
    parts = split_off_unmapped(part_of(uvs[: 1 + max(map(max, triangles))], triangles))
    assert [len(part.triangles) for part in parts] == [len(kind) for kind in (on_map, off_map) if kind]
    assert [part.light_uvs is not None for part in parts] == [bool(on_map)] * bool(on_map) + [False] * bool(off_map)
    assert corners(parts) == [corner for kind in (on_map, off_map) if kind for corner in corners([part_of(None, kind)])]
