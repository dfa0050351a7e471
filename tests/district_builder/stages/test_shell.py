"""The rest of a building: closed to the outside on all sides and from above."""

from random import Random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Ring
from district_builder.domain.plan import PlannedBuilding, StreetWall
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.stages.cladding import clad
from district_builder.stages.detail import Detail
from district_builder.stages.shell import PARAPET_METRES, PARAPET_THICK, build_shell
from tests.district_builder.stages import settle_samples as sample
from tests.district_builder.stages.settle_samples import turned
from tests.district_builder.triangles import areas, everything, facing, in_plan, middles, spans

L_SHAPE: Ring = tuple(Point2(x, y) for x, y in [(0, 0), (20, 0), (20, 8), (9, 8), (9, 18), (0, 18)])
SHAPES = {"box": sample.box(0, 0, 14, 10), "turned": turned(sample.box(0, 0, 14, 10), degrees=33), "L": L_SHAPE}


def shell(building: PlannedBuilding, walls=(), *, detail=Detail.STANDARD) -> RawMesh:
    parts = Parts()
    cladding, _ = clad(building.building_id, seed="t")
    build_shell(parts, building, list(walls), cladding, Random(1), detail=detail)
    return everything(parts)


def house(ring: Ring, *, above: int = 3, holes: tuple[Ring, ...] = ()) -> PlannedBuilding:
    return PlannedBuilding(
        **{
            name: getattr(sample.planned("b", ring, above=above), name)
            for name in PlannedBuilding.__dataclass_fields__
            if name != "holes"
        },
        holes=holes,
    )


def upright(mesh: RawMesh) -> np.ndarray:
    return np.abs(facing(mesh)[:, 2]) < 1e-9


def along_edge(mesh: RawMesh, start: Point2, end: Point2, top: float, *, off: float = 0.06) -> np.ndarray:
    """Upright triangles below `top` that stand on an edge of the outline."""
    middle = middles(mesh)
    ahead = np.subtract(end, start) / np.hypot(*np.subtract(end, start))
    away = (middle[:, :2] - start) @ (-ahead[1], ahead[0])
    reach = (middle[:, :2] - start) @ ahead
    length = np.hypot(*np.subtract(end, start))
    return upright(mesh) & (np.abs(away) < off) & (reach > 0) & (reach < length) & (middle[:, 2] < top)


@pytest.mark.parametrize("name", SHAPES)
def test_side_walls_face_outwards(name):
    building = house(SHAPES[name])
    mesh = shell(building)
    outline = Polygon(building.footprint)
    large = upright(mesh) & (middles(mesh)[:, 2] < building.height_metres) & (areas(mesh) > 1.0)
    assert large.any()
    step = facing(mesh)[large] / np.linalg.norm(facing(mesh)[large], axis=1, keepdims=True) * 0.2
    assert not any(outline.contains(Point(place)) for place in (middles(mesh)[large] + step)[:, :2])


def test_the_parapet_stands_within_the_outline():
    building = house(SHAPES["box"])
    mesh = shell(building)
    high = middles(mesh)[:, 2] > building.height_metres + 0.01
    caps = high & (facing(mesh)[:, 2] > 1e-6)
    lowest = mesh.positions[mesh.triangles[caps]].reshape(-1, 3).min(axis=0)
    assert lowest[:2] == pytest.approx((0.0, 0.0), abs=1e-6)


@pytest.mark.parametrize("name", SHAPES)
def test_every_edge_of_the_outline_has_a_wall_from_the_ground_to_the_roof(name):
    building = house(SHAPES[name])
    mesh = shell(building)
    ring = building.footprint
    for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
        standing = along_edge(mesh, start, end, building.height_metres, off=0.005)
        length = np.hypot(end.x - start.x, end.y - start.y)
        assert areas(mesh)[standing].sum() >= length * building.height_metres - 0.01


