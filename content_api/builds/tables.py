"""Rows of finished builds."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from content_api.database import Base, Document, Instant

Costs = dict[str, Any]


class BuildRow(Base):
    """One finished build. `number` counts builds, `build_id` names the scene: equal input, equal id."""

    __tablename__ = "builds"

    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"))
    build_id: Mapped[str] = mapped_column(String)
    started_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime] = mapped_column(Instant)
    stores: Mapped[int] = mapped_column(Integer)
    placed: Mapped[int] = mapped_column(Integer)
    tiles: Mapped[int] = mapped_column(Integer)
    reused_tiles: Mapped[int] = mapped_column(Integer)
    notes: Mapped[int] = mapped_column(Integer)
    costs: Mapped[Costs] = mapped_column(Document(Costs))

    __table_args__ = (Index(None, "district_slug", "number"),)
