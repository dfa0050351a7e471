"""Outlines as drawn -> simple counter-clockwise rings, or a note."""

import math

from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon

from district_builder.domain.frames import DistrictFrame, LonLat, Point2
from district_builder.domain.layout import HouseNumber, Origin, Road, RoadKind, Rung
from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.stores import Address, Store
from district_builder.sources.footprints import settle_buildings, settle_roads
from district_builder.sources.map_features import Centreline, Outline
from district_builder.sources.rings import inner_by_outer, join_pieces
from district_builder.sources.road_direction import with_rising_numbers

FRAME = DistrictFrame(LonLat(126.9722, 37.3795))
ORIGIN = Origin(file="layout/a.geojson", row=3)


def place(x: float, y: float) -> LonLat:
    return FRAME.wgs84_from_district(Point2(x, y))


def outline(*points: tuple[float, float], holes: tuple[tuple[tuple[float, float], ...], ...] = ()) -> Outline:
    return Outline(
        building_id="w1",
        outer=tuple(place(*point) for point in points),
        inner=tuple(tuple(place(*point) for point in hole) for hole in holes),
        origin=ORIGIN,
    )


def signed_area(ring: tuple[Point2, ...]) -> float:
    return sum(a.x * b.y - b.x * a.y for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def test_a_closed_clockwise_ring_is_opened_and_turned() -> None:
    (building,), notes = settle_buildings([outline((0, 0), (0, 10), (10, 10), (10, 0), (0, 0))], frame=FRAME)
    assert notes == ()
    assert len(building.footprint) == 4
    assert abs(signed_area(building.footprint) - 100) < 0.01


def test_holes_are_kept_and_turned_too() -> None:
    hole = ((2.0, 2.0), (2.0, 4.0), (4.0, 4.0), (4.0, 2.0))
    (building,), _ = settle_buildings([outline((0, 0), (10, 0), (10, 10), (0, 10), holes=(hole,))], frame=FRAME)
    assert abs(signed_area(building.holes[0]) - 4) < 0.01


def test_an_even_bow_tie_is_dropped_with_file_and_row() -> None:
    buildings, notes = settle_buildings([outline((0, 0), (10, 10), (10, 0), (0, 10))], frame=FRAME)
    assert buildings == ()
    assert [(n.kind, n.severity, n.file, n.row) for n in notes] == [
        (NoteKind.BAD_FOOTPRINT, Severity.PROBLEM, "layout/a.geojson", 3)
    ]


def test_a_ring_with_a_small_ear_is_repaired_and_said_so() -> None:
    (building,), notes = settle_buildings(
        [outline((0, 0), (20, 0), (20, 20), (1, 20), (-1, 21), (-1, 20), (0, 21))], frame=FRAME
    )
    assert Polygon(building.footprint).is_valid
    assert Polygon(building.footprint).area > 350
    assert [note.severity for note in notes] == [Severity.DOUBT]


def test_too_few_points_no_area_and_another_continent_are_dropped() -> None:
    drawn = [outline((0, 0), (1, 1)), outline((0, 0), (10, 0), (5, 0)), outline(), outline((0, 0), (0, 0), (0, 0))]
    elsewhere = Outline(building_id="w2", outer=(LonLat(0, 0), LonLat(0.1, 0), LonLat(0, 0.1)), origin=ORIGIN)
    buildings, notes = settle_buildings([*drawn, elsewhere], frame=FRAME)
    assert buildings == ()
    assert {note.kind for note in notes} == {NoteKind.BAD_FOOTPRINT}
    assert len(notes) == 5


POINTS = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


@given(st.lists(POINTS, min_size=0, max_size=12))
def test_every_ring_ends_as_a_good_building_or_a_note(points: list[tuple[float, float]]) -> None:
    buildings, notes = settle_buildings([outline(*points)], frame=FRAME)
    assert len(buildings) + sum(note.severity is Severity.PROBLEM for note in notes) == 1
    for building in buildings:
        assert Polygon(building.footprint, building.holes).is_valid
        assert signed_area(building.footprint) >= 0.9
        assert building.footprint[0] != building.footprint[-1]


def test_a_building_in_two_files_is_one_building() -> None:
    one = outline((0, 0), (10, 0), (10, 10), (0, 10))
    buildings, notes = settle_buildings([one, one], frame=FRAME)
    assert (len(buildings), notes) == (1, ())


def test_two_buildings_under_one_id_contradict() -> None:
    one, other = outline((0, 0), (10, 0), (10, 10)), outline((0, 0), (30, 0), (30, 30))
    buildings, notes = settle_buildings([one, other], frame=FRAME)
    assert len(buildings) == 1
    assert [note.kind for note in notes] == [NoteKind.CONTRADICTING_BUILDING]


def test_the_rung_says_whether_storeys_are_known() -> None:
    square = outline((0, 0), (10, 0), (10, 10), (0, 10))
    known = Outline(building_id="w2", outer=square.outer, storeys_above=5, origin=ORIGIN)
    buildings, _ = settle_buildings([square, known], frame=FRAME)
    assert [building.rung for building in buildings] == [Rung.FOOTPRINT, Rung.FOOTPRINT_WITH_STOREYS]


def test_a_road_of_one_point_is_a_note() -> None:
    lines = [Centreline(road_id="w1", places=(place(0, 0), place(0, 0)), name="외길", origin=ORIGIN)]
    roads, notes = settle_roads(lines, frame=FRAME)
    assert roads == ()
    assert [note.kind for note in notes] == [NoteKind.BAD_ROAD]
    assert "외길" in notes[0].text


def test_pieces_of_a_multipolygon_are_joined_whichever_way_they_run() -> None:
    a, b, c, d = (place(*point) for point in ((0, 0), (10, 0), (10, 10), (0, 10)))
    rings, left = join_pieces([(a, b, c), (a, d, c)])
    assert left == 0
    assert set(rings[0]) == {a, b, c, d}
    assert join_pieces([(a, b, c)]) == ([], 1)


def test_an_inner_ring_goes_to_the_outer_ring_around_it() -> None:
    def square(x: float, size: float) -> tuple[LonLat, ...]:
        return tuple(place(x + dx * size, dy * size) for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1)))

    inner = tuple(place(101 + dx, 1 + dy) for dx, dy in ((0, 0), (1, 0), (1, 1)))
    assert inner_by_outer([square(0, 10), square(100, 10)], [inner]) == [(), (inner,)]


