"""What lies in the ground: in the right place, walked over, lit by the shadow's own edge."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.stages import surfaces
from district_builder.stages.detail import Detail
from district_builder.stages.flat_things import COVER_RADIUS, GRATE, build_flat, place_covers, shade_item
from district_builder.stages.ground import ROADWAY_Z, lay_ground
from district_builder.stages.items import FLAT, Item, Kind
from district_builder.stages.tactile import BLOCK_METRES, footprint
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.settle_samples import plan_of, street
from tests.district_builder.triangles import areas, everything, facing, recorded, spans

LONG = [street("main", (0, 0), (320, 0)), street("side", (160, 0), (160, 60), carriageway=6.0)]


def blocks(kind=Kind.GUIDE, **facts) -> Item:
    known = {"x": 5.0, "y": -3.0, "turn_radians": 0.4, "seed": "t", "blocks": (20, 1), "length_metres": 6.0}
    return Item(kind=kind, **(known | facts))


def built(item: Item, detail=Detail.NEAR) -> RawMesh:
    parts = Parts()
    build_flat(parts, item, detail=detail)
    return everything(parts)


@pytest.fixture(scope="module")
def avenue() -> tuple:
    ground = lay_ground(plan_of([], LONG))
    return ground, place_covers(LONG, ground, seed="t")


def test_covers_and_grates_lie_on_the_carriageway_and_off_its_markings(laid: Laid, avenue):
    own = [item for item in laid.items if item.kind in (Kind.COVER, Kind.GRATE)]
    for ground, items in ((laid.ground, own), avenue):
        assert {item.kind for item in items} == {Kind.COVER, Kind.GRATE}
        marks = shapely.union_all([ground.white, ground.yellow, ground.crossings])
        for item in items:
            assert ground.roadway.contains(Point(item.x, item.y))
            assert marks.distance(Point(item.x, item.y)) > (COVER_RADIUS if item.kind is Kind.COVER else 0.1)


def test_grates_lie_at_the_kerb_where_the_rain_runs(avenue):
    ground, items = avenue
    for item in (item for item in items if item.kind is Kind.GRATE):
        assert ground.kerb.distance(Point(item.x, item.y)) == pytest.approx(GRATE[1] / 2, abs=0.05)


def test_an_alley_has_neither():
    alley = street("a", (0, 0), (100, 0), kind="alley", pavement=0.0)
    assert place_covers([alley], lay_ground(plan_of([], [alley])), seed="t") == []


# How they look


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize("kind", sorted(FLAT))
def test_a_flat_thing_looks_up_and_nobody_stumbles_over_it(kind, detail):
    """도로교통 tactile blocks may stand 5 mm above their paving; ours are drawn a hair over it."""
    level = ROADWAY_Z if kind in (Kind.COVER, Kind.GRATE) else 0.0
    mesh = built(blocks(kind), detail)
    assert (facing(mesh)[:, 2] > 0).all()
    assert ((mesh.positions[:, 2] > level) & (mesh.positions[:, 2] < level + 0.012)).all()


@pytest.mark.parametrize("kind", [Kind.COVER, Kind.GRATE])
def test_far_iron_is_cheaper_than_near_iron(kind):
    assert len(built(blocks(kind), Detail.STANDARD).triangles) < len(built(blocks(kind)).triangles)


@given(columns=st.integers(1, 30), rows=st.integers(1, 2), turn=st.floats(-3, 3))
def test_blocks_cover_their_footprint_once(columns, rows, turn):
    item = blocks(blocks=(columns, rows), length_metres=columns * 0.31, turn_radians=turn)
    mesh = built(item)
    assert areas(mesh).sum() == pytest.approx(footprint(item).area)
    whole = footprint(item).buffer(0.001)
    assert all(whole.contains(Point(place)) for place in mesh.positions[:, :2])


@given(columns=st.integers(1, 24))
def test_whole_blocks_of_the_pattern_fit_on_a_run(columns):
    """The texture is stretched with the run, so that no block is cut at its end."""
    mesh = built(blocks(blocks=(columns, 1), length_metres=columns * 0.29))
    run = np.ptp(mesh.uvs[:, 0]) * surfaces.GUIDE.width_metres / BLOCK_METRES
    assert run == pytest.approx(columns)


@pytest.mark.parametrize(("kind", "strip"), [(Kind.GUIDE, surfaces.GUIDE), (Kind.WARNING, surfaces.WARNING)])
def test_bars_lead_and_studs_warn(kind, strip):
    mesh = built(blocks(kind))
    assert strip.top <= mesh.uvs[:, 1].min() < mesh.uvs[:, 1].max() <= strip.bottom


# Light


def test_each_block_knows_whether_it_lies_in_shadow():
    item = blocks(turn_radians=0.0)
    shaded = shade_item(item, box(-50, -50, 5.0, 50)).shaded
    assert shaded == (True,) * 10 + (False,) * 10


@given(edge=st.floats(2.1, 7.9))
def test_shade_falls_on_blocks_as_the_shadow_lies(edge):
    item = shade_item(blocks(turn_radians=0.0), box(-50, -50, edge, 50))
    mesh = built(item)
    for kind, inside in ((Shade.SHADED, True), (Shade.SUNLIT, False)):
        own = mesh.positions[mesh.shades == kind][:, 0]
        if len(own):
            assert (own.max() < edge + 0.16) if inside else (own.min() > edge - 0.16)


def test_without_word_of_shadow_light_is_measured():
    assert set(built(blocks()).shades) == {Shade.EACH_VERTEX}


def test_in_a_cell_flat_things_are_as_dark_as_the_paving_under_them(laid: Laid):
    seen = 0
    for cell in laid.cells:
        shadow = shapely.from_wkb(cell.shadow)
        square = box(*[40 * cell.key[0], 40 * cell.key[1], 40 * cell.key[0] + 40, 40 * cell.key[1] + 40])
        for item in (item for item in cell.items if item.kind in FLAT):
            assert len(item.shaded) == item.blocks[0]
            middle = Point(item.x, item.y)
            if item.blocks[0] == 1 and square.buffer(-1).contains(middle):
                assert item.shaded[0] == shadow.contains(middle)
                seen += 1
    assert seen > 3


def test_a_flat_thing_is_all_matter():
    parts = Parts()
    build_flat(parts, blocks(), detail=Detail.NEAR)
    assert set(recorded(parts)) == {Surface.MATTER}
    assert spans(everything(parts))[0][2] > 0
