"""Reading menus and products."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, column, select, table
from sqlalchemy.orm import Session

from content_api.absent import gone_store, unknown_store
from content_api.menus.schemas import MenuAnswer, MenuItemAnswer, MenuSectionAnswer, ProductAnswer, ProductPage
from content_api.menus.tables import MenuItemRow, MenuRow, MenuSectionRow, ProductRow
from content_api.paging import cursor_after, key_before

STORES = table("stores", column("store_id"), column("name"), column("gone_at"))
MENU, SECTION = MenuRow.__table__.c, MenuSectionRow.__table__.c
ITEM, PRODUCT = MenuItemRow.__table__.c, ProductRow.__table__.c
WITH_ITEMS: Select[Any] = (
    select(
        STORES.c.name.label("store_name"),
        STORES.c.gone_at.label("store_gone_at"),
        MENU.version,
        SECTION.position.label("section"),
        SECTION.name.label("section_name"),
        ITEM.name,
        ITEM.price_won,
        ITEM.description,
        ITEM.picture,
        ITEM.is_signature,
    )
    .select_from(
        STORES.outerjoin(MenuRow.__table__, MENU.store_id == STORES.c.store_id)
        .outerjoin(MenuSectionRow.__table__, SECTION.store_id == MENU.store_id)
        .outerjoin(MenuItemRow.__table__, and_(ITEM.store_id == SECTION.store_id, ITEM.section == SECTION.position))
    )
    .where(STORES.c.store_id == bindparam("store_id"))
    .order_by(SECTION.position, ITEM.position)
)
WITH_PRODUCTS: Select[Any] = (
    select(
        STORES.c.name.label("store_name"),
        STORES.c.gone_at.label("store_gone_at"),
        PRODUCT.position,
        PRODUCT.name,
        PRODUCT.price_won,
        PRODUCT.maker,
        PRODUCT.seen_on,
    )
    .select_from(
        STORES.outerjoin(
            ProductRow.__table__,
            and_(PRODUCT.store_id == STORES.c.store_id, PRODUCT.position > bindparam("seen")),
        )
    )
    .where(STORES.c.store_id == bindparam("store_id"))
    .order_by(PRODUCT.position)
    .limit(bindparam("limit"))
)


def find_menu(session: Session, store_id: str) -> MenuAnswer:
    """A store's menu in the order of its source.

    Raises:
        ContentError: STORE_NOT_FOUND, STORE_GONE.
    """
    rows = session.execute(WITH_ITEMS, {"store_id": store_id}).all()
    _refuse_absent(None if not rows else (rows[0].store_name, rows[0].store_gone_at))
    sections: dict[int, MenuSectionAnswer] = {}
    for _, _, _, number, section_name, *item in rows:
        if number is None:
            continue
        section = sections.get(number)
        if section is None:
            section = sections[number] = MenuSectionAnswer(name=section_name, items=[])
        if item[0] is not None:
            section.items.append(_item(item))
    return MenuAnswer(store_id=store_id, version=rows[0].version or 0, sections=list(sections.values()))


def list_products(session: Session, store_id: str, *, cursor: str | None, limit: int) -> ProductPage:
    """A page of a store's products in the order of their source.

    Raises:
        ContentError: STORE_NOT_FOUND, STORE_GONE, INVALID_CURSOR.
    """
    seen = key_before(cursor, kinds=(int,))
    wanted = {"store_id": store_id, "seen": -1 if seen is None else seen[0], "limit": limit + 1}
    rows = session.execute(WITH_PRODUCTS, wanted).all()
    _refuse_absent(None if not rows else (rows[0].store_name, rows[0].store_gone_at))
    products = [row for row in rows if row.position is not None]
    page = products[:limit]
    return ProductPage(
        products=[ProductAnswer.model_validate(row, from_attributes=True) for row in page],
        next=cursor_after((page[-1].position,)) if len(products) > limit else None,
    )


def _refuse_absent(store: tuple[str, object] | None) -> None:
    if store is None:
        raise unknown_store()
    name, gone_at = store
    if gone_at is not None:
        raise gone_store(name)


def _item(columns: Sequence[Any]) -> MenuItemAnswer:
    name, price_won, description, picture, is_signature = columns  # by place: by name a menu takes twice the time
    return MenuItemAnswer(
        name=name,
        price_won=price_won,
        description=description,
        picture=f"/media/{picture}" if picture else None,
        is_signature=is_signature,
    )