def road(*points: tuple[float, float], name: str = "계원대학로") -> Road:
    return Road(
        road_id="w1", centreline=tuple(Point2(*p) for p in points), name=name, kind=RoadKind.STREET, origin=ORIGIN
    )


def store(number: int, x: float, y: float) -> Store:
    address = Address(text="", road="계원대학로", number=HouseNumber(main=number))
    return Store(store_id=str(number), name="가게", address=address, point=Point2(x, y), origin=ORIGIN)


@given(angle=st.floats(0, 2 * math.pi))
def test_numbers_rise_along_a_road_whichever_way_it_was_drawn(angle: float) -> None:
    x, y = math.cos(angle) * 100, math.sin(angle) * 100
    stores = [store(2, 0, 0), store(10, x / 2, y / 2), store(20, x, y)]
    for drawn in (road((0, 0), (x, y)), road((x, y), (0, 0))):
        (turned,) = with_rising_numbers([drawn], stores=stores)
        assert math.dist(turned.centreline[0], (0, 0)) < 1e-6


def test_a_piece_without_numbers_follows_the_trend_of_its_road() -> None:
    stores = [store(2, 0, 0), store(20, -100, 0)]
    (turned,) = with_rising_numbers([road((-500, 0), (-400, 0))], stores=stores)
    assert turned.centreline[0] == Point2(-400, 0)


def test_a_road_without_numbers_begins_in_the_west_or_south() -> None:
    roads = with_rising_numbers([road((100, 5), (0, 0), name=""), road((5, 100), (0, 0), name="")])
    assert [one.centreline[0] for one in roads] == [Point2(0, 0), Point2(0, 0)]
