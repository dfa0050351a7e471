"""Pages of a store of which nothing is known, and of one whose every text is far too long or hostile."""

import dataclasses
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from content_api.database import writing
from content_api.imports import store_source
from content_api.settings import Settings
from content_api.stores.source_rows import write_placements
from content_api.text import tidy
from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout, Origin
from district_builder.domain.stores import Address, Menu, MenuItem, MenuSection, Product, Store, TradingStatus
from tests.content_api.invented import SPRING, picture_bytes, placement
from tests.content_api.test_plain_pages import Outline, json_ld, read

ORIGIN = Origin(file="stores.csv", row=2)
LONG = "아주아주길고띄어쓰기도없는이름" * 40


def put(engine: Engine, settings: Settings, *stores: Store, **more: object) -> None:
    source = DistrictSource(
        district=District(slug="edge", name_ko="끝동네", anchor=LonLat(127.0, 37.0)),
        layout=Layout(),
        stores=stores,
        **more,  # type: ignore[arg-type]
    )
    with writing(engine) as session:
        store_source(session, source, media=settings.folder.media)


def bare_store(store_id: str = "bare", name: str = "") -> Store:
    return Store(store_id=store_id, name=name, category=Category.OTHER, address=Address(text=""), origin=ORIGIN)


def is_well_formed(page: Outline) -> bool:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    named = [each for _, attributes in page.elements for each in attributes.get("aria-labelledby", "").split()]
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    return (
        len(ids) == len(set(ids))
        and set(named) <= set(ids)
        and levels[0] == 1
        and levels.count(1) == 1
        and all(after <= before + 1 for before, after in pairwise(levels))
    )


def test_a_store_of_which_nothing_is_known_has_a_page_that_says_so(
    own_client: TestClient, engine: Engine, street: Settings
) -> None:
    put(engine, street, bare_store(name="이름뿐인 가게"))
    page = read(own_client, "/s/bare")
    assert is_well_formed(page)
    assert "아직 알려지지 않았습니다." in page.text
    assert "언제 확인한 정보인지 알 수 없습니다." in page.text
    assert "실제 모습이 아닌 그림입니다" in page.text
    for label in ("자리", "주소", "전화", "메뉴", "상품", "가게 안", "None", "null"):
        assert label not in page.texts, label
    about = json_ld(own_client, "/s/bare")
    assert not {"telephone", "image", "geo", "description", "hasMenu", "makesOffer"} & set(about)


def test_a_district_of_which_nothing_is_known_has_a_page(
    own_client: TestClient, engine: Engine, street: Settings
) -> None:
    put(engine, street)
    page = read(own_client, "/d/edge")
    assert is_well_formed(page)
    assert "가게 0곳" in page.text
    assert page.all("nav") == page.all("section") == page.all("img") == []


def everything_long() -> tuple[Store, dict[str, object]]:
    long_store = Store(
        store_id="long",
        name=LONG,
        origin=ORIGIN,
        branch=LONG,
        category=Category.KOREAN,
        category_text=LONG,
        address=Address(text=LONG, building_name=LONG, units=(LONG,)),
        status=TradingStatus.SUSPENDED,
        phone="031-" + "0" * 500,
        hours_text="\n".join([LONG] * 20),
        description="\n".join([LONG] * 20),
    )
    items = tuple(MenuItem(name=LONG, price_won=10**10, description=LONG, is_signature=True) for _ in range(50))
    sections = tuple(MenuSection(name=LONG, items=items) for _ in range(5))
    products = tuple(Product(store_id="long", name=LONG, price_won=10**10, maker=LONG) for _ in range(70))
    return long_store, {"menus": (Menu(store_id="long", sections=sections),), "products": products}


def test_a_store_whose_every_text_is_long_has_a_whole_page(
    own_client: TestClient, engine: Engine, street: Settings
) -> None:
    long_store, more = everything_long()
    put(engine, street, long_store, **more)
    page = read(own_client, "/s/long")
    assert is_well_formed(page)
    assert page.text.count("10,000,000,000원") == 250 + 60
    assert "휴업" in page.text
    about = json_ld(own_client, "/s/long")
    assert len(about["hasMenu"]["hasMenuSection"]) == 5  # type: ignore[index]
    assert is_well_formed(read(own_client, "/d/edge"))


