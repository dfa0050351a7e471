"""Reading menus and products."""

from typing import Any

from sqlalchemy import Row, Select, and_, column, select, table
from sqlalchemy.orm import Session

from content_api.errors import ContentError, ProblemCode
from content_api.menus.schemas import MenuAnswer, MenuItemAnswer, MenuSectionAnswer, ProductAnswer, ProductPage
from content_api.menus.tables import MenuItemRow, MenuRow, MenuSectionRow, ProductRow
from content_api.paging import after, cursor_after

STORES = table("stores", column("store_id"), column("name"), column("gone_at"))
WITH_ITEMS: Select[Any] = (
    select(
        STORES.c.name.label("store_name"),
        STORES.c.gone_at.label("store_gone_at"),
        MenuRow.version,
        MenuSectionRow.position.label("section"),
        MenuSectionRow.name.label("section_name"),
        MenuItemRow.name,
        MenuItemRow.price_won,
        MenuItemRow.description,
        MenuItemRow.picture,
        MenuItemRow.is_signature,
    )
    .select_from(STORES)
    .outerjoin(MenuRow, MenuRow.store_id == STORES.c.store_id)
    .outerjoin(MenuSectionRow, MenuSectionRow.store_id == MenuRow.store_id)
    .outerjoin(
        MenuItemRow,
        and_(MenuItemRow.store_id == MenuSectionRow.store_id, MenuItemRow.section == MenuSectionRow.position),
    )
    .order_by(MenuSectionRow.position, MenuItemRow.position)
)


def find_menu(session: Session, store_id: str) -> MenuAnswer:
    """A store's menu in the order of its source.

    Raises:
        ContentError: STORE_NOT_FOUND, STORE_GONE.
    """
    rows = session.execute(WITH_ITEMS.where(STORES.c.store_id == store_id)).all()
    _refuse_absent(None if not rows else (rows[0].store_name, rows[0].store_gone_at))
    sections: dict[int, MenuSectionAnswer] = {}
    for row in rows:
        if row.section is None:
            continue
        section = sections.setdefault(row.section, MenuSectionAnswer(name=row.section_name, items=[]))
        if row.name is not None:
            section.items.append(_item(row))
    return MenuAnswer(store_id=store_id, version=rows[0].version or 0, sections=list(sections.values()))


def list_products(session: Session, store_id: str, *, cursor: str | None, limit: int) -> ProductPage:
    """A page of a store's products in the order of their source.

    Raises:
        ContentError: STORE_NOT_FOUND, STORE_GONE, INVALID_CURSOR.
    """
    rows = session.scalars(
        select(ProductRow)
        .where(ProductRow.store_id == store_id, *after(cursor, ProductRow.position, kinds=(int,)))
        .order_by(ProductRow.position)
        .limit(limit + 1)
    ).all()
    if not rows:
        store = session.execute(select(STORES.c.name, STORES.c.gone_at).where(STORES.c.store_id == store_id)).first()
        _refuse_absent(None if store is None else (store.name, store.gone_at))
    page = rows[:limit]
    return ProductPage(
        products=[ProductAnswer.model_validate(row, from_attributes=True) for row in page],
        next=cursor_after((page[-1].position,)) if len(rows) > limit else None,
    )


def _refuse_absent(store: tuple[str, object] | None) -> None:
    if store is None:
        raise ContentError(ProblemCode.STORE_NOT_FOUND, "주소를 확인하거나 동네 목록에서 찾아 주세요.")
    name, gone_at = store
    if gone_at is not None:
        raise ContentError(ProblemCode.STORE_GONE, f"‘{name}’ 가게는 이제 이 동네의 목록에 없습니다.")


def _item(row: Row[Any]) -> MenuItemAnswer:
    return MenuItemAnswer(
        name=row.name,
        price_won=row.price_won,
        description=row.description,
        picture=f"/media/{row.picture}" if row.picture else None,
        is_signature=row.is_signature,
    )
