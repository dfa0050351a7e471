"""Reading and writing photos. A photo's path is a name in the media folder here."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import bindparam, column, delete, insert, select, table
from sqlalchemy.orm import Session

from content_api.absent import gone_store, unknown_store
from content_api.database import WritingSession
from content_api.photos.schemas import PhotoAnswer, PhotoList
from content_api.photos.tables import PhotoRow
from district_builder.domain.photos import Photo, PhotoKind

STORES = table("stores", column("store_id"), column("name"), column("gone_at"))
PHOTO = PhotoRow.__table__.c
WITH_PHOTOS = (
    select(STORES.c.name, STORES.c.gone_at, PHOTO.kind, PHOTO.media, PHOTO.corners)
    .select_from(STORES.outerjoin(PhotoRow.__table__, PHOTO.store_id == STORES.c.store_id))
    .where(STORES.c.store_id == bindparam("store_id"))
    .order_by(PHOTO.position)
)


def list_photos(session: Session, store_id: str) -> PhotoList:
    """A store's photos in the order of their source.

    Raises:
        ContentError: STORE_NOT_FOUND, STORE_GONE.
    """
    rows = session.execute(WITH_PHOTOS, {"store_id": store_id}).all()
    if not rows:
        raise unknown_store()
    if rows[0].gone_at is not None:
        raise gone_store(rows[0].name)
    photos = [
        PhotoAnswer(kind=PhotoKind(row.kind), url=f"/media/{row.media}", corners=row.corners)
        for row in rows
        if row.media is not None
    ]
    return PhotoList(store_id=store_id, photos=photos)


def stored_photos(session: Session, slug: str) -> tuple[Photo, ...]:
    """The photos of the last import, in the order of its source."""
    rows = session.scalars(select(PhotoRow).where(PhotoRow.district_slug == slug).order_by(PhotoRow.position))
    return tuple(
        Photo(store_id=row.store_id, kind=PhotoKind(row.kind), path=Path(row.media), corners=row.corners)
        for row in rows
    )


def write_photos(session: WritingSession, slug: str, photos: Sequence[Photo]) -> bool:
    """Make the district's photos equal to the source, and say whether they differed."""
    if stored_photos(session, slug) == tuple(photos):
        return False
    session.execute(delete(PhotoRow).where(PhotoRow.district_slug == slug))
    rows = [
        {
            "district_slug": slug,
            "position": position,
            "store_id": photo.store_id,
            "kind": photo.kind.value,
            "media": photo.path.name,
            "corners": photo.corners,
        }
        for position, photo in enumerate(photos)
    ]
    if rows:
        session.execute(insert(PhotoRow), rows)
    return True