def test_a_place_with_long_names_stays_in_order(own_client: TestClient, engine: Engine, street: Settings) -> None:
    long_store, _ = everything_long()
    put(engine, street, long_store, bare_store(name="짧은 집"))
    places = (
        dataclasses.replace(placement("long", storey=3, unit=LONG), street=LONG),
        dataclasses.replace(placement("bare", storey=1), street=LONG),
    )
    frame = District(slug="edge", name_ko="끝동네", anchor=LonLat(127.0, 37.0)).frame
    with writing(engine) as session:
        write_placements(session, "edge", places, frame=frame, building_names={"b1": LONG}, at=SPRING)
    page = read(own_client, "/d/edge")
    assert is_well_formed(page)
    assert page.text.index("1층 짧은 집") < page.text.index("3층 아주아주")


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.sampled_from(["name", "branch", "phone", "hours_text", "description"]),
)
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_field_is_shown_as_text(
    own_client: TestClient, engine: Engine, street: Settings, text: str, field: str
) -> None:
    put(engine, street, dataclasses.replace(bare_store(name="가게"), **{field: text}))
    for path in ("/s/bare", "/d/edge"):
        page = read(own_client, path)
        assert is_well_formed(page)
        assert len(page.all("script")) == (path == "/s/bare")
        assert {each["src"] for each in page.all("img")} == set()


@pytest.mark.data
def test_no_naughty_string_breaks_a_page(
    own_client: TestClient, engine: Engine, street: Settings, shared_data: Path
) -> None:
    """The whole list of naughty strings as names, dishes and notes of one street."""
    naughty = json.loads((shared_data / "bad-strings" / "blns.json").read_text(encoding="utf-8"))
    stores = tuple(
        dataclasses.replace(bare_store(f"n{number}", text), description=text, phone=text, hours_text=text)
        for number, text in enumerate(naughty)
    )
    menus = tuple(
        Menu(store_id=f"n{number}", sections=(MenuSection(name=text, items=(MenuItem(name=text),)),))
        for number, text in enumerate(naughty)
    )
    put(engine, street, *stores, menus=menus)
    page = read(own_client, "/d/edge")
    assert is_well_formed(page)
    assert page.all("script") == page.all("img") == page.all("iframe") == []
    assert sum(each["href"].startswith("/s/n") for each in page.all("a")) == len(naughty)
    for number, text in list(enumerate(naughty))[::12]:
        page = read(own_client, f"/s/n{number}")
        assert is_well_formed(page), text
        assert len(page.all("script")) == 1, text
        assert json_ld(own_client, f"/s/n{number}")["name"] == tidy(text).strip() or not text.strip()


@pytest.mark.parametrize("category", Category)
def test_a_store_of_each_kind_is_called_by_its_korean_name(
    own_client: TestClient, engine: Engine, street: Settings, category: Category
) -> None:
    put(engine, street, dataclasses.replace(bare_store(name="가게"), category=category))
    label = "그 밖의 가게" if category is Category.OTHER else KOREAN_LABELS[category]
    assert label in read(own_client, "/s/bare").texts
    assert f"{label} 1" in read(own_client, "/d/edge").text


def test_the_chosen_kind_comes_first_among_the_chips(client: TestClient) -> None:
    """On a telephone the chips go on beyond the edge: the chosen one must be in sight."""
    page = read(client, "/d/neutinamu?category=karaoke")
    chips = [each for each in page.all("a") if each["href"].startswith("/d/neutinamu")]
    assert "aria-current" in chips[1]
    assert chips[1]["href"] == "/d/neutinamu?category=karaoke"


def test_a_street_of_two_sides_can_be_crossed_by_links(client: TestClient) -> None:
    page = read(client, "/d/neutinamu")
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    jumps = [each["href"][1:] for each in page.all("a") if each["href"].startswith("#road")]
    assert len(jumps) == 2
    assert set(jumps) <= ids
    assert "왼쪽 2곳 오른쪽 1곳" in page.text


def test_the_street_picture_is_shown_where_the_scene_has_one(own_client: TestClient, street: Settings) -> None:
    scene = street.folder.scenes / "neutinamu"
    scene.mkdir(parents=True)
    (scene / "street.webp").write_bytes(picture_bytes("WEBP", size=(1600, 800)))
    picture = read(own_client, "/d/neutinamu").all("img")[0]
    assert picture == {
        "src": "/scenes/neutinamu/street.webp",
        "width": "1600",
        "height": "800",
        "alt": "느티나무골 거리를 컴퓨터로 그린 모습",
    }
    assert own_client.get(picture["src"]).headers["content-type"] == "image/webp"
