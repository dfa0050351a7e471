"""Coordinates of every system that Korean registers publish."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from district_builder.domain.frames import LonLat
from district_builder.domain.notes import NoteKind, Severity
from district_builder.sources.coordinates import read_places
from district_builder.sources.projections import (
    CENTRAL_BELT,
    KOREAN_SYSTEMS,
    MODIFIED_CENTRAL_BELT,
    UnknownSystemError,
    guess_system,
    is_known_system,
    is_lonlat,
    is_metres,
    nothing_place,
    places_from,
    undo_wrong_belt,
)

ANCHOR = LonLat(126.9722, 37.3795)
near = st.builds(LonLat, st.floats(126.9, 127.05), st.floats(37.3, 37.45))
SYSTEMS = (*KOREAN_SYSTEMS, CENTRAL_BELT, "EPSG:32652", "EPSG:3857")


def metres_of(place: LonLat, system: str) -> tuple[float, float]:
    return Transformer.from_crs("EPSG:4326", system, always_xy=True).transform(*place)


def apart(a: LonLat, b: LonLat) -> float:
    return math.hypot((a.lon - b.lon) * 88_500, (a.lat - b.lat) * 111_000)


def read(*pairs, anchor=ANCHOR, system=""):
    return read_places(
        [(str(x), str(y)) for x, y in pairs],
        rows=list(range(2, len(pairs) + 2)),
        file="stores/a.csv",
        anchor=anchor,
        coordinate_system=system,
    )


@pytest.mark.parametrize("system", SYSTEMS)
def test_metres_of_each_system_come_back_to_where_they_were(system):
    for place in (ANCHOR, LonLat(127.03, 37.50), LonLat(129.08, 35.18), LonLat(126.53, 33.50)):
        (found,) = places_from(system, [metres_of(place, system)])
        assert apart(found, place) < 0.01


@pytest.mark.parametrize("system", SYSTEMS)
def test_many_points_give_what_each_gives_alone(system):
    points = [metres_of(LonLat(126.9 + n * 0.01, 37.3 + n * 0.007), system) for n in range(12)]
    assert places_from(system, points) == [places_from(system, [point])[0] for point in points]


@pytest.mark.parametrize("system", ["EPSG:5186", "EPSG:5174", "EPSG:5179"])
def test_the_system_that_puts_points_at_the_anchor_is_guessed(system):
    points = [metres_of(LonLat(ANCHOR.lon + n * 1e-3, ANCHOR.lat), system) for n in range(5)]
    assert guess_system(points, ANCHOR) == system


@pytest.mark.parametrize("system", KOREAN_SYSTEMS)
def test_a_guess_is_never_far_off(system):
    """EPSG:5174 and 5181 differ by 300 m; whatever is guessed lies as near as that."""
    guessed = guess_system([metres_of(ANCHOR, system)], ANCHOR)
    assert guessed in KOREAN_SYSTEMS
    assert apart(places_from(guessed, [metres_of(ANCHOR, system)])[0], ANCHOR) < 400


def test_metres_of_nowhere_near_are_not_guessed():
    assert guess_system([(1_200_000.0, 20_000.0)], ANCHOR) is None


@given(near)
def test_a_stated_system_is_used_for_metres(place):
    found = read(metres_of(place, "EPSG:5179"), system="EPSG:5179")
    assert found.system_of_metres == "EPSG:5179"
    assert apart(found.places[0], place) < 0.01
    assert found.reprojected == {0}
    (note,) = found.notes
    assert (note.kind, note.severity) == (NoteKind.SHIFTED_COORDINATES, Severity.INFO)


def test_a_stated_system_wins_over_a_nearer_one():
    point = (197490.66, 430830.85)  # EPSG:5174 would put it at the anchor
    found = read(tuple(map(str, point)), system="EPSG:2097")
    assert found.places == tuple(places_from("EPSG:2097", [point]))


@given(near)
def test_without_anchor_and_statement_metres_are_those_of_the_licence_register(place):
    found = read(metres_of(place, MODIFIED_CENTRAL_BELT), anchor=None)
    assert found.system_of_metres == MODIFIED_CENTRAL_BELT
    assert apart(found.places[0], place) < 0.01


@given(near)
def test_degrees_are_taken_as_they_are(place):
    found = read(place)
    assert (found.places, found.notes, found.reprojected) == ((place,), (), frozenset())


@given(st.lists(near, min_size=1, max_size=6))
def test_swapped_degrees_are_noticed_and_put_right(places):
    found = read(*((place.lat, place.lon) for place in places))
    assert found.places == tuple(places)
    (note,) = found.notes
    assert (note.kind, note.severity, note.row) == (NoteKind.SHIFTED_COORDINATES, Severity.DOUBT, 2)
    assert f"{len(places)}개 행" in note.text


@pytest.mark.parametrize("pair", [("", ""), ("0", "0"), ("0.0", "0.0"), ("126.9", ""), ("", "37.3")])
def test_a_missing_point_is_no_doubt(pair):
    found = read(pair)
    assert (found.places, found.notes) == ((None,), ())


@pytest.mark.parametrize(
    "pair", [("x", "y"), ("126,97.1.1", "37"), ("1e400", "5"), ("nan", "37"), ("500", "500"), ("127,0", "x")]
)
def test_a_point_that_cannot_be_read_is_noted_with_its_row(pair):
    found = read((126.97, 37.37), pair)
    assert found.places == (LonLat(126.97, 37.37), None)
    (note,) = found.notes
    assert (note.kind, note.row) == (NoteKind.UNREADABLE_ROW, 3)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=8))
def test_any_cells_give_one_place_or_none_a_row(pairs):
    found = read(*pairs)
    assert len(found.places) == len(pairs)
    assert all(place is None or is_lonlat(*place) for place in found.places)


@given(near)
def test_the_wrong_belt_is_undone_to_a_few_centimetres(place):
    (wrong,) = places_from(CENTRAL_BELT, [metres_of(place, MODIFIED_CENTRAL_BELT)])
    assert 240 < apart(wrong, place) < 270
    assert wrong.lon < place.lon
    (right,) = undo_wrong_belt([wrong])
    assert apart(right, place) < 0.05


def test_nothing_to_convert_is_nothing():
    assert places_from("EPSG:5174", []) == []
    assert undo_wrong_belt([]) == []


def test_points_that_a_system_cannot_hold_are_no_numbers():
    (place,) = places_from("EPSG:5186", [(1e30, 1e30)])
    assert math.isnan(place.lon)


@pytest.mark.parametrize("system", ["EPSG:999999", "한국", "", "EPSG:"])
def test_an_unknown_system_is_known_to_be_unknown(system):
    assert not is_known_system(system)
    with pytest.raises(UnknownSystemError):
        places_from(system, [(1.0, 2.0)])


@pytest.mark.parametrize("system", SYSTEMS)
def test_documented_systems_are_known(system):
    assert is_known_system(system)


def test_the_place_of_nothing_lies_in_the_sea_south_west_of_jeju():
    place = nothing_place(CENTRAL_BELT)
    assert 124 < place.lon < 125.5
    assert 32 < place.lat < 33.6


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_no_pair_is_both_degrees_and_metres(x, y):
    assert not is_metres(x, y)
    assert is_lonlat(x, y) == ((x, y) != (0, 0))
