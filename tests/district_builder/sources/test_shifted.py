"""The 256 m shift is noticed from what sources say of one address, and only then undone."""

import math

from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from district_builder.domain.frames import DistrictFrame, LonLat
from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import Store
from district_builder.sources.address import parse_address
from district_builder.sources.projections import nothing_place, undo_wrong_belt
from district_builder.sources.shifted import correct_shift
from district_builder.sources.store_reading import IdSource, StoreReading

FRAME = DistrictFrame(LonLat(126.9722, 37.3795))
TO_RIGHT = Transformer.from_crs("EPSG:4326", "EPSG:5174", always_xy=True)
FROM_WRONG = Transformer.from_crs("EPSG:2097", "EPSG:4326", always_xy=True)


def shifted(place: LonLat) -> LonLat:
    return LonLat(*FROM_WRONG.transform(*TO_RIGHT.transform(*place)))


def metres(one: LonLat, other: LonLat) -> float:
    return math.dist(FRAME.district_from_wgs84(one), FRAME.district_from_wgs84(other))


def reading(
    group: str, number: int, place: LonLat | None, *, row: int = 2, is_reprojected: bool = False
) -> StoreReading:
    store = Store(
        store_id=f"{group}{number}{row}",
        name=f"가게{number}",
        address=parse_address(f"경기도 의왕시 계원대학로 {number}"),
        origin=Origin(file=group, row=row),
    )
    return StoreReading(
        store=store, place=place, group=f"{group}#", id_source=IdSource.OWN, is_reprojected=is_reprojected
    )


def house(number: int) -> LonLat:
    return LonLat(126.9717 + number * 0.0001, 37.3797)


def test_the_wrong_belt_moves_a_point_256_m_west() -> None:
    wrong = shifted(house(2))
    assert abs(metres(wrong, house(2)) - 256) < 1
    assert wrong.lon < house(2).lon


@given(lon=st.floats(126, 129.5), lat=st.floats(34, 38.5))
def test_undoing_the_wrong_belt_comes_back_to_a_few_centimetres(lon: float, lat: float) -> None:
    place = LonLat(lon, lat)
    back = undo_wrong_belt([shifted(place)])[0]
    assert math.hypot((back.lon - lon) * 89_000, (back.lat - lat) * 111_000) < 0.05


def test_a_source_256_m_west_of_another_is_moved() -> None:
    wrong = [reading("optician", number, shifted(house(number)), row=number) for number in (2, 4, 6)]
    right = [reading("pharmacy", number, house(number)) for number in (2, 4)]
    moved, notes = correct_shift([*wrong, *right], frame=FRAME)
    assert all(metres(r.place, house(n)) < 0.1 for r, n in zip(moved, (2, 4, 6), strict=False) if r.place)
    assert [(note.kind, note.file) for note in notes] == [(NoteKind.SHIFTED_COORDINATES, "optician")]
    assert "3개 행" in notes[0].text
    assert moved[3:] == right


def test_a_source_that_agrees_with_a_shifted_one_is_moved_too() -> None:
    """pcRoom shares no address with the pharmacies, only with the shifted opticians."""
    wrong = [reading("optician", number, shifted(house(number))) for number in (2, 4)]
    follows = [reading("pcRoom", 4, shifted(house(4))), reading("pcRoom", 40, shifted(house(40)))]
    moved, notes = correct_shift([*wrong, *follows, reading("pharmacy", 2, house(2))], frame=FRAME)
    assert {note.file for note in notes} == {"optician", "pcRoom"}
    assert moved[3].place
    assert metres(moved[3].place, house(40)) < 0.1


def test_a_row_without_coordinates_gives_the_conversion_away() -> None:
    """0, 0 converted as EPSG:2097 is a spot in the sea that nothing else explains."""
    rows = [reading("vets", 2, nothing_place("EPSG:2097")), reading("vets", 4, shifted(house(4)))]
    moved, notes = correct_shift(rows, frame=FRAME)
    assert moved[0].place is None
    assert moved[1].place
    assert metres(moved[1].place, house(4)) < 0.1
    assert {note.kind for note in notes} == {NoteKind.OUTSIDE_AREA, NoteKind.SHIFTED_COORDINATES}


def test_rightly_converted_nothing_is_dropped_without_moving_the_others() -> None:
    rows = [reading("vets", 2, nothing_place("EPSG:5174")), reading("vets", 4, house(4))]
    moved, notes = correct_shift(rows, frame=FRAME)
    assert [r.place for r in moved] == [None, house(4)]
    assert [note.kind for note in notes] == [NoteKind.OUTSIDE_AREA]


def test_metres_that_we_converted_are_the_measure() -> None:
    rows = [reading("a", 2, shifted(house(2))), reading("b", 2, house(2), is_reprojected=True)]
    moved, notes = correct_shift(rows, frame=FRAME)
    assert moved[1].place == house(2)
    assert [note.file for note in notes] == ["a"]


def test_the_map_is_a_measure_too() -> None:
    rows = [reading("a", number, shifted(house(number))) for number in (2, 4)]
    moved, _ = correct_shift(rows, frame=FRAME, known_places={("계원대학로", 2, 0): house(2)})
    assert moved[1].place
    assert metres(moved[1].place, house(4)) < 0.1


def test_sources_that_agree_stay_as_they_are() -> None:
    rows = [reading("a", 2, house(2)), reading("b", 2, LonLat(house(2).lon + 0.0002, house(2).lat))]
    assert correct_shift(rows, frame=FRAME) == (rows, [])


def test_a_lone_source_is_given_the_benefit_of_the_doubt() -> None:
    rows = [reading("a", 2, shifted(house(2)))]
    assert correct_shift(rows, frame=FRAME) == (rows, [])


def test_one_odd_row_does_not_move_a_source_that_mostly_agrees() -> None:
    rows = [reading("a", 2, shifted(house(2)))]
    rows += [reading("a", number, house(number)) for number in (4, 6, 8)]
    rows += [reading("b", number, house(number)) for number in (2, 4, 6, 8)]
    assert correct_shift(rows, frame=FRAME) == (rows, [])
