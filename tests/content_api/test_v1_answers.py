"""The JSON of /v1 over the invented street."""

import dataclasses
import json
import unicodedata
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from content_api.database import writing
from content_api.imports import store_source
from content_api.settings import Settings
from district_builder.domain.districts import DistrictSource


def names(client: TestClient, **query: object) -> list[str]:
    answer = client.get("/v1/districts/neutinamu/stores", params=query)
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["stores"]]


def test_districts_are_listed_with_their_number_of_stores(client: TestClient) -> None:
    assert client.get("/v1/districts").json() == {
        "districts": [
            {
                "slug": "neutinamu",
                "name_ko": "느티나무골",
                "name_en": "Zelkova Alley",
                "is_example": True,
                "stores": 4,
                "version": 1,
            }
        ]
    }


def test_a_district_tells_what_it_holds(client: TestClient) -> None:
    district = client.get("/v1/districts/neutinamu").json()
    assert (district["stores"], district["placed"], district["notes"], district["build"]) == (4, 3, 1, None)
    assert district["anchor"] == {"lon": 126.97, "lat": 37.38}
    assert {"category": "bakery", "label": "제과점", "stores": 1} in district["categories"]


def test_stores_come_in_the_order_of_the_alphabet(client: TestClient) -> None:
    assert names(client) == ["고소한 하루", "머리하는날", "별밤 노래연습장", "옛날책방"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"category": "bakery"}, ["고소한 하루"]),
        ({"storey": 2}, ["머리하는날"]),
        ({"storey": -1}, ["별밤 노래연습장"]),
        ({"building": "b1"}, ["고소한 하루", "머리하는날", "별밤 노래연습장"]),
        ({"building": "b1", "storey": 1}, ["고소한 하루"]),
        ({"street": "느티나무로"}, ["고소한 하루", "머리하는날", "별밤 노래연습장"]),
        ({"street": "다른로"}, []),
        ({"q": "하"}, ["고소한 하루", "머리하는날"]),
        ({"q": "고소한하루"}, ["고소한 하루"]),
        ({"q": " 별밤  노래 "}, ["별밤 노래연습장"]),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"q": ""}, ["고소한 하루", "머리하는날", "별밤 노래연습장", "옛날책방"]),
    ],
)
def test_stores_can_be_filtered(client: TestClient, query: dict[str, object], found: list[str]) -> None:
    assert names(client, **query) == found


def test_words_are_found_in_any_unicode_form(client: TestClient) -> None:
    assert names(client, q=unicodedata.normalize("NFD", "노래연습장")) == ["별밤 노래연습장"]
    assert names(client, street=unicodedata.normalize("NFD", "느티나무로"), storey=2) == ["머리하는날"]


def test_a_store_tells_where_it_stands_and_how_old_its_facts_are(client: TestClient) -> None:
    hair = client.get("/v1/stores/hair").json()
    assert hair["placement"] == {
        "building_id": "b1",
        "building_name": "햇살프라자",
        "kind": "upper",
        "storey": 2,
        "unit": "201",
        "anchor": {"lon": 126.97011291, "lat": 37.38, "height_metres": 3.2},
        "door": {"lon": 126.97011291, "lat": 37.37999549},
        "street": "느티나무로",
        "along_street_metres": 124.6,
        "side": "left",
    }
    assert (hair["confirmed_on"], hair["is_example"], hair["is_illustration"]) == ("2026-03-02", True, True)
    assert (hair["version"], hair["changed_at"]) == (2, "2026-05-01T09:30:00Z")
    assert hair["address"]["number"] == {"main": 12, "sub": 0}


def test_a_store_without_a_place_says_so(client: TestClient) -> None:
    closed = client.get("/v1/stores/closed").json()
    assert (closed["placement"], closed["status"]) == (None, "closed")


def test_a_store_with_a_front_photo_is_no_illustration(client: TestClient) -> None:
    assert client.get("/v1/stores/bread").json()["is_illustration"] is False


