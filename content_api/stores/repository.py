"""Reading stores, each with its placement, in one statement."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, column, select, table
from sqlalchemy.orm import Session

from content_api.absent import gone_store, unknown_district, unknown_store
from content_api.paging import after, cursor_after
from content_api.stores.schemas import AnchorAnswer, DoorAnswer, PlacementAnswer, StoreAnswer, StorePage
from content_api.stores.tables import PlacementRow, StoreRow
from content_api.text import search_key
from district_builder.domain.categories import KOREAN_LABELS, Category

LABELS = {category.value: label for category, label in KOREAN_LABELS.items()}
DISTRICTS = table("districts", column("slug"))

# Columns of tables, not of mapped classes: the rows are only read, and so they come in a third less time.
STORE, PLACEMENT = StoreRow.__table__.c, PlacementRow.__table__.c

# Without the frontage and the keys: what an answer shows, and no more.
SHOWN: tuple[Any, ...] = (
    STORE.store_id,
    STORE.district_slug,
    STORE.name,
    STORE.branch,
    STORE.category,
    STORE.category_text,
    STORE.address,
    STORE.status,
    STORE.phone,
    STORE.hours_text,
    STORE.description,
    STORE.confirmed_on,
    STORE.is_example,
    STORE.is_illustration,
    STORE.version,
    STORE.changed_at,
    STORE.gone_at,
    STORE.sort_key,
    PLACEMENT.building_id,
    PLACEMENT.building_name,
    PLACEMENT.kind,
    PLACEMENT.storey,
    PLACEMENT.unit,
    PLACEMENT.anchor_lon,
    PLACEMENT.anchor_lat,
    PLACEMENT.anchor_height_metres,
    PLACEMENT.door_lon,
    PLACEMENT.door_lat,
    PLACEMENT.street,
    PLACEMENT.along_street_metres,
    PLACEMENT.side,
)
WITH_PLACEMENT: Select[Any] = select(*SHOWN).select_from(
    StoreRow.__table__.outerjoin(PlacementRow.__table__, PLACEMENT.store_id == STORE.store_id)
)
ONE: Select[Any] = WITH_PLACEMENT.where(STORE.store_id == bindparam("store_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFilter:
    """What a list of stores is narrowed to; None and empty narrow nothing. `words` stand anywhere in the name."""

    category: Category | None = None
    storey: int | None = None
    building: str | None = None
    street: str | None = None
    words: str = ""

    def conditions(self, slug: str) -> list[ColumnElement[bool]]:
        """What the rows of a district's stores must meet.

        The place is asked in a query of its own: joined, SQLite would look at every store of the district.
        """
        wanted: list[ColumnElement[bool]] = []
        if self.category is not None:
            wanted.append(STORE.category == self.category.value)
        if key := search_key(self.words):
            wanted.append(STORE.search_key.contains(key, autoescape=True))
        place = {PLACEMENT.storey: self.storey, PLACEMENT.building_id: self.building, PLACEMENT.street: self.street}
        there = [column == value for column, value in place.items() if value is not None]
        if there:
            wanted.append(STORE.store_id.in_(select(PLACEMENT.store_id).where(PLACEMENT.district_slug == slug, *there)))
        return wanted


def list_stores(session: Session, slug: str, wanted: StoreFilter, *, cursor: str | None, limit: int) -> StorePage:
    """A page of a district's stores by name.

    Raises:
        ContentError: DISTRICT_NOT_FOUND, INVALID_CURSOR.
    """
    rows = session.execute(
        _stores_of(slug, wanted)
        .where(*after(cursor, STORE.sort_key, STORE.store_id, kinds=(str, str)))
        .order_by(STORE.sort_key, STORE.store_id)
        .limit(limit + 1)
    ).all()
    if not rows and session.execute(select(DISTRICTS.c.slug).where(DISTRICTS.c.slug == slug)).first() is None:
        raise unknown_district(slug)
    page = rows[:limit]
    return StorePage(
        stores=[_answer(row) for row in page],
        next=cursor_after((page[-1].sort_key, page[-1].store_id)) if len(rows) > limit else None,
    )


def stores_along_streets(session: Session, slug: str, wanted: StoreFilter, *, limit: int) -> list[StoreAnswer]:
    """A district's stores as one meets them: by street, metres along it, and storey; those without a place last."""
    rows = session.execute(
        _stores_of(slug, wanted)
        .order_by(
            PLACEMENT.street.is_(None),
            PLACEMENT.street,
            PLACEMENT.along_street_metres,
            PLACEMENT.storey,
            STORE.sort_key,
            STORE.store_id,
        )
        .limit(limit)
    )
    return [_answer(row) for row in rows]


def find_store(session: Session, store_id: str) -> StoreAnswer:
    """One store.

    Raises:
        ContentError: STORE_NOT_FOUND, or STORE_GONE for one that left the source.
    """
    row = session.execute(ONE, {"store_id": store_id}).first()
    if row is None:
        raise unknown_store()
    if row.gone_at is not None:
        raise gone_store(row.name)
    return _answer(row)


def _stores_of(slug: str, wanted: StoreFilter) -> Select[Any]:
    return WITH_PLACEMENT.where(STORE.district_slug == slug, STORE.gone_at.is_(None), *wanted.conditions(slug))


def _answer(row: Row[Any]) -> StoreAnswer:
    return StoreAnswer(
        store_id=row.store_id,
        district=row.district_slug,
        name=row.name,
        branch=row.branch,
        category=row.category,
        category_label=LABELS[row.category],
        category_text=row.category_text,
        address=row.address,
        status=row.status,
        phone=row.phone,
        hours_text=row.hours_text,
        description=row.description,
        confirmed_on=row.confirmed_on,
        is_example=row.is_example,
        is_illustration=row.is_illustration,
        placement=None if row.building_id is None else _placement(row),
        version=row.version,
        changed_at=row.changed_at,
    )


def _placement(row: Row[Any]) -> PlacementAnswer:
    return PlacementAnswer(
        building_id=row.building_id,
        building_name=row.building_name,
        kind=row.kind,
        storey=row.storey,
        unit=row.unit,
        anchor=AnchorAnswer(lon=row.anchor_lon, lat=row.anchor_lat, height_metres=row.anchor_height_metres),
        door=DoorAnswer(lon=row.door_lon, lat=row.door_lat),
        street=row.street,
        along_street_metres=row.along_street_metres,
        side=row.side,
    )
