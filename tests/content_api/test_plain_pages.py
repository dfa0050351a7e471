"""The pages as a browser without scripts reads them."""

import dataclasses
import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from content_api.database import writing
from content_api.imports import store_source
from content_api.pages import words
from content_api.pages.rendering import STYLE
from content_api.settings import Settings
from district_builder.domain.categories import Category
from district_builder.domain.districts import DistrictSource
from district_builder.domain.stores import Menu, MenuItem, MenuSection

VOID = {"meta", "link", "img", "input", "br"}


class Outline(HTMLParser):
    """Elements and text of a page; fails where a tag is closed that is not open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1:] != ["script"]:
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read(client: TestClient, path: str) -> Outline:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Outline(answer.text)


def json_ld(client: TestClient, path: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


PAGES = ["/", "/d/neutinamu", "/d/neutinamu?category=bakery&q=%EA%B3%A0", "/s/bread", "/s/hair", "/s/closed"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_what_a_screen_reader_needs(client: TestClient, path: str) -> None:
    page = read(client, path)
    assert page.all("html") == [{"lang": "ko"}]
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert page.all("a")[0]["href"] == "#content"
    assert page.all("main")[0]["id"] == "content"
    assert all("alt" in image for image in page.all("img"))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = {label["for"] for label in page.all("label")}
    assert all(each["id"] in labelled for each in page.all("input") if each.get("type") != "hidden")
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_other_sites_and_runs_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path)
    page = Outline(answer.text)
    sources = [each.get("src", each.get("href", "")) for _, each in page.elements]
    assert not [source for source in sources if "//" in source]
    assert all(script["type"] == "application/ld+json" for script in page.all("script"))
    assert not [each for _, each in page.elements if "style" in each or any(name.startswith("on") for name in each)]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    page = read(client, path)
    for href in {each["href"] for each in page.all("a") + page.all("link")}:
        if not href.startswith(("#", "tel:")):
            assert client.get(href.replace("&amp;", "&")).status_code == 200, href
    for image in page.all("img"):
        assert client.get(image["src"]).headers["content-type"].startswith("image/")


def test_the_street_page_tells_each_place_in_order(client: TestClient) -> None:
    page = read(client, "/d/neutinamu")
    assert "왼쪽 햇살프라자 120 m 1층 고소한 하루 제과점 · 101호 2층 머리하는날 미용실 · 201호" in page.text
    assert "오른쪽 햇살프라자 12 m 지하 1층 별밤 노래연습장 노래연습장" in page.text
    order = [page.text.index(name) for name in ("고소한 하루", "머리하는날", "별밤 노래연습장", "옛날책방")]
    assert order == sorted(order)
    assert "예시 동네입니다" in page.text


def test_the_street_page_can_be_narrowed_by_links_alone(client: TestClient) -> None:
    chosen = read(client, "/d/neutinamu?category=hair")
    assert "머리하는날" in chosen.text
    assert "고소한 하루" not in chosen.text
    current = [each["href"] for each in chosen.all("a") if "aria-current" in each]
    assert current == ["/d/neutinamu?category=hair"]
    assert "맞는 가게가 없습니다" in read(client, "/d/neutinamu?q=없는이름").text


def test_a_closed_store_looks_closed(client: TestClient) -> None:
    assert "폐업" in read(client, "/d/neutinamu").text
    assert "문을 닫은 가게입니다." in read(client, "/s/closed").text


def test_the_store_page_tells_prices_as_people_write_them(client: TestClient) -> None:
    text = read(client, "/s/bread").text
    assert "소금빵 대표 3,200원" in text
    assert "오늘의 케이크 가격 문의" in text
    assert "딸기잼 12,000원" in text
    assert "2026년 1월 5일에 본 가격" in text
    assert "예시 가게입니다" in text
    assert "매일 08:00–20:00" in text


def test_the_store_page_dials(client: TestClient) -> None:
    assert "tel:0310001234" in [each["href"] for each in read(client, "/s/bread").all("a")]


def test_only_a_store_without_a_photo_is_labelled_as_a_picture(client: TestClient) -> None:
    assert "실제 모습이 아닌 그림입니다" in read(client, "/s/hair").text
    assert "실제 모습이 아닌 그림입니다" not in read(client, "/s/bread").text


def test_an_upper_store_tells_the_way_in(client: TestClient) -> None:
    assert "건물 출입구로 들어가 올라가세요." in read(client, "/s/hair").text


def test_structured_data_has_the_menu_of_a_restaurant(client: TestClient) -> None:
    about = json_ld(client, "/s/bread")
    assert (about["@type"], about["name"], about["telephone"]) == ("Bakery", "고소한 하루", "031-000-1234")
    menu = about["hasMenu"]
    assert isinstance(menu, dict)
    first = menu["hasMenuSection"][0]["hasMenuItem"][0]
    assert first["offers"] == {"@type": "Offer", "price": 3200, "priceCurrency": "KRW"}
    assert "makesOffer" not in about


def own_store(own: Engine, street: Settings, source: DistrictSource, **facts: object) -> None:
    """Change the first store's facts in the database."""
    changed = dataclasses.replace(source.stores[0], **facts)  # type: ignore[arg-type]
    stores = (changed, *source.stores[1:])
    with writing(own) as session:
        store_source(session, dataclasses.replace(source, stores=stores), media=street.folder.media)


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\"'&\u2028"


