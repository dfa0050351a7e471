"""JSON answers of the content API as the viewer's values."""

from datetime import date
from typing import Any

from district_builder.domain.stores import MenuItem, MenuSection, Product, TradingStatus
from viewer.core.store_facts import StoreFacts


def store_from_wire(
    answer: dict[str, Any],
    *,
    menu: tuple[MenuSection, ...],
    products: tuple[Product, ...],
    pictures: dict[str, bytes],
) -> StoreFacts:
    """GET /v1/stores/{id}."""
    placement, address = answer.get("placement") or {}, answer.get("address") or {}
    return StoreFacts(
        store_id=str(answer["store_id"]),
        name=f"{answer['name']} {answer.get('branch') or ''}".strip(),
        category_label=str(answer.get("category_label") or ""),
        storey=placement.get("storey"),
        unit=str(placement.get("unit") or ""),
        building_name=str(placement.get("building_name") or ""),
        address_text=str(address.get("text") or ""),
        hours_text=str(answer.get("hours_text") or ""),
        phone=str(answer.get("phone") or ""),
        description=str(answer.get("description") or ""),
        status=_status(answer.get("status")),
        is_example=bool(answer.get("is_example", False)),
        is_illustration=bool(answer.get("is_illustration", False)),
        confirmed_on=_day(answer.get("confirmed_on")),
        menu=menu,
        products=products,
        pictures=pictures,
    )


def menu_from_wire(answer: dict[str, Any]) -> tuple[MenuSection, ...]:
    """GET /v1/stores/{id}/menu."""
    return tuple(
        MenuSection(
            name=str(section.get("name") or ""),
            items=tuple(
                MenuItem(
                    name=str(item["name"]),
                    price_won=_won(item.get("price_won")),
                    description=str(item.get("description") or ""),
                    picture=str(item.get("picture") or ""),
                    is_signature=bool(item.get("is_signature", False)),
                )
                for item in section["items"]
            ),
        )
        for section in answer["sections"]
    )


def products_from_wire(answer: dict[str, Any]) -> tuple[Product, ...]:
    """GET /v1/stores/{id}/products, the first page; `store_id` stays "" because the answer does not repeat it."""
    return tuple(
        Product(
            store_id="",
            name=str(product["name"]),
            price_won=_won(product.get("price_won")),
            maker=str(product.get("maker") or ""),
            seen_on=_day(product.get("seen_on")),
        )
        for product in answer["products"]
    )


def _won(value: Any) -> int | None:
    return None if value is None else int(value)


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(str(value)[:10])


def _status(value: Any) -> TradingStatus:
    return TradingStatus(value) if value in set(TradingStatus) else TradingStatus.UNSTATED
