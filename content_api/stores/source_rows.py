"""Stores between the operator's source and the database: what an import writes and a build reads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from content_api.database import WritingSession
from content_api.stores.tables import PlacementRow, StoreRow
from content_api.text import search_key, sort_key
from district_builder.domain.categories import Category
from district_builder.domain.frames import DistrictFrame, Point2
from district_builder.domain.layout import BuildingId, Origin
from district_builder.domain.places import Placement
from district_builder.domain.stores import Store, StoreId, TradingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreChanges:
    added: int
    changed: int
    gone: int
    unchanged: int

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.changed or self.gone)


def stored_stores(session: Session, slug: str) -> tuple[Store, ...]:
    """The stores of the last import, in the order of its source."""
    rows = session.scalars(
        select(StoreRow)
        .where(StoreRow.district_slug == slug, StoreRow.gone_at.is_(None))
        .order_by(StoreRow.position, StoreRow.store_id)
    )
    return tuple(_store(row) for row in rows)


def foreign_stores(session: Session, slug: str, store_ids: Collection[StoreId]) -> dict[StoreId, str]:
    """Those of the ids that another district holds already, with that district's slug."""
    rows = session.execute(select(StoreRow.store_id, StoreRow.district_slug).where(StoreRow.district_slug != slug))
    return {store_id: other for store_id, other in rows if store_id in store_ids}


def write_stores(
    session: WritingSession, slug: str, stores: Sequence[Store], *, illustrated: Collection[StoreId], at: datetime
) -> StoreChanges:
    """Make the district's rows equal to the source: new ones added, changed ones one version up, others marked gone.

    Args:
        illustrated: Ids of the stores that no photo shows.
    """
    known = {row.store_id: row for row in session.scalars(select(StoreRow).where(StoreRow.district_slug == slug))}
    new: list[dict[str, Any]] = []
    changed = 0
    for position, store in enumerate(stores):
        facts = _facts(store, is_illustration=store.store_id in illustrated)
        row = known.pop(store.store_id, None)
        if row is None:
            new.append(
                {"store_id": store.store_id, "district_slug": slug, "position": position, **facts}
                | {"version": 1, "changed_at": at, "gone_at": None}
            )
            continue
        row.position = position
        if row.gone_at is not None or any(getattr(row, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(row, name, value)
            row.gone_at, row.version, row.changed_at = None, row.version + 1, at
            changed += 1
    left = [row for row in known.values() if row.gone_at is None]
    for row in left:
        row.gone_at, row.version, row.changed_at = at, row.version + 1, at
    session.flush()
    if new:
        session.execute(insert(StoreRow), new)
    session.execute(delete(PlacementRow).where(PlacementRow.store_id.in_([row.store_id for row in left])))
    return StoreChanges(added=len(new), changed=changed, gone=len(left), unchanged=len(stores) - len(new) - changed)


def write_placements(
    session: WritingSession,
    slug: str,
    placements: Sequence[Placement],
    *,
    frame: DistrictFrame,
    building_names: Mapping[BuildingId, str],
    at: datetime,
) -> int:
    """Make the district's placements equal to a build's; stores that moved go one version up.

    Returns:
        The number of stores whose placement is new, other or gone.
    """
    alive = set(
        session.scalars(select(StoreRow.store_id).where(StoreRow.district_slug == slug, StoreRow.gone_at.is_(None)))
    )
    known = {
        row["store_id"]: dict(row)
        for row in session.execute(
            select(*PlacementRow.__table__.columns).where(PlacementRow.district_slug == slug)
        ).mappings()
    }
    new = {
        each.store_id: _placement_row(slug, each, frame=frame, building_names=building_names)
        for each in placements
        if each.store_id in alive
    }
    moved = [store_id for store_id in known.keys() | new.keys() if known.get(store_id) != new.get(store_id)]
    if not moved:
        return 0
    for some in _chunks(sorted(moved)):
        session.execute(delete(PlacementRow).where(PlacementRow.store_id.in_(some)))
        session.execute(
            update(StoreRow).where(StoreRow.store_id.in_(some)).values(version=StoreRow.version + 1, changed_at=at)
        )
    rows = [new[store_id] for store_id in sorted(moved) if store_id in new]
    if rows:
        session.execute(insert(PlacementRow), rows)
    return len(moved)


def _chunks(ids: Sequence[StoreId], *, size: int = 500) -> list[Sequence[StoreId]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _facts(store: Store, *, is_illustration: bool) -> dict[str, Any]:
    return {
        "name": store.name,
        "branch": store.branch,
        "sort_key": sort_key(store.full_name),
        "search_key": search_key(store.full_name),
        "category": store.category.value,
        "category_text": store.category_text,
        "address": store.address,
        "point_x_metres": store.point.x if store.point else None,
        "point_y_metres": store.point.y if store.point else None,
        "status": store.status.value,
        "phone": store.phone,
        "hours_text": store.hours_text,
        "description": store.description,
        "confirmed_on": store.confirmed_on,
        "is_example": store.is_example,
        "is_illustration": is_illustration,
        "origin_file": store.origin.file,
        "origin_row": store.origin.row,
    }


def _store(row: StoreRow) -> Store:
    has_point = row.point_x_metres is not None and row.point_y_metres is not None
    return Store(
        store_id=row.store_id,
        name=row.name,
        branch=row.branch,
        category=Category(row.category),
        category_text=row.category_text,
        address=row.address,
        point=Point2(row.point_x_metres, row.point_y_metres) if has_point else None,  # type: ignore[arg-type]
        status=TradingStatus(row.status),
        phone=row.phone,
        hours_text=row.hours_text,
        description=row.description,
        confirmed_on=row.confirmed_on,
        is_example=row.is_example,
        origin=Origin(file=row.origin_file, row=row.origin_row),
    )


def _placement_row(
    slug: str, placement: Placement, *, frame: DistrictFrame, building_names: Mapping[BuildingId, str]
) -> dict[str, Any]:
    anchor = frame.wgs84_from_district(Point2(placement.anchor_in_district.x, placement.anchor_in_district.y))
    door = frame.wgs84_from_district(placement.door_in_district)
    return {
        "store_id": placement.store_id,
        "district_slug": slug,
        "building_id": placement.building_id,
        "building_name": building_names.get(placement.building_id, ""),
        "kind": placement.kind.value,
        "storey": placement.storey,
        "unit": placement.unit,
        "anchor_lon": round(anchor.lon, 8),  # 1 mm
        "anchor_lat": round(anchor.lat, 8),
        "anchor_height_metres": round(placement.anchor_in_district.z, 3),
        "door_lon": round(door.lon, 8),
        "door_lat": round(door.lat, 8),
        "street": placement.street,
        "along_street_metres": round(placement.along_street_metres, 2),
        "side": "left" if placement.is_left_side else "right",
    }