def test_what_the_street_wall_builds_the_shell_leaves_out():
    building = house(SHAPES["box"])
    south = StreetWall(
        building_id="b", left_foot_in_district=Point2(0, 0), right_foot_in_district=Point2(14, 0), road_id="r"
    )
    mesh = shell(building, [south])
    assert areas(mesh)[along_edge(mesh, Point2(0, 0), Point2(14, 0), building.height_metres)].sum() == 0
    assert areas(mesh)[along_edge(mesh, Point2(14, 0), Point2(14, 10), building.height_metres)].sum() > 90


@settings(deadline=None, max_examples=25)
@given(
    width=st.floats(4, 40),
    depth=st.floats(4, 30),
    degrees=st.integers(0, 359),
    above=st.integers(1, 8),
    detail=st.sampled_from(list(Detail)),
)
def test_the_roof_covers_the_outline_once(width, depth, degrees, above, detail):
    building = house(turned(sample.box(0, 0, width, depth), degrees=degrees), above=above)
    mesh = shell(building, detail=detail)
    level = np.abs(mesh.positions[mesh.triangles][:, :, 2] - building.height_metres).max(axis=1) < 1e-6
    looks_up = facing(mesh)[:, 2] > 1e-9
    assert areas(mesh)[level & looks_up].sum() == pytest.approx(width * depth, rel=1e-3)


def test_a_courtyard_stays_open_to_the_sky():
    court = (Point2(4, 4), Point2(4, 6), Point2(8, 6), Point2(8, 4))
    building = house(SHAPES["box"], holes=(court,))
    mesh = shell(building)
    roofs = [
        triangle
        for triangle, level in zip(
            in_plan(mesh), np.abs(middles(mesh)[:, 2] - building.height_metres) < 1e-6, strict=True
        )
        if level
    ]
    assert not any(triangle.contains(Point(6, 5)) for triangle in roofs)
    assert shapely.union_all(roofs).area == pytest.approx(14 * 10 - 8, rel=1e-3)


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize("above", [1, 2, 5])
def test_a_shell_keeps_to_its_plot_and_its_height(above, detail):
    building = house(sample.box(0, 0, 24, 18), above=above)
    lowest, highest = spans(shell(building, detail=detail))
    assert lowest[:2].min() >= -PARAPET_THICK - 0.01
    assert highest[0] <= 24 + PARAPET_THICK + 0.01
    assert lowest[2] == pytest.approx(0.0)
    assert building.height_metres + PARAPET_METRES - 1e-6 <= highest[2] <= building.height_metres + 3.5


def test_only_large_roofs_of_higher_houses_carry_a_stair_head_and_a_tank():
    def above_parapet(building: PlannedBuilding) -> bool:
        return bool(spans(shell(building))[1][2] > building.height_metres + PARAPET_METRES + 0.1)

    assert above_parapet(house(sample.box(0, 0, 24, 18), above=5))
    assert not above_parapet(house(sample.box(0, 0, 24, 18), above=2))
    assert not above_parapet(house(sample.box(0, 0, 24, 6), above=5))


def test_what_stands_on_a_roof_stands_on_it():
    ring = turned(sample.box(0, 0, 24, 18), degrees=0, dx=100, dy=50)
    building = house(ring, above=5)
    mesh = shell(building)
    high = mesh.positions[mesh.positions[:, 2] > building.height_metres + PARAPET_METRES + 0.1]
    outline = Polygon(ring)
    assert all(outline.contains(Point(place)) for place in high[:, :2])


def test_the_same_house_twice_is_the_same():
    assert shell(house(L_SHAPE)).positions.tobytes() == shell(house(L_SHAPE)).positions.tobytes()


def test_an_edge_of_a_few_centimetres_is_no_wall():
    ring = (Point2(0, 0), Point2(10, 0), Point2(10, 8), Point2(9.97, 8.02), Point2(0, 8))
    mesh = shell(house(ring))
    assert np.isfinite(mesh.positions).all()
    short = along_edge(mesh, Point2(10, 8), Point2(9.97, 8.02), 99.0, off=0.001)
    assert not short.any()
