"""schema.org: the right type for each kind of store, prices as numbers in won, nothing invented."""

import json
from collections.abc import Iterator

import pytest

from content_api.menus.schemas import MenuAnswer, MenuItemAnswer, MenuSectionAnswer, ProductAnswer
from content_api.pages.structured import BUSINESSES, RESTAURANTS, json_ld
from district_builder.domain.categories import Category
from district_builder.domain.stores import Address
from tests.content_api.test_street_order import placed, store

NO_MENU = MenuAnswer(store_id="s", version=0, sections=[])


def menu_of(*items: MenuItemAnswer) -> MenuAnswer:
    return MenuAnswer(store_id="s", version=1, sections=[MenuSectionAnswer(name="식사", items=list(items))])


def item(name: str, price_won: int | None = None) -> MenuItemAnswer:
    return MenuItemAnswer(name=name, price_won=price_won, description="", picture=None, is_signature=False)


@pytest.mark.parametrize("category", Category)
def test_every_kind_of_store_has_a_type(category: Category) -> None:
    about = json_ld(store("s", None).model_copy(update={"category": category}), NO_MENU, [], pictures=[])
    assert about["@type"] == RESTAURANTS.get(category, BUSINESSES.get(category, "LocalBusiness"))


def test_no_kind_is_both_a_restaurant_and_another_business() -> None:
    assert not RESTAURANTS.keys() & BUSINESSES.keys()


def test_what_is_not_known_is_not_said() -> None:
    about = json_ld(store("s", None), NO_MENU, [], pictures=[])
    assert set(about) == {"@context", "@type", "@id", "url", "name", "address"}


def test_a_dish_without_a_price_has_no_offer() -> None:
    about = json_ld(placed("s"), menu_of(item("시가 회"), item("국수", 6500)), [], pictures=[])
    dishes = about["hasMenu"]["hasMenuSection"][0]["hasMenuItem"]
    assert [dish.get("offers") for dish in dishes] == [None, {"@type": "Offer", "price": 6500, "priceCurrency": "KRW"}]


def test_goods_of_a_shelf_are_offers_of_products() -> None:
    shelf = [
        ProductAnswer(name="두부", price_won=1800, maker="", seen_on=None),
        ProductAnswer(name="제철 나물", price_won=None, maker="", seen_on=None),
    ]
    mart = placed("s").model_copy(update={"category": Category.SUPERMARKET})
    assert json_ld(mart, NO_MENU, shelf, pictures=[])["makesOffer"] == [
        {
            "@type": "Offer",
            "price": 1800,
            "priceCurrency": "KRW",
            "itemOffered": {"@type": "Product", "name": "두부"},
        },
        {"@type": "Offer", "itemOffered": {"@type": "Product", "name": "제철 나물"}},
    ]


def test_the_door_is_the_place_and_the_branch_is_part_of_the_name() -> None:
    about = json_ld(placed("온기").model_copy(update={"branch": "계원점"}), NO_MENU, [], pictures=[])
    assert about["name"] == "온기 계원점"
    assert about["geo"] == {"@type": "GeoCoordinates", "latitude": 37.0, "longitude": 127.0}
    assert json.loads(json.dumps(about)) == about


# schema.org 29: what each type that we use may say, its parents' properties included.
PLACE = {"@context", "@type", "@id", "url", "name", "description", "image", "address", "telephone", "geo", "makesOffer"}
PROPERTIES = {
    "PostalAddress": {"@type", "streetAddress", "addressCountry"},
    "GeoCoordinates": {"@type", "latitude", "longitude"},
    "Menu": {"@type", "inLanguage", "hasMenuSection"},
    "MenuSection": {"@type", "name", "hasMenuItem"},
    "MenuItem": {"@type", "name", "description", "image", "offers"},
    "Offer": {"@type", "price", "priceCurrency", "itemOffered"},
    "Service": {"@type", "name"},
    "Product": {"@type", "name"},
}


def faults(about: dict[str, object], kind: str) -> list[str]:
    """Properties that the type of their thing does not have, and values that say nothing."""
    found = []
    for value in walk(about):
        allowed = PLACE | {"hasMenu"} if value is about else PROPERTIES[str(value["@type"])]
        found += [f"{value['@type']}.{name}" for name in value.keys() - allowed]
        found += [f"{value['@type']}.{name} is empty" for name, said in value.items() if said in (None, "", [], {})]
        price = value.get("price", 0)
        if not isinstance(price, int) or ("price" in value and value["priceCurrency"] != "KRW"):
            found.append("price")
    return found + ([] if about["@type"] == kind else [f"{about['@type']} is no {kind}"])


def walk(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("is_rich", [False, True])
def test_the_data_of_each_kind_says_only_what_its_type_may(category: Category, is_rich: bool) -> None:
    facts = {"category": category, "address": Address(text="느티나무로 12")}
    if is_rich:
        facts |= {"phone": "031-000-1234", "description": "오래된 가게", "branch": "본점"}
    thing = (placed if is_rich else lambda name: store(name, None))("가게").model_copy(update=facts)
    menu = menu_of(item("하나", 1000), item("시가")) if is_rich else NO_MENU
    shelf = [ProductAnswer(name="잼", price_won=500, maker="", seen_on=None)] if is_rich else []
    about = json_ld(thing, menu, shelf, pictures=["/media/a.jpg"] if is_rich else [])
    kind = RESTAURANTS.get(category, BUSINESSES.get(category, "LocalBusiness"))
    assert faults(about, kind) == []
    assert ("hasMenu" in about) == (is_rich and category in RESTAURANTS)
    assert json.loads(json.dumps(about, ensure_ascii=False)) == about
