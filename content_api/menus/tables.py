"""Rows of menus and products. Prices are whole won."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from content_api.database import Base, Instant, ordered_text


class MenuRow(Base):
    """A store has one menu; its sections and items share this version. `gone_at` says when it left the source."""

    __tablename__ = "menus"

    store_id: Mapped[str] = mapped_column(ForeignKey("stores.store_id"), primary_key=True)
    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    gone_at: Mapped[datetime | None] = mapped_column(Instant)


class MenuSectionRow(Base):
    __tablename__ = "menu_sections"

    store_id: Mapped[str] = mapped_column(ForeignKey("menus.store_id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)


class MenuItemRow(Base):
    """`section` and `position` count from 0; `picture` is a name in the media folder or empty."""

    __tablename__ = "menu_items"

    store_id: Mapped[str] = mapped_column(ordered_text, primary_key=True)
    section: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Text)
    price_won: Mapped[int | None] = mapped_column(BigInteger)
    description: Mapped[str] = mapped_column(Text)
    picture: Mapped[str] = mapped_column(Text)
    is_signature: Mapped[bool] = mapped_column(Boolean)

    __table_args__ = (
        ForeignKeyConstraint(["store_id", "section"], ["menu_sections.store_id", "menu_sections.position"]),
    )


class ProductRow(Base):
    """`position` is the product's place in the district's source."""

    __tablename__ = "products"

    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    store_id: Mapped[str] = mapped_column(ForeignKey("stores.store_id"))
    name: Mapped[str] = mapped_column(Text)
    price_won: Mapped[int | None] = mapped_column(BigInteger)
    maker: Mapped[str] = mapped_column(Text)
    seen_on: Mapped[date | None] = mapped_column(Date)
    origin_file: Mapped[str] = mapped_column(Text)
    origin_row: Mapped[int | None] = mapped_column(Integer)

    __table_args__ = (Index(None, "store_id", "position"),)
