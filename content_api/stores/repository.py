"""Reading stores, each with its placement, in one statement."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, column, select, table
from sqlalchemy.orm import Session

from content_api.errors import ContentError, ProblemCode
from content_api.paging import after, cursor_after
from content_api.stores.schemas import AnchorAnswer, DoorAnswer, PlacementAnswer, StoreAnswer, StorePage
from content_api.stores.tables import PlacementRow, StoreRow
from content_api.text import search_key
from district_builder.domain.categories import KOREAN_LABELS, Category

LABELS = {category.value: label for category, label in KOREAN_LABELS.items()}
DISTRICTS = table("districts", column("slug"))

# Without the frontage and the keys: what an answer shows, and no more.
SHOWN: tuple[Any, ...] = (
    StoreRow.store_id,
    StoreRow.district_slug,
    StoreRow.name,
    StoreRow.branch,
    StoreRow.category,
    StoreRow.category_text,
    StoreRow.address,
    StoreRow.status,
    StoreRow.phone,
    StoreRow.hours_text,
    StoreRow.description,
    StoreRow.confirmed_on,
    StoreRow.is_example,
    StoreRow.is_illustration,
    StoreRow.version,
    StoreRow.changed_at,
    StoreRow.gone_at,
    StoreRow.sort_key,
    PlacementRow.building_id,
    PlacementRow.building_name,
    PlacementRow.kind,
    PlacementRow.storey,
    PlacementRow.unit,
    PlacementRow.anchor_lon,
    PlacementRow.anchor_lat,
    PlacementRow.anchor_height_metres,
    PlacementRow.door_lon,
    PlacementRow.door_lat,
    PlacementRow.street,
    PlacementRow.along_street_metres,
    PlacementRow.side,
)
WITH_PLACEMENT: Select[Any] = select(*SHOWN).outerjoin(PlacementRow, PlacementRow.store_id == StoreRow.store_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFilter:
    """What a list of stores is narrowed to; None and empty narrow nothing. `words` stand anywhere in the name."""

    category: Category | None = None
    storey: int | None = None
    building: str | None = None
    street: str | None = None
    words: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        wanted: list[ColumnElement[bool]] = []
        if self.category is not None:
            wanted.append(StoreRow.category == self.category.value)
        if self.storey is not None:
            wanted.append(PlacementRow.storey == self.storey)
        if self.building is not None:
            wanted.append(PlacementRow.building_id == self.building)
        if self.street is not None:
            wanted.append(PlacementRow.street == self.street)
        if key := search_key(self.words):
            wanted.append(StoreRow.search_key.contains(key, autoescape=True))
        return wanted


def list_stores(session: Session, slug: str, wanted: StoreFilter, *, cursor: str | None, limit: int) -> StorePage:
    """A page of a district's stores by name.

    Raises:
        ContentError: DISTRICT_NOT_FOUND, INVALID_CURSOR.
    """
    rows = session.execute(
        _stores_of(slug, wanted)
        .where(*after(cursor, StoreRow.sort_key, StoreRow.store_id, kinds=(str, str)))
        .order_by(StoreRow.sort_key, StoreRow.store_id)
        .limit(limit + 1)
    ).all()
    if not rows and session.execute(select(DISTRICTS.c.slug).where(DISTRICTS.c.slug == slug)).first() is None:
        raise ContentError(ProblemCode.DISTRICT_NOT_FOUND, f"‘{slug}’ 동네가 없습니다. 동네 목록에서 골라 주세요.")
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
            PlacementRow.street.is_(None),
            PlacementRow.street,
            PlacementRow.along_street_metres,
            PlacementRow.storey,
            StoreRow.sort_key,
            StoreRow.store_id,
        )
        .limit(limit)
    )
    return [_answer(row) for row in rows]


def find_store(session: Session, store_id: str) -> StoreAnswer:
    """One store.

    Raises:
        ContentError: STORE_NOT_FOUND, or STORE_GONE for one that left the source.
    """
    row = session.execute(WITH_PLACEMENT.where(StoreRow.store_id == store_id)).first()
    if row is None:
        raise ContentError(ProblemCode.STORE_NOT_FOUND, "주소를 확인하거나 동네 목록에서 찾아 주세요.")
    if row.gone_at is not None:
        raise ContentError(ProblemCode.STORE_GONE, f"‘{row.name}’ 가게는 이제 이 동네의 목록에 없습니다.")
    return _answer(row)


def _stores_of(slug: str, wanted: StoreFilter) -> Select[Any]:
    return WITH_PLACEMENT.where(StoreRow.district_slug == slug, StoreRow.gone_at.is_(None), *wanted.conditions())


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
