"""Rooms behind fronts: as deep as the house allows, and never one inside another."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from district_builder.domain.frames import Point2
from district_builder.domain.plan import Bay, BayUse, StreetWall
from district_builder.geometry.parts import Parts
from district_builder.stages.detail import Detail
from district_builder.stages.front import Front, build_front
from district_builder.stages.interior import DEPTH_METRES
from district_builder.stages.rooms import DEPTHS, GLASS_METRES, plan_rooms
from district_builder.stages.styles import Category
from tests.district_builder.small_district import Laid
from tests.district_builder.triangles import everything, spans


def wall(left: tuple[float, float], right: tuple[float, float], *bays: tuple[str, float, float]) -> StreetWall:
    return StreetWall(
        building_id="b",
        left_foot_in_district=Point2(*left),
        right_foot_in_district=Point2(*right),
        road_id="r",
        bays=tuple(
            Bay(use=BayUse.STORE, storey=1, start_metres=start, end_metres=end, store_id=name)
            for name, start, end in bays
        ),
    )


def room(of: StreetWall, name: str, depth: float) -> Polygon:
    """What the room of a bay covers, glass and all."""
    bay = next(bay for bay in of.bays if bay.store_id == name)
    start = np.array(of.left_foot_in_district)
    ahead = (np.array(of.right_foot_in_district) - start) / of.width_metres
    far = np.array([-ahead[1], ahead[0]]) * (GLASS_METRES + depth)
    left, right = start + ahead * (bay.start_metres + 0.06), start + ahead * (bay.end_metres - 0.06)
    return Polygon([left, right, right + far, left + far])


def test_a_lone_room_is_of_full_depth():
    assert plan_rooms([wall((0, 0), (10, 0), ("a", 0.2, 5), ("b", 5, 9.8))]) == {"a": DEPTH_METRES, "b": DEPTH_METRES}


def test_at_a_corner_the_later_walls_room_gives_way():
    south = wall((0, 0), (10, 0), ("a", 0.2, 9.8))
    east = wall((10, 0), (10, 12), ("b", 0.2, 6), ("c", 6, 11.8))
    depths = plan_rooms([south, east])
    assert depths["a"] == DEPTH_METRES
    assert depths["b"] < DEPTH_METRES
    assert depths["c"] == DEPTH_METRES


@given(width=st.floats(8, 30), depth=st.floats(9, 30), at=st.floats(4.5, 8))
def test_no_two_rooms_of_a_corner_house_overlap(width, depth, at):
    """The corner bay begins where the first wall's rooms end, and further back nothing is in the way."""
    south = wall((0, 0), (width, 0), ("a", 0.2, width - 0.2))
    east = wall((width, 0), (width, depth), ("b", at, depth - 0.2))
    depths = plan_rooms([south, east])
    assert set(depths.values()) <= set(DEPTHS)
    assert not room(south, "a", depths["a"]).intersects(room(east, "b", depths["b"]))


def test_only_stores_on_the_ground_have_rooms():
    upper = wall((0, 0), (10, 0), ("a", 0.2, 5))
    lifted = StreetWall(
        **{name: getattr(upper, name) for name in StreetWall.__dataclass_fields__ if name != "bays"},
        bays=(
            Bay(use=BayUse.STORE, storey=2, start_metres=0, end_metres=5, store_id="up"),
            Bay(use=BayUse.ENTRANCE, storey=1, start_metres=5, end_metres=8),
            Bay(use=BayUse.PLAIN, storey=1, start_metres=8, end_metres=10),
        ),
    )
    assert plan_rooms([lifted]) == {}


def test_every_front_of_the_street_has_a_room_and_none_reaches_into_another(laid: Laid):
    for building in laid.street.plan.buildings:
        walls = [one for one in laid.street.walls if one.building_id == building.building_id]
        depths = plan_rooms(walls)
        rooms = [
            room(one, bay.store_id, depths[bay.store_id])
            for one in walls
            for bay in one.bays
            if bay.use is BayUse.STORE and bay.storey == 1
        ]
        assert len(rooms) == len(depths)
        assert not any(a.intersection(b).area > 1e-6 for a, b in combinations(rooms, 2))
        outline = Polygon(building.footprint).buffer(0.01)
        assert all(outline.contains(one) for one in rooms)


@pytest.mark.parametrize("detail", list(Detail))
@pytest.mark.parametrize("depth", DEPTHS)
def test_a_front_keeps_to_the_depth_of_its_room(depth, detail):
    parts = Parts()
    of = Front(
        store_id="s",
        name="온기커피",
        phone="",
        category=Category.CAFE,
        width_metres=6.0,
        height_metres=4.2,
        room_metres=depth,
        seed="t",
    )
    build_front(parts, of, detail=detail)
    assert spans(everything(parts))[1][1] == pytest.approx(0.3 + depth)
