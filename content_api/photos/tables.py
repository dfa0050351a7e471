"""Rows of the photos that an operator filed under a store."""

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from content_api.database import Base, Document
from district_builder.domain.frames import Point2

Corners = tuple[Point2, Point2, Point2, Point2]


class PhotoRow(Base):
    """`position` is the photo's place in the district's source; `media` is a name in the media folder."""

    __tablename__ = "photos"

    district_slug: Mapped[str] = mapped_column(ForeignKey("districts.slug"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    store_id: Mapped[str] = mapped_column(ForeignKey("stores.store_id"), index=True)
    kind: Mapped[str] = mapped_column(String)
    media: Mapped[str] = mapped_column(String)
    corners: Mapped[Corners | None] = mapped_column(Document(Corners))
