"""Every property name that the table of synonyms lists is read, each alone."""

import pytest

from district_builder.domain.frames import LonLat
from district_builder.domain.layout import HouseNumber, Origin, RoadKind
from district_builder.sources import building_columns as columns
from district_builder.sources.gis_features import centrelines_from, outlines_from, properties_from, shape_id

ORIGIN = Origin(file="layout/a.geojson", row=1)
SQUARE = tuple(LonLat(126.97 + x * 1e-4, 37.37 + y * 1e-4) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)))
LINE = (LonLat(126.97, 37.37), LonLat(126.98, 37.37))


def outline(**properties: object):
    (found,) = outlines_from(properties_from(properties), [[SQUARE]], ORIGIN)
    return found


def centreline(**properties: object):
    (found,) = centrelines_from(properties_from(properties), [LINE], ORIGIN)
    return found


@pytest.mark.parametrize("name", columns.BUILDING_NAME)
def test_names_of_buildings(name):
    assert outline(**{name: " LG프라자 "}).name == "LG프라자"


@pytest.mark.parametrize("name", columns.STOREYS_ABOVE)
@pytest.mark.parametrize("value", [5, 5.0, "5", "5.0"])
def test_storeys_above(name, value):
    assert outline(**{name: value}).storeys_above == 5


@pytest.mark.parametrize("name", columns.STOREYS_BELOW)
def test_storeys_below(name):
    assert outline(**{name: "2"}).storeys_below == 2
    assert outline(**{name: 0}).storeys_below == 0


@pytest.mark.parametrize("name", columns.HEIGHT)
def test_heights(name):
    assert outline(**{name: "18.5"}).height_metres == 18.5


@pytest.mark.parametrize("name", columns.BUILDING_ID)
def test_ids_of_buildings(name):
    assert outline(**{name: "B-17"}).building_id == "B-17"


@pytest.mark.parametrize("name", columns.ROAD_ADDRESS)
def test_road_addresses(name):
    found = outline(**{name: "경기도 의왕시 계원대학로 14-2 (내손동, 계원프라자)"})
    assert (found.road, found.number, found.name) == ("계원대학로", HouseNumber(main=14, sub=2), "계원프라자")


@pytest.mark.parametrize("name", columns.ROAD_OF_BUILDING)
@pytest.mark.parametrize("number", columns.NUMBER)
def test_road_and_number_in_columns_of_their_own(name, number):
    found = outline(**{name: "경기도 의왕시 계원대학로", number: "14-2"})
    assert (found.road, found.number) == ("계원대학로", HouseNumber(main=14, sub=2))


@pytest.mark.parametrize("main", columns.NUMBER_MAIN)
@pytest.mark.parametrize("sub", columns.NUMBER_SUB)
def test_main_and_sub_number_in_columns_of_their_own(main, sub):
    assert outline(**{main: 14.0, sub: 2.0}).number == HouseNumber(main=14, sub=2)
    assert outline(**{main: 14}).number == HouseNumber(main=14)
    assert outline(**{main: 0, sub: 2}).number is None


@pytest.mark.parametrize("name", columns.ROAD_NAME)
def test_names_of_roads(name):
    assert centreline(**{name: "계원대학로"}).name == "계원대학로"


@pytest.mark.parametrize("name", columns.ROAD_WIDTH)
def test_widths_of_roads(name):
    assert centreline(**{name: "12.5"}).carriageway_width_metres == 12.5


@pytest.mark.parametrize("name", columns.ROAD_ID)
def test_ids_of_roads(name):
    assert centreline(**{name: "R-3"}).road_id == "R-3"


@pytest.mark.parametrize("name", columns.ROAD_KIND)
@pytest.mark.parametrize("kind", list(RoadKind))
def test_our_own_kinds_of_roads(name, kind):
    assert centreline(**{name: kind.value}).kind is kind


def test_a_path_has_no_carriageway():
    assert centreline(kind="path", width=3).carriageway_width_metres is None


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ({"RN": "계원대학로15번길", "ROAD_BT": 6}, RoadKind.ALLEY),
        ({"RN": "계원대학로15번길", "ROAD_BT": 12}, RoadKind.STREET),
        ({"RN": "계원대학로", "ROAD_BT": 6}, RoadKind.STREET),
    ],
)
def test_a_narrow_gil_is_an_alley(properties, kind):
    assert centreline(**properties).kind is kind


def test_what_nobody_moves_along_is_no_road():
    assert centrelines_from({"highway": "proposed"}, [LINE], ORIGIN) == []


def test_no_storeys_on_record_is_not_zero_storeys():
    assert outline(GRND_FLR=0).storeys_above is None


@pytest.mark.parametrize("value", ["many", "", "-3", "999"])
def test_nonsense_storeys_are_not_read(value):
    assert outline(GRND_FLR=value).storeys_above is None


def test_of_two_synonyms_the_better_known_wins():
    assert outline(name="b", A24="a").name == "a"


def test_parts_of_one_feature_have_ids_of_their_own():
    found = outlines_from({"UFID": "u1"}, [[SQUARE], [SQUARE]], ORIGIN)
    assert [one.building_id for one in found] == ["u1", "u1-2"]


def test_an_id_made_from_the_shape_stays_the_same_and_differs_between_shapes():
    other = tuple(LonLat(place.lon + 1e-3, place.lat) for place in SQUARE)
    assert shape_id("", [[SQUARE]]) == shape_id("", [[SQUARE]]) != shape_id("", [[other]])


@pytest.mark.parametrize(
    ("said", "expected"), [("way/123", "w123"), ("relation/9", "r9"), ("node/5", "n5"), ("17.0", "17"), ("a/b", "a-b")]
)
def test_ids_of_map_editors_are_kept_short(said, expected):
    assert shape_id(said, [[SQUARE]]) == expected


@pytest.mark.parametrize("said", ["../x", "", "-", "a b", "x" * 65, "<b>"])
def test_unsafe_ids_are_replaced(said):
    assert shape_id(said, [[SQUARE]]).startswith("b")
    assert shape_id(said, [[SQUARE]]).isalnum()


def test_nested_and_missing_properties_are_dropped():
    assert properties_from({"a": None, "b": [1], "c": {"d": 1}, "e": True, "f": 5.0}) == {"f": "5.0"}
