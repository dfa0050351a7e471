"""The bundled stores: many, complete, told apart, and invented."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from district_builder.domain.categories import Category
from district_builder.domain.stores import TradingStatus
from tests.assets.demo_rows import Row, number_of, storey_of


def test_every_store_is_marked_as_an_example(stores: list[Row]) -> None:
    assert {store["example"] for store in stores} == {"true"}


def test_ids_and_names_are_unique(stores: list[Row]) -> None:
    for column in ("id", "name"):
        assert [value for value, count in Counter(store[column] for store in stores).items() if count > 1] == []


def test_at_least_three_hundred_stores_trade_and_some_do_not(stores: list[Row]) -> None:
    states = Counter(TradingStatus(store["status"]) for store in stores)
    assert states[TradingStatus.OPEN] >= 300
    assert states[TradingStatus.CLOSED] >= 1
    assert states[TradingStatus.SUSPENDED] >= 1


def test_categories_are_ours_and_many(stores: list[Row]) -> None:
    assert len({Category(store["category"]) for store in stores}) >= 35


def test_telephone_numbers_ring_nowhere_and_are_unique(stores: list[Row]) -> None:
    numbers = [store["phone"] for store in stores if store["phone"]]
    assert [number for number in numbers if not re.fullmatch(r"031-000-0\d{3}", number)] == []
    assert len(set(numbers)) == len(numbers)


def test_facts_were_confirmed_over_half_a_year(stores: list[Row]) -> None:
    days = [date.fromisoformat(store["confirmed_on"]) for store in stores]
    assert {day.month for day in days} == {6, 7, 8, 9, 10, 11}
    assert {day.year for day in days} == {2026}


def test_every_store_says_its_hours_and_one_short_sentence(stores: list[Row]) -> None:
    for store in stores:
        assert re.search(r"\d{2}:\d{2}|24시간|예약제", store["hours"]), store["id"]
        assert store["description"].endswith(("다.", "요.")), store["id"]
        assert len(store["description"]) <= 60, store["id"]


def test_stores_are_filed_by_number_and_storey(stores: list[Row]) -> None:
    keys = [(*(int(n) for n in f"{number_of(s)}-0".split("-")[:2]), storey_of(s), s["id"]) for s in stores]
    assert keys == sorted(keys)


def test_no_two_stores_describe_themselves_alike(stores: list[Row]) -> None:
    said = Counter(store["description"] for store in stores)
    assert [text for text, count in said.items() if count > 1] == []


@pytest.mark.data
def test_no_name_is_that_of_a_real_store(shared_data: Path, stores: list[Row]) -> None:
    real = set(real_names(shared_data))
    assert len(real) > 500
    invented = {plain(store["name"]) for store in stores}
    assert invented & real == set()
    assert {(ours, theirs) for ours in invented for theirs in real if len(theirs) >= 4 and theirs in ours} == set()


def real_names(folder: Path) -> Iterator[str]:
    columns = ("name", "상호명", "사업장명", "요양기관명", "음식점명", "판매업소", "업체명")
    for path in sorted(folder.rglob("*.csv")):
        data = path.read_bytes()
        text = data.decode("cp949" if "cp949" in path.name else "utf-8-sig")
        for row in csv.DictReader(text.splitlines()):
            yield from (plain(row[column]) for column in columns if row.get(column))


def plain(name: str) -> str:
    return re.sub(r"[^0-9a-z가-힣]", "", name.lower())
