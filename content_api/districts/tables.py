"""Rows of districts, their ground plans and their notes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from content_api.database import Base, Document, Instant
from district_builder.domain.districts import District
from district_builder.domain.layout import Layout, LiftRecord


class NoteStage(StrEnum):
    """Who had the doubt."""

    SOURCE = "source"  # reading the operator's files
    IMPORT = "import"  # writing them into the database
    BUILD = "build"  # making the scene


class DistrictRow(Base):
    """A district. `version` rises with every change of anything inside it."""

    __tablename__ = "districts"

    slug: Mapped[str] = mapped_column(String, primary_key=True)
    name_ko: Mapped[str] = mapped_column(Text)
    facts: Mapped[District] = mapped_column(Document(District))
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class GroundPlanRow(Base):
    """What a build needs besides stores and photos, kept whole."""

    __tablename__ = "ground_plans"

    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"), primary_key=True)
    layout: Mapped[Layout] = mapped_column(Document(Layout))
    lifts: Mapped[tuple[LiftRecord, ...]] = mapped_column(Document(tuple[LiftRecord, ...]))


class NoteRow(Base):
    __tablename__ = "notes"

    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"), primary_key=True)
    stage: Mapped[str] = mapped_column(String, primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String)
    severity: Mapped[str] = mapped_column(String)
    text: Mapped[str] = mapped_column(Text)
    remedy: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(String)
    file: Mapped[str] = mapped_column(Text)
    row: Mapped[int | None] = mapped_column(Integer)
