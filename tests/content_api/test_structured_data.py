"""schema.org: the right type for each kind of store, prices as numbers in won, nothing invented."""

import json

import pytest

from content_api.menus.schemas import MenuAnswer, MenuItemAnswer, MenuSectionAnswer, ProductAnswer
from content_api.pages.structured import BUSINESSES, RESTAURANTS, json_ld
from district_builder.domain.categories import Category
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
