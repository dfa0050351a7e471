"""The words of the domain: what they compute, and that they are fixed from birth."""

import math
import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder import domain
from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.errors import GolmokError, SourceError
from district_builder.domain.frames import LonLat, Point2
from district_builder.domain.layout import HouseNumber, Layout, Rung
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.places import Frontage
from district_builder.domain.plan import Bay, BayUse, PlannedRoad, RoadKind, StreetWall
from tests.district_builder.stages.settle_samples import box, planned, store

WORDS = [
    word
    for found in iter_modules(domain.__path__)
    for word in vars(import_module(f"{domain.__name__}.{found.name}")).values()
    if isinstance(word, type) and word.__module__.startswith(domain.__name__)
]
VALUES = sorted({word for word in WORDS if is_dataclass(word)}, key=lambda word: word.__name__)


@pytest.mark.parametrize("value", VALUES)
def test_values_are_frozen(value):
    assert value.__dataclass_params__.frozen


@pytest.mark.parametrize("value", [value for value in VALUES if value.__name__ != "DistrictFrame"])
def test_values_are_built_by_the_names_of_their_fields(value):
    assert all(field.kw_only for field in fields(value))


@pytest.mark.parametrize("word", sorted({word for word in WORDS if issubclass(word, Enum)}, key=lambda w: w.__name__))
def test_no_two_members_of_an_enumeration_share_a_value(word):
    assert len(word) == len(word.__members__)


# Categories


def test_every_category_has_its_own_korean_word():
    assert set(KOREAN_LABELS) == set(Category)
    assert len(set(KOREAN_LABELS.values())) == len(KOREAN_LABELS)


@pytest.mark.parametrize("label", KOREAN_LABELS.values())
def test_a_category_word_fits_on_a_sign(label):
    assert 1 <= len(label) <= 8
    assert label == label.strip()


# Storeys


@given(above=st.integers(1, 40), below=st.integers(0, 6))
def test_floors_rise_storey_by_storey(above, below):
    house = planned("a", box(0, 0, 10, 10), above=above, below=below)
    storeys = [*range(-below, 0), *range(1, above + 1)]
    floors = [house.floor_metres(storey) for storey in storeys]
    assert floors == sorted(set(floors))
    assert house.floor_metres(1) == 0.0
    assert all(house.floor_metres(storey) < 0 for storey in storeys if storey < 0)


@given(above=st.integers(1, 40))
def test_a_roof_lies_on_the_top_storey(above):
    house = planned("a", box(0, 0, 10, 10), above=above)
    top = house.ground_storey_metres if above == 1 else house.upper_storey_metres
    assert house.height_metres == pytest.approx(house.floor_metres(above) + top)


def test_a_plaza_of_five_storeys_is_as_high_as_one_expects():
    assert planned("a", box(0, 0, 10, 10), above=5).height_metres == pytest.approx(4.2 + 4 * 3.3)


# Widths

feet = st.builds(Point2, st.floats(-500, 500), st.floats(-500, 500))


@given(left=feet, right=feet)
def test_a_wall_and_a_frontage_are_as_wide_as_their_feet_are_apart(left, right):
    wall = StreetWall(building_id="a", left_foot_in_district=left, right_foot_in_district=right, road_id="r")
    front = Frontage(
        store_id="s",
        building_id="a",
        storey=1,
        left_foot_in_district=left,
        right_foot_in_district=right,
        base_metres=0.0,
        height_metres=4.0,
    )
    assert wall.width_metres == pytest.approx(math.dist(left, right))
    assert front.width_metres == pytest.approx(math.dist(left, right))


def test_a_bay_is_as_wide_as_from_its_start_to_its_end():
    assert Bay(use=BayUse.STORE, storey=1, start_metres=2.5, end_metres=7.0).width_metres == 4.5


def test_a_road_reaches_from_its_middle_over_both_its_pavement_and_half_its_carriageway():
    road = PlannedRoad(
        road_id="r",
        kind=RoadKind.STREET,
        centreline=(Point2(0, 0), Point2(9, 0)),
        carriageway_width_metres=9.0,
        pavement_width_metres=3.5,
    )
    assert road.half_width_metres == 8.0


# Words


@pytest.mark.parametrize(("number", "text"), [((214, 0), "214"), ((28, 3), "28-3")])
def test_a_house_number_is_written_as_people_write_it(number, text):
    assert str(HouseNumber(main=number[0], sub=number[1])) == text


def test_a_branch_belongs_to_the_full_name():
    one = store("s", name="온기커피")
    assert one.full_name == "온기커피"
    assert type(one)(
        store_id="s", name="온기커피", branch="새벽점", address=one.address, origin=one.origin
    ).full_name == ("온기커피 새벽점")


def note(**where) -> BuildNote:
    return BuildNote(
        kind=NoteKind.BAD_PRICE, severity=Severity.DOUBT, text="가격이 없습니다.", remedy="가격을 적어 주세요.", **where
    )


def test_a_note_names_its_file_and_row_before_what_it_says():
    said = "가격이 없습니다. 가격을 적어 주세요."
    assert str(note(file="menus/a.csv", row=3)) == f"menus/a.csv:3: {said}"
    assert str(note(file="menus/a.csv")) == f"menus/a.csv: {said}"
    assert str(note()) == said


def test_a_source_error_names_the_file_not_the_folders_of_the_machine():
    error = SourceError("The header is missing.", remedy="Add one.", file=Path("/somewhere/private/stores.csv"), row=1)
    assert str(error) == "stores.csv:1: The header is missing. Add one."
    assert isinstance(error, GolmokError)
    assert (error.problem, error.remedy, error.row) == ("The header is missing.", "Add one.", 1)


def test_a_source_error_without_a_row_names_the_file_alone():
    assert (
        str(SourceError("It is empty.", remedy="Export it again.", file="a.csv"))
        == "a.csv: It is empty. Export it again."
    )


def test_a_district_without_anything_is_still_a_source_and_stands_on_its_anchor():
    district = District(slug="a", name_ko="가", anchor=LonLat(127.0, 37.0))
    source = DistrictSource(district=district, layout=Layout())
    assert district.frame.anchor == (127.0, 37.0)
    assert source.stores == ()
    assert district.timezone == "Asia/Seoul"


def test_a_district_cannot_be_changed_after_the_fact():
    district = District(slug="a", name_ko="가", anchor=LonLat(127.0, 37.0))
    with pytest.raises(FrozenInstanceError):
        district.slug = "b"


def test_the_ladder_counts_from_its_best_rung():
    assert sorted(Rung) == [Rung.FOOTPRINT_WITH_STOREYS, Rung.FOOTPRINT, Rung.ADDRESS_RULE]


@pytest.mark.parametrize("value", [planned("a", box(0, 0, 1, 1)), store("s", road="새벽로", at="28-3"), note(row=1)])
def test_values_travel_to_other_processes(value):
    assert pickle.loads(pickle.dumps(value)) == value
