"""The tables of OpenStreetMap tags, entry by entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import HouseNumber, Origin, RoadKind
from district_builder.sources.osm_tags import (
    Element,
    is_below_ground,
    is_building,
    outline_from_element,
    road_kind,
    road_width,
    store_from_element,
)

HERE = LonLat(126.97, 37.37)
RING = (HERE, LonLat(126.971, 37.37), LonLat(126.971, 37.371))
tags = st.dictionaries(
    st.sampled_from(
        ["building", "highway", "shop", "amenity", "name", "level", "layer", "lanes", "width", "addr:unit", "cuisine"]
    ),
    st.one_of(st.text(max_size=12), st.sampled_from(["yes", "no", "cafe", "residential", "-1", "2", "1;2", "3 m"])),
)


def element(**said: str) -> Element:
    return Element(ref="n1", tags={key.replace("__", ":"): v for key, v in said.items()}, origin=Origin(file="a.osm"))


def store(**said: str):
    found = store_from_element(element(**said), HERE)
    return found.store if found else None


@pytest.mark.parametrize(
    ("trade", "category"),
    [
        ("bakery", Category.BAKERY),
        ("convenience", Category.CONVENIENCE),
        ("supermarket", Category.SUPERMARKET),
        ("optician", Category.OPTICIAN),
        ("hairdresser", Category.HAIR),
        ("dry_cleaning", Category.LAUNDRY),
        ("florist", Category.FLORIST),
        ("books", Category.BOOKS),
        ("clothes", Category.CLOTHING),
        ("mobile_phone", Category.PHONE),
        ("copyshop", Category.PRINT),
        ("estate_agent", Category.REAL_ESTATE),
        ("something_new", Category.OTHER),
    ],
)
def test_shops(trade, category):
    found = store(shop=trade, name="바람")
    assert (found.category, found.category_text) == (category, trade)


@pytest.mark.parametrize(
    ("amenity", "category"),
    [
        ("cafe", Category.CAFE),
        ("restaurant", Category.KOREAN),
        ("pub", Category.PUB),
        ("pharmacy", Category.PHARMACY),
        ("dentist", Category.DENTIST),
        ("veterinary", Category.VET),
        ("bank", Category.BANK),
        ("karaoke_box", Category.KARAOKE),
    ],
)
def test_amenities_with_a_counter(amenity, category):
    assert store(amenity=amenity, name="바람").category is category


@pytest.mark.parametrize("amenity", ["bench", "parking", "toilets", "school", "hospital", "place_of_worship"])
def test_amenities_without_one_are_no_stores(amenity):
    assert store(amenity=amenity, name="바람") is None


@pytest.mark.parametrize("trade", ["no", "vacant", ""])
def test_an_empty_store_is_none(trade):
    assert store(shop=trade, name="바람") is None


def test_a_store_without_a_name_is_none():
    assert store(shop="bakery") is None


@pytest.mark.parametrize(
    ("cuisine", "category"),
    [
        ("korean", Category.KOREAN),
        ("chinese", Category.CHINESE),
        ("sushi", Category.JAPANESE),
        ("pizza", Category.PIZZA),
        ("nonsense;italian", Category.WESTERN),
    ],
)
def test_the_cuisine_of_a_restaurant(cuisine, category):
    assert store(amenity="restaurant", name="바람", cuisine=cuisine).category is category


def test_a_restaurant_with_a_foreign_name_is_not_taken_for_korean():
    assert store(amenity="restaurant", name="Trattoria Roma").category is Category.WESTERN
    assert store(amenity="restaurant", name="Seoul Garden", cuisine="korean").category is Category.KOREAN


def test_a_name_without_doubt_wins_over_the_tag():
    assert store(shop="convenience", name="새봄약국").category is Category.PHARMACY


@pytest.mark.parametrize(("level", "storey"), [("0", 1), ("1", 2), ("4", 5), ("0;1", 2)])
def test_levels_count_from_nought(level, storey):
    assert store(shop="books", name="바람", level=level).address.storeys == (storey,)


def test_the_korean_name_is_the_one_that_is_shown():
    assert store(shop="books", name="Baram", name__ko="바람").name == "바람"


def test_an_address_in_parts_and_one_in_full_agree():
    parts = store(
        shop="books", name="바람", addr__street="계원대학로", addr__housenumber="14-2", addr__unit="201"
    ).address
    full = store(shop="books", name="바람", addr__full="경기도 의왕시 계원대학로 14-2, 201호").address
    assert (parts.road, parts.number, parts.units) == (full.road, full.number, full.units)
    assert parts.number == HouseNumber(main=14, sub=2)


@pytest.mark.parametrize(
    ("highway", "kind"),
    [
        ("primary", RoadKind.STREET),
        ("secondary_link", RoadKind.STREET),
        ("living_street", RoadKind.ALLEY),
        ("service", RoadKind.ALLEY),
        ("track", RoadKind.ALLEY),
        ("footway", RoadKind.PATH),
        ("steps", RoadKind.PATH),
        ("cycleway", RoadKind.PATH),
        ("proposed", None),
        ("platform", None),
        ("", None),
    ],
)
def test_highways(highway, kind):
    assert road_kind({"highway": highway}) is kind


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"name": "계원대학로15번길"}, RoadKind.ALLEY),
        ({"name": "계원대학로15번길", "sidewalk": "both"}, RoadKind.STREET),
        ({"name": "계원대학로15번길", "lanes": "2"}, RoadKind.STREET),
        ({"name": "계원대학로15번길", "width": "9"}, RoadKind.STREET),
        ({"name": "계원대학로"}, RoadKind.STREET),
        ({"sidewalk": "no"}, RoadKind.ALLEY),
    ],
)
def test_a_residential_gil_is_an_alley_unless_it_has_a_pavement(more, kind):
    assert road_kind({"highway": "residential", **more}) is kind


@pytest.mark.parametrize(
    "said",
    [{"location": "underground"}, {"tunnel": "yes"}, {"indoor": "yes"}, {"layer": "-1"}, {"level": "-2"}],
)
def test_what_lies_below_ground_is_not_shown(said):
    assert is_below_ground(said)
    assert not is_building({"building": "yes", **said})
    assert road_kind({"highway": "footway", **said}) is None


@pytest.mark.parametrize("value", ["no", "roof", "carport", "ruins", "proposed", "demolished", ""])
def test_what_has_no_walls_is_no_building(value):
    assert not is_building({"building": value})


@pytest.mark.parametrize("value", ["yes", "retail", "apartments", "commercial"])
def test_other_values_are_buildings(value):
    assert is_building({"building": value})


@pytest.mark.parametrize(
    ("said", "metres"),
    [
        ({"width": "7.5"}, 7.5),
        ({"width": "8 m"}, 8),
        ({"width:carriageway": "6", "width": "12"}, 6),
        ({"lanes": "2"}, 6),
        ({"width": "20'", "lanes": "2"}, 6),
        ({"width": "wide"}, None),
        ({}, None),
    ],
)
def test_widths(said, metres):
    assert road_width(said) == metres


def test_a_building_keeps_what_its_tags_say():
    found = outline_from_element(
        element(name="LG프라자", building="retail", building__levels="5", height="18.5", addr__housenumber="6"), RING
    )
    assert (found.name, found.storeys_above, found.height_metres) == ("LG프라자", 5, 18.5)
    assert found.number == HouseNumber(main=6)


def test_a_building_with_no_levels_above_is_not_believed():
    assert outline_from_element(element(building__levels="0"), RING).storeys_above is None


@given(tags)
def test_no_tags_make_anything_fail(said):
    thing = Element(ref="n1", tags=said, origin=Origin(file="a.osm"))
    found = store_from_element(thing, HERE)
    assert found is None or found.store.name
    assert road_kind(said) in {None, *RoadKind}
    assert outline_from_element(thing, RING).storeys_above != 0
