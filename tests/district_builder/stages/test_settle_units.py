"""Units, storeys and the order of doors."""

import pytest

from district_builder.domain.stores import Address
from district_builder.stages.settle_units import (
    address_key,
    door_order,
    plain_name,
    storey_of,
    storey_of_unit,
    storeys_of,
)
from tests.district_builder.stages.settle_samples import number, store


@pytest.mark.parametrize(
    ("unit", "storey"),
    [
        ("601", 6),
        ("1203", 12),
        ("101", 1),
        ("A301", 3),
        ("B101", -1),
        ("b203", -2),
        ("B01", -1),
        ("지하101", -1),
        ("비101", -1),
        ("7", None),
        ("12", None),
        ("10234", None),
        ("", None),
        ("호", None),
    ],
)
def test_a_unit_tells_its_storey(unit, storey):
    assert storey_of_unit(unit) == storey


def test_a_stated_storey_wins_over_what_the_unit_implies():
    assert storeys_of(Address(text="", storeys=(2,), units=("101",))) == (2,)
    assert storeys_of(Address(text="", units=("502", "503"))) == (5,)


def test_impossible_storeys_are_not_believed():
    assert storeys_of(Address(text="", storeys=(0, 999, 3))) == (3,)


@pytest.mark.parametrize(
    ("storeys", "units", "expected"),
    [((), (), 1), ((2,), (), 2), ((-1, 1), (), 1), ((-2, -1), (), -1), ((3, 4), (), 3), ((), ("B102",), -1)],
)
def test_a_store_has_its_door_on_the_lowest_storey_above_ground(storeys, units, expected):
    assert storey_of(Address(text="", storeys=storeys, units=units)) == expected


def test_doors_come_in_unit_order_and_those_without_a_unit_last():
    stores = [
        store("a", name="하나"),
        store("b", units=("103",)),
        store("c", units=("1001",)),
        store("d", units=("104", "102")),
        store("e", name="가나"),
    ]
    assert [one.store_id for one in sorted(stores, key=door_order)] == ["d", "b", "c", "e", "a"]


def test_addresses_compare_without_blanks_and_in_one_unicode_form():
    decomposed = "\u1107\u1169\u11bc\u110b\u1173\u11ab\u1109\u1161\u1105\u1169 2\u1100\u1175\u11af"
    assert plain_name(decomposed) == "봉은사로2길"
    assert address_key("봉은사로 2길", number("3-1")) == ("봉은사로2길", 3, 1)
    assert address_key("", number(3)) is None
    assert address_key("봉은사로", None) is None