def test_hostile_text_stays_text(
    own_client: TestClient, engine: Engine, street: Settings, source: DistrictSource
) -> None:
    own_store(
        engine, street, source, name=HOSTILE, description=HOSTILE, hours_text=HOSTILE, phone=HOSTILE, branch=HOSTILE
    )
    page = read(own_client, "/s/bread")
    assert len(page.all("script")) == 1
    assert all(image["src"].startswith("/media/") for image in page.all("img"))
    assert "49" not in page.text
    assert str(json_ld(own_client, "/s/bread")["description"]) == HOSTILE
    street_page = read(own_client, "/d/neutinamu")
    assert street_page.all("script") == street_page.all("img") == []
    assert [each["href"] for each in page.all("a") if each["href"].startswith("tel:")] == ["tel:1277"]


def test_a_search_word_comes_back_as_text(client: TestClient) -> None:
    page = read(client, "/d/neutinamu?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.all("script") == []
    assert page.all("input")[0]["value"] == '"><script>alert(1)</script>'


def test_a_price_list_of_no_restaurant_becomes_offers(
    own_client: TestClient, engine: Engine, street: Settings, source: DistrictSource
) -> None:
    cut = Menu(store_id="hair", sections=(MenuSection(name="", items=(MenuItem(name="컷", price_won=18000),)),))
    with writing(engine) as session:
        store_source(session, dataclasses.replace(source, menus=(cut,)), media=street.folder.media)
    assert "가격표" in read(own_client, "/s/hair").text
    assert json_ld(own_client, "/s/hair")["makesOffer"] == [
        {
            "@type": "Offer",
            "price": 18000,
            "priceCurrency": "KRW",
            "itemOffered": {"@type": "Service", "name": "컷"},
        }
    ]


def test_many_products_are_shown_page_by_page(
    own_client: TestClient, engine: Engine, street: Settings, source: DistrictSource
) -> None:
    goods = tuple(dataclasses.replace(source.products[0], name=f"잼 {number}") for number in range(70))
    with writing(engine) as session:
        store_source(session, dataclasses.replace(source, products=goods), media=street.folder.media)
    first = read(own_client, "/s/bread")
    more = next(each["href"] for each in first.all("a") if "cursor=" in each["href"])
    assert "잼 69" not in first.text
    assert "잼 69" in read(own_client, more).text


def test_the_style_sheet_keeps_its_promise_for_good(client: TestClient) -> None:
    href = next(each["href"] for each in read(client, "/").all("link") if each["rel"] == "stylesheet")
    answer = client.get(href)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"] == "text/css; charset=utf-8"


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("soft", "paper"),
        ("soft", "card"),
        ("brick", "paper"),
        ("brick", "card"),
        ("brick", "brick-soft"),
        ("leaf", "leaf-soft"),
        ("honey-ink", "honey"),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", STYLE.decode()))
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize(
    ("confirmed_on", "sentence"),
    [
        (None, "언제 확인한 정보인지 알 수 없습니다. 가기 전에 확인해 주세요."),
        (date(2026, 6, 1), "2026년 6월 1일(오늘)에 확인한 정보입니다."),
        (date(2026, 5, 31), "2026년 5월 31일(어제)에 확인한 정보입니다."),
        (date(2026, 5, 2), "2026년 5월 2일(30일 전)에 확인한 정보입니다."),
        (date(2026, 3, 3), "2026년 3월 3일(3개월 전)에 확인한 정보입니다."),
        (date(2025, 9, 1), "2025년 9월 1일(9개월 전)에 확인한 정보입니다. 그사이 달라졌을 수 있습니다."),
        (date(2024, 5, 1), "2024년 5월 1일(2년 전)에 확인한 정보입니다. 그사이 달라졌을 수 있습니다."),
        (date(2026, 7, 1), "2026년 7월 1일(오늘)에 확인한 정보입니다."),
    ],
)
def test_facts_tell_their_age(confirmed_on: date | None, sentence: str) -> None:
    assert words.age(confirmed_on, today=date(2026, 6, 1)) == sentence


def test_words_for_storeys_units_and_prices() -> None:
    assert [words.storey(number) for number in (1, 12, -1, -2)] == ["1층", "12층", "지하 1층", "지하 2층"]
    assert [words.unit(text) for text in ("201", "B101", "101-2", "상가동 3", "")] == [
        "201호",
        "B101호",
        "101-2호",
        "상가동 3",
        "",
    ]
    assert [words.won(price) for price in (6500, 0, 1_000_000, None)] == ["6,500원", "0원", "1,000,000원", "가격 문의"]
    assert words.dialled("(031) 000-1234 / +82") == "0310001234+82"
    assert [words.menu_title(each) for each in (Category.CAFE, Category.HAIR)] == ["메뉴", "가격표"]
