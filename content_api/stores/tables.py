"""Rows of stores and of where they stand."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content_api.database import Base, Document, Instant, ordered_text
from district_builder.domain.stores import Address


class StoreRow(Base):
    """One store. `position` is its place in the source; `gone_at` says when it left the source."""

    __tablename__ = "stores"

    store_id: Mapped[str] = mapped_column(ordered_text, primary_key=True)
    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"))
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    branch: Mapped[str] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(ordered_text)
    search_key: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String)
    category_text: Mapped[str] = mapped_column(Text)
    address: Mapped[Address] = mapped_column(Document(Address))
    point_x_metres: Mapped[float | None] = mapped_column(Float)
    point_y_metres: Mapped[float | None] = mapped_column(Float)
    status: Mapped[str] = mapped_column(String)
    phone: Mapped[str] = mapped_column(Text)
    hours_text: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    is_example: Mapped[bool] = mapped_column(Boolean)
    is_illustration: Mapped[bool] = mapped_column(Boolean)
    origin_file: Mapped[str] = mapped_column(Text)
    origin_row: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    gone_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        Index(None, "district_slug", "sort_key", "store_id"),
        Index(None, "district_slug", "category", "sort_key", "store_id"),
    )


class PlacementRow(Base):
    """Where the newest build put a store. The frontage is for the scene only and is not kept."""

    __tablename__ = "placements"

    store_id: Mapped[str] = mapped_column(ForeignKey("stores.store_id"), primary_key=True)
    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"))
    building_id: Mapped[str] = mapped_column(String)
    building_name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String)
    storey: Mapped[int] = mapped_column(Integer)
    unit: Mapped[str] = mapped_column(Text)
    anchor_lon: Mapped[float] = mapped_column(Float)
    anchor_lat: Mapped[float] = mapped_column(Float)
    anchor_height_metres: Mapped[float] = mapped_column(Float)
    door_lon: Mapped[float] = mapped_column(Float)
    door_lat: Mapped[float] = mapped_column(Float)
    street: Mapped[str] = mapped_column(ordered_text)
    along_street_metres: Mapped[float] = mapped_column(Float)
    side: Mapped[str] = mapped_column(String)

    __table_args__ = (
        Index("ix_placements_along_streets", "district_slug", "street", "along_street_metres", "storey"),
        Index(None, "district_slug", "building_id"),
    )
