"""The bundled menus and products: of stores that exist, at plausible prices."""

from collections import Counter, defaultdict
from datetime import date

from tests.assets.demo_rows import Row, rows_of


def test_at_least_a_hundred_stores_have_five_to_fourteen_items(menus: list[Row]) -> None:
    counts = Counter(item["store"] for item in menus)
    assert len(counts) >= 100
    assert {store: count for store, count in counts.items() if not 5 <= count <= 14} == {}


def test_menus_and_products_belong_to_stores(stores: list[Row], menus: list[Row]) -> None:
    known = {store["id"] for store in stores}
    assert {row["store"] for row in [*menus, *rows_of("menus/products.csv")]} - known == set()


def test_prices_are_whole_won_and_plausible(menus: list[Row]) -> None:
    for row in [*menus, *rows_of("menus/products.csv")]:
        assert 100 <= int(row["price"]) <= 400_000, row
        assert int(row["price"]) % 10 == 0, row


def test_every_menu_has_a_signature_item_and_no_item_twice(menus: list[Row]) -> None:
    by_store: defaultdict[str, list[Row]] = defaultdict(list)
    for item in menus:
        by_store[item["store"]].append(item)
    for store, items in by_store.items():
        names = [item["item"] for item in items]
        assert len(set(names)) == len(names), store
        if store not in {"k-016-102", "k-040-103"}:
            assert any(item["signature"] == "true" for item in items), store


def test_products_say_when_their_price_was_seen() -> None:
    for product in rows_of("menus/products.csv"):
        assert date(2026, 6, 1) <= date.fromisoformat(product["seen_on"]) <= date(2026, 11, 30), product
        assert product["maker"], product
