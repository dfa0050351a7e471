"""The map is read without thinking: north is up, the arrow is I, and it never runs out of paper."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from district_builder.domain.frames import DistrictFrame, LonLat, Point2
from district_builder.domain.layout import RoadKind
from viewer.core.minimap import METRES_ACROSS, Minimap
from viewer.core.places import BuildingOutline, Places, RoadLine
from viewer.core.pose import Pose

FRAME = DistrictFrame(LonLat(126.9723, 37.3805))
SIDE = 240


def square(x: float, y: float, side: float) -> BuildingOutline:
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    return BuildingOutline(building_id="b", name="", number="", outline=tuple(Point2(*c) for c in corners))


def at(east: float, north: float, heading: float = 0.0) -> Pose:
    return Pose(east=east, north=north, height=1.6, heading_degrees=heading)


def pixel(picture: Image.Image, east: float, north: float) -> tuple[int, ...]:
    """The colour of the place so many metres from the middle."""
    scale = SIDE / METRES_ACROSS
    found = picture.getpixel((round(SIDE / 2 + east * scale), round(SIDE / 2 - north * scale)))
    assert isinstance(found, tuple)
    return found


MAP = Minimap(Places(frame=FRAME, buildings=(square(0, 0, 20),)))
BUILDING = (205, 194, 180)


def is_building(colour: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 8 for a, b in zip(colour[:3], BUILDING, strict=True))


@given(east=st.floats(-45, 65), north=st.floats(-45, 65))
@settings(max_examples=50, deadline=None)
def test_a_building_is_drawn_where_it_stands_whichever_way_one_has_gone(east: float, north: float) -> None:
    away = (10 - east, 10 - north)
    if math.hypot(*away) < 30 or max(abs(away[0]), abs(away[1])) > 50:
        return  # under the arrow, or at the map's edge
    turned_away = math.degrees(math.atan2(-away[0], -away[1]))  # or the light of the eye would tint it
    assert is_building(pixel(MAP.look(at(east, north, turned_away), side_pixels=SIDE), *away))


def test_north_stays_up_when_one_turns() -> None:
    for heading in (0, 90, 180, 270):
        picture = MAP.look(at(-30, -30, heading), side_pixels=SIDE)
        if heading != 0 and heading != 90:
            assert is_building(pixel(picture, 40, 40))
        assert not is_building(pixel(picture, -40, -40))


@pytest.mark.parametrize("heading", range(0, 360, 45))
def test_the_light_of_the_eye_falls_where_one_looks(heading: int) -> None:
    picture = np.asarray(Minimap(Places(frame=FRAME)).look(at(0, 0, heading), side_pixels=SIDE).convert("RGB"), int)
    down, right = (np.argwhere(picture[:, :, 2] > picture[:, :, 0] + 10) - SIDE / 2).mean(axis=0)
    assert (math.degrees(math.atan2(right, -down)) - heading + 180) % 360 - 180 == pytest.approx(0, abs=6)


def test_at_the_districts_edge_the_map_goes_on_in_the_colour_of_the_ground() -> None:
    picture = MAP.look(at(5000, 5000), side_pixels=SIDE)
    assert picture.size == (SIDE, SIDE)
    assert pixel(picture, 40, -40)[:3] == pytest.approx((236, 231, 222), abs=2)


def test_its_corners_are_round_and_clear() -> None:
    picture = MAP.look(at(0, 0), side_pixels=SIDE)
    for corner in ((0, 0), (SIDE - 1, 0), (0, SIDE - 1), (SIDE - 1, SIDE - 1)):
        assert picture.getpixel(corner)[3] < 40  # type: ignore[index]


def test_a_main_street_is_drawn_wider_than_an_alley() -> None:
    def white(kind: RoadKind) -> int:
        line = RoadLine(name="", kind=kind, points=(Point2(-60, 30), Point2(60, 30)))
        picture = Minimap(Places(frame=FRAME, roads=(line,))).look(at(0, 0, 180), side_pixels=SIDE)
        return int((np.asarray(picture.convert("RGB"))[:, SIDE // 4].min(axis=1) > 250).sum())

    assert white(RoadKind.STREET) > white(RoadKind.ALLEY) > white(RoadKind.PATH) > 0


def test_a_district_of_ten_kilometres_does_not_fill_the_memory() -> None:
    ends = RoadLine(name="", kind=RoadKind.STREET, points=(Point2(-5000, 0), Point2(5000, 0)))
    picture = Minimap(Places(frame=FRAME, roads=(ends,))).look(at(0, 0), side_pixels=SIDE)
    assert picture.size == (SIDE, SIDE)
