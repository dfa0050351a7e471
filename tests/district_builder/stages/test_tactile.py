"""Tactile paving: a line that leads along the pavement without a gap, and warnings before every carriageway."""

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point

from district_builder.stages.crossings import CROSSING_LENGTH
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import lay_ground
from district_builder.stages.items import FLAT, Kind
from district_builder.stages.tactile import BLOCK_METRES, GUIDE_OFFSET, footprint, lay_tactile
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.settle_samples import plan_of, street

LONG = [street("main", (0, 0), (320, 0)), street("side", (160, 0), (160, 60), carriageway=6.0)]
BENT = [street("main", (0, 0), (80, 0), (150, 30), (240, 30))]


def laid_on(roads) -> tuple:
    ground = lay_ground(plan_of([], roads))
    return ground, lay_tactile(roads, ground, seed="t")


@pytest.fixture(scope="module")
def avenue() -> tuple:
    return laid_on(LONG)


def test_all_tactile_blocks_lie_on_the_pavement(laid: Laid, avenue):
    own = [item for item in laid.items if item.kind in (Kind.GUIDE, Kind.WARNING)]
    for ground, items in ((laid.ground, own), avenue, laid_on(BENT)):
        assert items
        pavement = ground.pavement.buffer(0.02)
        assert [item for item in items if not pavement.contains(footprint(item))] == []


def test_no_two_runs_lie_on_each_other(avenue):
    """But for the corners where a stem meets its line."""
    shapes = [footprint(item) for item in avenue[1]]
    tree = shapely.STRtree(shapes)
    for one, other in tree.query(shapes, predicate="intersects").T:
        if one < other:
            assert shapes[one].intersection(shapes[other]).area < 0.05


def test_blocks_are_three_decimetres_wide_give_or_take_a_cut(avenue):
    for item in avenue[1]:
        assert item.length_metres / item.blocks[0] == pytest.approx(BLOCK_METRES, rel=0.15)
        assert item.blocks[1] == (1 if item.kind is Kind.GUIDE else 2)
        assert footprint(item).area == pytest.approx(item.length_metres * item.blocks[1] * BLOCK_METRES)


def test_a_guide_line_runs_unbroken_from_junction_to_junction(avenue):
    _, items = avenue
    line = LineString([(170, 4.5 + GUIDE_OFFSET), (310, 4.5 + GUIDE_OFFSET)])
    covered = shapely.union_all([footprint(item) for item in items]).buffer(0.01)
    assert line.difference(covered).length < 0.05


def test_a_guide_line_bends_with_its_street():
    ground, items = laid_on(BENT)
    guides = [item for item in items if item.kind is Kind.GUIDE]
    turns = {round(np.degrees(item.turn_radians)) for item in guides}
    assert {0, 23} <= turns
    centre = LineString(BENT[0].centreline)
    for item in guides:
        assert centre.distance(Point(item.x, item.y)) == pytest.approx(4.5 + GUIDE_OFFSET, abs=0.3)
    gaps = LineString(centre.offset_curve(4.5 + GUIDE_OFFSET)).intersection(ground.pavement.buffer(-0.7))
    assert gaps.difference(shapely.union_all([footprint(item) for item in items]).buffer(0.15)).length < 1.0


def test_warning_blocks_lie_along_the_whole_end_of_every_crossing(avenue):
    """점형블록: the whole width of the crossing, two blocks deep, a step behind the kerb."""
    ground, items = avenue
    main = [zebra for zebra in ground.zebras if zebra.road_id == "main"]
    assert main
    for zebra in main:
        for side in (1.0, -1.0):
            foot = Point(zebra.at(0.0, side * (zebra.carriageway_width_metres / 2 + 0.9)))
            (field,) = [item for item in items if footprint(item).contains(foot)]
            assert field.kind is Kind.WARNING
            assert field.length_metres == pytest.approx(CROSSING_LENGTH)
            edge = footprint(field).distance(LineString([zebra.at(-9, 0), zebra.at(9, 0)])) - 4.5
            assert 0.3 <= edge <= 0.9


def test_from_every_crossing_blocks_lead_to_the_guide_line(avenue):
    ground, items = avenue
    whole = shapely.union_all([footprint(item).buffer(0.03) for item in items])
    for zebra in (zebra for zebra in ground.zebras if zebra.road_id == "main"):
        for side in (1.0, -1.0):
            way = LineString([zebra.at(0.0, side * (4.5 + away)) for away in (0.9, GUIDE_OFFSET)])
            assert whole.contains(way)


def test_a_line_that_ends_warns(avenue):
    """Past the last guide block of a line lies a warning, never bare pavement or the carriageway."""
    _, items = avenue
    warnings = shapely.union_all([footprint(item).buffer(0.05) for item in items if item.kind is Kind.WARNING])
    others = [item for item in items if item.kind is Kind.GUIDE]
    for item in others:
        for end in (-1, 1):
            tip = Point(
                item.x + end * np.cos(item.turn_radians) * item.length_metres / 2,
                item.y + end * np.sin(item.turn_radians) * item.length_metres / 2,
            )
            goes_on = any(other is not item and footprint(other).distance(tip) < 0.05 for other in others)
            assert goes_on or warnings.distance(tip) < 0.05


def test_nothing_stands_on_tactile_blocks(laid: Laid):
    ground = lay_ground(plan_of([], LONG))
    for items in (laid.items, place_furniture(LONG, ground, seed="t")):
        blocks = shapely.union_all([footprint(i) for i in items if i.kind in (Kind.GUIDE, Kind.WARNING)])
        standing = [item for item in items if item.kind not in FLAT]
        assert min(blocks.distance(Point(item.x, item.y)) for item in standing) > 0.1


def test_narrow_pavements_and_alleys_have_none():
    for road in (
        street("a", (0, 0), (100, 0), pavement=2.0),
        street("b", (0, 0), (100, 0), kind="alley", pavement=0.0),
    ):
        assert laid_on([road])[1] == []


def test_the_same_plan_is_laid_alike_and_every_run_has_a_name_of_its_own(avenue):
    assert laid_on(LONG)[1] == avenue[1]
    assert len({item.seed for item in avenue[1]}) == len(avenue[1])
