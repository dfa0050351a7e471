"""Menus and products between the operator's source and the database. A picture is a name in the media folder here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from content_api.database import WritingSession
from content_api.menus.tables import MenuItemRow, MenuRow, MenuSectionRow, ProductRow
from district_builder.domain.layout import Origin
from district_builder.domain.stores import Menu, MenuItem, MenuSection, Product, StoreId


def stored_menus(session: Session, slug: str) -> tuple[Menu, ...]:
    """The menus of the last import, in the order of its source."""
    store_ids = session.scalars(
        select(MenuRow.store_id)
        .where(MenuRow.district_slug == slug, MenuRow.gone_at.is_(None))
        .order_by(MenuRow.position, MenuRow.store_id)
    ).all()
    items: dict[tuple[StoreId, int], list[MenuItem]] = {}
    of_district = select(MenuRow.store_id).where(MenuRow.district_slug == slug)
    for item in session.scalars(
        select(MenuItemRow)
        .where(MenuItemRow.store_id.in_(of_district))
        .order_by(MenuItemRow.store_id, MenuItemRow.section, MenuItemRow.position)
    ):
        items.setdefault((item.store_id, item.section), []).append(
            MenuItem(
                name=item.name,
                price_won=item.price_won,
                description=item.description,
                picture=item.picture,
                is_signature=item.is_signature,
            )
        )
    sections: dict[StoreId, list[MenuSection]] = {}
    for section in session.scalars(
        select(MenuSectionRow)
        .where(MenuSectionRow.store_id.in_(of_district))
        .order_by(MenuSectionRow.store_id, MenuSectionRow.position)
    ):
        its_items = tuple(items.get((section.store_id, section.position), ()))
        sections.setdefault(section.store_id, []).append(MenuSection(name=section.name, items=its_items))
    return tuple(Menu(store_id=store_id, sections=tuple(sections.get(store_id, ()))) for store_id in store_ids)


def write_menus(session: WritingSession, slug: str, menus: Sequence[Menu], *, at: datetime) -> int:
    """Make the district's menus equal to the source, one a store; those that differ go one version up.

    Returns:
        The number of menus that are new, other or gone.
    """
    before = {menu.store_id: menu for menu in stored_menus(session, slug)}
    rows = {row.store_id: row for row in session.scalars(select(MenuRow).where(MenuRow.district_slug == slug))}
    differing: list[Menu] = []
    for position, menu in enumerate(menus):
        row = rows.pop(menu.store_id, None)
        if row is None:
            session.add(
                MenuRow(
                    store_id=menu.store_id,
                    district_slug=slug,
                    position=position,
                    version=1,
                    changed_at=at,
                    gone_at=None,
                )
            )
            differing.append(menu)
            continue
        row.position = position
        if before.get(menu.store_id) != menu:
            row.gone_at, row.version, row.changed_at = None, row.version + 1, at
            differing.append(menu)
    left = [row for row in rows.values() if row.gone_at is None]
    for row in left:
        row.gone_at, row.version, row.changed_at = at, row.version + 1, at
    session.flush()
    for store_id in [menu.store_id for menu in differing] + [row.store_id for row in left]:
        session.execute(delete(MenuItemRow).where(MenuItemRow.store_id == store_id))
        session.execute(delete(MenuSectionRow).where(MenuSectionRow.store_id == store_id))
    _insert(session, differing)
    return len(differing) + len(left)


def stored_products(session: Session, slug: str) -> tuple[Product, ...]:
    """The products of the last import, in the order of its source."""
    rows = session.scalars(select(ProductRow).where(ProductRow.district_slug == slug).order_by(ProductRow.position))
    return tuple(
        Product(
            store_id=row.store_id,
            name=row.name,
            price_won=row.price_won,
            maker=row.maker,
            seen_on=row.seen_on,
            origin=Origin(file=row.origin_file, row=row.origin_row),
        )
        for row in rows
    )


def write_products(session: WritingSession, slug: str, products: Sequence[Product]) -> bool:
    """Make the district's products equal to the source, and say whether they differed."""
    if stored_products(session, slug) == tuple(products):
        return False
    session.execute(delete(ProductRow).where(ProductRow.district_slug == slug))
    rows = [
        {
            "district_slug": slug,
            "position": position,
            "store_id": product.store_id,
            "name": product.name,
            "price_won": product.price_won,
            "maker": product.maker,
            "seen_on": product.seen_on,
            "origin_file": product.origin.file,
            "origin_row": product.origin.row,
        }
        for position, product in enumerate(products)
    ]
    if rows:
        session.execute(insert(ProductRow), rows)
    return True


def _insert(session: WritingSession, menus: Sequence[Menu]) -> None:
    sections: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    for menu in menus:
        for number, section in enumerate(menu.sections):
            sections.append({"store_id": menu.store_id, "position": number, "name": section.name})
            items.extend(
                {
                    "store_id": menu.store_id,
                    "section": number,
                    "position": position,
                    "name": item.name,
                    "price_won": item.price_won,
                    "description": item.description,
                    "picture": item.picture,
                    "is_signature": item.is_signature,
                }
                for position, item in enumerate(section.items)
            )
    if sections:
        session.execute(insert(MenuSectionRow), sections)
    if items:
        session.execute(insert(MenuItemRow), items)