def test_a_menu_keeps_its_order_and_its_whole_won(client: TestClient) -> None:
    menu = client.get("/v1/stores/bread/menu").json()
    prices = {
        section["name"]: [(item["name"], item["price_won"]) for item in section["items"]]
        for section in menu["sections"]
    }
    assert list(prices.items()) == [
        ("빵", [("소금빵", 3200), ("오늘의 케이크", None)]),
        ("음료", [("아메리카노", 4500)]),
    ]
    assert menu["sections"][0]["items"][0]["picture"].startswith("/media/")
    assert menu["sections"][0]["items"][1]["picture"] is None


def test_a_store_without_a_menu_has_an_empty_one_of_version_0(client: TestClient) -> None:
    answer = client.get("/v1/stores/hair/menu")
    assert answer.json() == {"store_id": "hair", "version": 0, "sections": []}
    assert answer.headers["etag"] == '"0"'


def test_products_and_photos_of_a_store(client: TestClient) -> None:
    products = client.get("/v1/stores/bread/products").json()
    assert [(each["name"], each["price_won"]) for each in products["products"]] == [("딸기잼", 12000), ("밤잼", None)]
    first = client.get("/v1/stores/bread/products?limit=1").json()
    second = client.get("/v1/stores/bread/products", params={"limit": 1, "cursor": first["next"]}).json()
    assert (second["products"][0]["name"], second["next"]) == ("밤잼", None)
    assert [each["kind"] for each in client.get("/v1/stores/bread/photos").json()["photos"]] == ["front"]
    assert client.get("/v1/stores/hair/photos").json()["photos"] == []
    assert client.get("/v1/stores/hair/products").json() == {"products": [], "next": None}


def test_notes_tell_place_doubt_and_remedy(client: TestClient) -> None:
    assert client.get("/v1/districts/neutinamu/notes").json()["notes"] == [
        {
            "stage": "source",
            "kind": "closed_store",
            "severity": "info",
            "text": "옛날책방은 폐업한 가게입니다.",
            "remedy": "맞는지 확인해 주세요.",
            "subject": "closed",
            "file": "stores.csv",
            "row": 5,
        }
    ]


def test_nothing_was_built_yet(client: TestClient) -> None:
    assert client.get("/v1/districts/neutinamu/builds").json() == {"builds": [], "next": None}


@pytest.mark.parametrize("path", ["", "/stores", "/notes", "/builds"])
def test_a_district_that_nobody_knows_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"/v1/districts/nowhere{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "district_not_found")


@pytest.mark.parametrize("path", ["", "/menu", "/products", "/photos"])
def test_a_store_that_nobody_knows_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"/v1/stores/nobody{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "store_not_found")


@pytest.mark.parametrize("path", ["", "/menu", "/products", "/photos"])
def test_a_store_that_left_the_source_is_gone(
    own_client: TestClient, engine: Engine, street: Settings, source: DistrictSource, path: str
) -> None:
    fewer = dataclasses.replace(source, stores=source.stores[1:], menus=(), products=(), photos=())
    with writing(engine) as session:
        store_source(session, fewer, media=street.folder.media)
    answer = own_client.get(f"/v1/stores/bread{path}")
    assert (answer.status_code, answer.json()["code"]) == (410, "store_gone")
    assert "고소한 하루" in answer.json()["detail"]
    assert names(own_client, q="고소한") == []


@pytest.mark.data
def test_no_naughty_string_breaks_a_query(client: TestClient, shared_data: Path) -> None:
    for naughty in json.loads((shared_data / "bad-strings" / "blns.json").read_text(encoding="utf-8")):
        query = {"q": naughty, "building": naughty, "street": naughty}
        assert client.get("/v1/districts/neutinamu/stores", params=query).status_code in (200, 422), naughty
        assert client.get("/d/neutinamu", params={"q": naughty}).status_code in (200, 422), naughty


def test_health_asks_the_database(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}
