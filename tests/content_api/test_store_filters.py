"""Every combination of the list's filters finds what a filter of five lines finds."""

import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from fastapi.testclient import TestClient

from content_api.app import create_app
from content_api.database import open_engine, writing
from content_api.imports import store_source
from content_api.settings import Settings
from content_api.stores.source_rows import write_placements
from content_api.text import search_key, sort_key
from district_builder.domain.categories import Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout
from district_builder.domain.places import Placement
from district_builder.domain.stores import Store
from tests.content_api.invented import SPRING, placement, store

NAMES = ("별밤 노래방", "별밤카페", "Cafe 별", "ＧＳ25", "100% 수제청", "밑_줄", "가 나", "가나")
CATEGORIES = (Category.CAFE, Category.KARAOKE, Category.SUPERMARKET)
STOREYS = (-1, 1, 2)
BUILDINGS = ("b1", "b-2", "이름 있는 건물")
STREETS = ("느티나무로", "샛길 3", "")
WORDS = ("", "별", "별밤", "gs25", "%", "_", "가나", "없는 이름")

COMBINATIONS = list(
    itertools.product(
        (None, *CATEGORIES), (None, *STOREYS, 9), (None, *BUILDINGS, "b9"), (None, *STREETS, "먼길"), WORDS
    )
)


def stores() -> list[Store]:
    return [
        store(f"s{number}", f"{NAMES[number % len(NAMES)]}", CATEGORIES[number // 3 % len(CATEGORIES)])
        for number in range(40)
    ]


def places() -> dict[str, Placement]:
    """Places of all stores but each seventh, in every mixture of storey, building and street."""
    mixtures = itertools.cycle(itertools.product(STOREYS, BUILDINGS, STREETS))
    return {
        each.store_id: dataclasses.replace(placement(each.store_id, storey=storey), building_id=building, street=street)
        for number, (each, (storey, building, street)) in enumerate(zip(stores(), mixtures, strict=False))
        if number % 7
    }


@pytest.fixture(scope="module")
def mixed(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data=Path(copytree(empty_template, tmp_path_factory.mktemp("mixed") / "data")))
    district = District(slug="mixed", name_ko="섞인 동네", anchor=LonLat(127.0, 37.0))
    engine = open_engine(settings)
    with writing(engine) as session:
        store_source(
            session,
            DistrictSource(district=district, layout=Layout(), stores=tuple(stores())),
            media=settings.folder.media,
        )
        write_placements(session, "mixed", tuple(places().values()), frame=district.frame, building_names={}, at=SPRING)
    engine.dispose()
    with TestClient(create_app(settings)) as client:
        yield client


def wanted(
    category: Category | None, storey: int | None, building: str | None, street: str | None, words: str
) -> list[str]:
    """What a person would pick out by hand, by name."""
    placed = places()
    found = [
        each
        for each in stores()
        if category in (None, each.category)
        and search_key(words) in search_key(each.full_name)
        and all(
            value is None or (each.store_id in placed and getattr(placed[each.store_id], name) == value)
            for name, value in (("storey", storey), ("building_id", building), ("street", street))
        )
    ]
    return [each.store_id for each in sorted(found, key=lambda each: (sort_key(each.full_name), each.store_id))]


def query(
    category: Category | None, storey: int | None, building: str | None, street: str | None, words: str
) -> dict[str, str]:
    given = {"category": category, "storey": storey, "building": building, "street": street}
    return {name: str(value) for name, value in given.items() if value is not None} | ({"q": words} if words else {})


def test_the_combinations_are_worth_trying() -> None:
    """Many find something, many find nothing, and no two categories are the same."""
    sizes = [len(wanted(*combination)) for combination in COMBINATIONS]
    assert len(COMBINATIONS) == 4_000
    assert 500 < sum(size > 0 for size in sizes) < 2_500
    assert max(sizes) == 40


@pytest.mark.parametrize("category", [None, *CATEGORIES])
def test_every_combination_of_filters_finds_what_it_says(mixed: TestClient, category: Category | None) -> None:
    for combination in COMBINATIONS[:: 3 if category is None else 2]:
        if combination[0] is category:
            answer = mixed.get("/v1/districts/mixed/stores", params=query(*combination) | {"limit": "100"})
            assert [each["store_id"] for each in answer.json()["stores"]] == wanted(*combination), combination


@pytest.mark.parametrize("limit", [1, 3, 7])
@pytest.mark.parametrize(
    "combination",
    [
        (Category.CAFE, None, None, None, ""),
        (None, 1, None, None, ""),
        (None, None, "b1", None, ""),
        (None, None, None, "느티나무로", "별"),
    ],
)
def test_a_filtered_list_pages_to_the_same_stores(
    mixed: TestClient,
    combination: tuple[Category | None, int | None, str | None, str | None, str],
    limit: int,
) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        more = {"limit": str(limit)} | ({} if cursor is None else {"cursor": cursor})
        page = mixed.get("/v1/districts/mixed/stores", params=query(*combination) | more).json()
        seen += [each["store_id"] for each in page["stores"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == wanted(*combination)


def test_an_unplaced_store_is_found_by_name_and_by_no_place(mixed: TestClient) -> None:
    unplaced = stores()[0]
    assert unplaced.store_id in wanted(None, None, None, None, unplaced.name)
    for place in ({"storey": "1"}, {"building": "b1"}, {"street": "느티나무로"}):
        found = mixed.get("/v1/districts/mixed/stores", params=place | {"limit": "100"}).json()["stores"]
        assert found
        assert unplaced.store_id not in [each["store_id"] for each in found]


def test_the_street_page_shows_the_stores_of_the_list(mixed: TestClient) -> None:
    for category, words in itertools.product((None, *CATEGORIES), WORDS):
        page = mixed.get("/d/mixed", params=query(category, None, None, None, words)).text
        shown = {part.split('"', 1)[0] for part in page.split('<a href="/s/')[1:]}
        assert shown == set(wanted(category, None, None, None, words)), (category, words)
