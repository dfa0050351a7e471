"""Two districts in one database keep out of each other's way."""

import dataclasses

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from content_api.builds.worker import build_district
from content_api.database import writing
from content_api.imports import ImportSummary, store_source
from content_api.settings import Settings
from district_builder.domain.categories import Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout
from district_builder.domain.notes import NoteKind
from district_builder.domain.stores import Menu, MenuItem, MenuSection, Product
from tests.content_api.invented import placement, store
from tests.content_api.test_build_worker import FakeScene


def second_street() -> DistrictSource:
    """Another street, with two stores of the same names and kinds as on the first."""
    rice = MenuSection(name="", items=(MenuItem(name="국밥", price_won=9000),))
    return DistrictSource(
        district=District(slug="eunhaeng", name_ko="은행나무골", anchor=LonLat(127.1, 37.5), streets=("은행나무로",)),
        layout=Layout(),
        stores=(
            store("e-bread", "고소한 하루", Category.BAKERY, unit="101"),
            store("e-soup", "은행 국밥", Category.KOREAN),
        ),
        menus=(Menu(store_id="e-soup", sections=(rice,)),),
        products=(Product(store_id="e-bread", name="쿠키", price_won=900),),
    )


@pytest.fixture
def both(street: Settings, engine: Engine) -> Settings:
    with writing(engine) as session:
        store_source(session, second_street(), media=street.folder.media)
    return street


def ids(client: TestClient, slug: str, **query: object) -> list[str]:
    answer = client.get(f"/v1/districts/{slug}/stores", params=query)
    return [each["store_id"] for each in answer.json()["stores"]]


def import_again(engine: Engine, both: Settings, source: DistrictSource) -> ImportSummary:
    with writing(engine) as session:
        return store_source(session, source, media=both.folder.media)


def test_each_district_lists_its_own_stores(both: Settings, own_client: TestClient) -> None:
    assert ids(own_client, "eunhaeng") == ["e-bread", "e-soup"]
    assert "e-bread" not in ids(own_client, "neutinamu")
    assert ids(own_client, "eunhaeng", q="고소한") == ["e-bread"]
    assert ids(own_client, "neutinamu", q="고소한") == ["bread"]
    assert ids(own_client, "eunhaeng", category="bakery") == ["e-bread"]


def test_a_place_of_one_district_filters_nothing_of_the_other(
    both: Settings, engine: Engine, own_client: TestClient
) -> None:
    """Both have a building b1: buildings are named within their district."""
    build_district(engine, both.folder, "eunhaeng", builder=FakeScene((placement("e-soup"),), ()))
    assert ids(own_client, "eunhaeng", building="b1") == ["e-soup"]
    assert ids(own_client, "neutinamu", building="b1") == ["bread", "hair", "karaoke"]
    assert ids(own_client, "eunhaeng", storey=2) == []


def test_the_list_of_districts_puts_real_ones_before_examples(both: Settings, own_client: TestClient) -> None:
    listed = own_client.get("/v1/districts").json()["districts"]
    assert [(each["slug"], each["is_example"], each["stores"]) for each in listed] == [
        ("eunhaeng", False, 2),
        ("neutinamu", True, 4),
    ]
    page = own_client.get("/").text
    assert page.index("은행나무골") < page.index("느티나무골")


def test_an_import_of_one_leaves_the_other_byte_for_byte(
    both: Settings, engine: Engine, own_client: TestClient
) -> None:
    paths = ["/v1/districts/neutinamu", "/v1/districts/neutinamu/stores", "/v1/stores/bread/menu", "/d/neutinamu"]
    before = [own_client.get(path).content for path in paths]
    source = second_street()
    changed = dataclasses.replace(source.stores[1], name="은행 순대국")
    assert import_again(engine, both, dataclasses.replace(source, stores=(changed,), products=())).is_changed
    assert [own_client.get(path).content for path in paths] == before
    assert ids(own_client, "eunhaeng") == ["e-soup"]


def test_a_build_of_one_leaves_the_other_byte_for_byte(both: Settings, engine: Engine, own_client: TestClient) -> None:
    paths = ["/v1/districts/neutinamu", "/v1/stores/hair", "/v1/districts/neutinamu/notes"]
    before = [own_client.get(path).content for path in paths]
    build_district(engine, both.folder, "eunhaeng", builder=FakeScene((placement("e-soup"),)))
    assert [own_client.get(path).content for path in paths] == before
    assert own_client.get("/v1/districts/eunhaeng").json()["placed"] == 1


def test_a_place_for_a_store_of_the_other_district_is_not_written(
    both: Settings, engine: Engine, own_client: TestClient
) -> None:
    before = own_client.get("/v1/stores/hair").json()
    build_district(engine, both.folder, "eunhaeng", builder=FakeScene((placement("hair", along=1.0),), ()))
    assert own_client.get("/v1/stores/hair").json() == before


def test_a_store_moves_to_another_district_only_after_it_has_left_the_first(
    both: Settings, engine: Engine, own_client: TestClient
) -> None:
    """An id is taken for good: links to the old store must not lead to a new one elsewhere."""
    source = second_street()
    wanted = dataclasses.replace(source, stores=(*source.stores, store("hair", "머리하는날")))
    summary = import_again(engine, both, wanted)
    assert [(note.kind, note.subject) for note in summary.notes] == [(NoteKind.DUPLICATE_STORE, "hair")]
    assert "neutinamu" in summary.notes[0].text
    assert ids(own_client, "eunhaeng") == ["e-bread", "e-soup"]
    assert own_client.get("/v1/stores/hair").json()["district"] == "neutinamu"


def test_builds_are_numbered_over_all_districts_and_listed_for_each(
    both: Settings, engine: Engine, own_client: TestClient
) -> None:
    for slug in ("neutinamu", "eunhaeng", "neutinamu"):
        build_district(engine, both.folder, slug, builder=FakeScene((), ()))
    numbers = {
        slug: [each["number"] for each in own_client.get(f"/v1/districts/{slug}/builds").json()["builds"]]
        for slug in ("neutinamu", "eunhaeng")
    }
    assert numbers == {"neutinamu": [3, 1], "eunhaeng": [2]}


def test_menus_and_products_stay_with_their_district(both: Settings, engine: Engine, own_client: TestClient) -> None:
    import_again(engine, both, dataclasses.replace(second_street(), menus=(), products=()))
    assert own_client.get("/v1/stores/e-soup/menu").json()["sections"] == []
    assert own_client.get("/v1/stores/e-bread/products").json()["products"] == []
    assert len(own_client.get("/v1/stores/bread/menu").json()["sections"]) == 2
    assert len(own_client.get("/v1/stores/bread/products").json()["products"]) == 2


def test_each_scene_lies_in_its_own_folder(both: Settings, engine: Engine, own_client: TestClient) -> None:
    build_district(engine, both.folder, "eunhaeng", builder=FakeScene((), ()))
    assert own_client.get("/scenes/eunhaeng/places.geojson").status_code == 200
    assert own_client.get("/scenes/neutinamu/places.geojson").status_code == 404
