"""Write a source into the database: one call, one transaction, and nothing changes when nothing has changed."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from content_api.database import WritingSession, now
from content_api.districts import repository as districts
from content_api.districts.tables import NoteStage
from content_api.imports.admission import admit, tidied
from content_api.imports.pictures import PictureKeeper
from content_api.menus.source_rows import write_menus, write_products
from content_api.photos.repository import write_photos
from content_api.scenes.files import SLUG
from content_api.stores.source_rows import StoreChanges, foreign_stores, write_stores
from district_builder.domain.districts import DistrictSource
from district_builder.domain.errors import SourceError
from district_builder.domain.notes import BuildNote
from district_builder.domain.photos import PhotoKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What an import did. `notes` are the import's own; those of the source are kept beside them."""

    slug: str
    stores: StoreChanges
    menus_changed: int
    products: int
    photos: int
    notes: tuple[BuildNote, ...]
    is_changed: bool


def store_source(
    session: WritingSession,
    source: DistrictSource,
    *,
    media: Path,
    folder: Path | None = None,
    at: datetime | None = None,
) -> ImportSummary:
    """Make the database equal to a source, and copy its pictures into the media folder.

    Stores that changed go one version up, stores that left the source are marked as gone. The caller's transaction
    holds it all; a copied picture that a rollback leaves behind does no harm, its name is its content.

    Args:
        folder: The source folder, in which the pictures of menus lie. Without it they must lie in `media`.
        at: The instant to write as the time of change; now by default.

    Raises:
        SourceError: The district's slug cannot be part of an address.
    """
    slug = source.district.slug
    if not SLUG.fullmatch(slug):
        raise SourceError(
            f"slug {slug!r} 값은 주소로 쓸 수 없습니다.",
            remedy="slug를 영어 소문자, 숫자와 -만으로 써 주세요.",
            file="district.toml",
        )
    at = at or now()
    ids = {store.store_id for store in source.stores}
    admitted = admit(tidied(source), foreign=foreign_stores(session, slug, ids))
    keeper = PictureKeeper(media=media, folder=folder)
    kept = dataclasses.replace(
        admitted.source,
        photos=keeper.keep_photos(admitted.source.photos),
        menus=keeper.keep_menus(admitted.source.menus),
    )
    return _write(session, kept, notes=(*admitted.notes, *keeper.notes), at=at)


def _write(
    session: WritingSession, source: DistrictSource, *, notes: tuple[BuildNote, ...], at: datetime
) -> ImportSummary:
    slug = source.district.slug
    facts = (source.district, source.layout, source.lifts)
    before = districts.stored_facts(session, slug)
    if before is None:
        districts.add_district(session, *facts, at=at)
    elif before != facts:
        districts.replace_facts(session, *facts)
    shown = {photo.store_id for photo in source.photos if photo.kind is PhotoKind.FRONT}
    illustrated = {store.store_id for store in source.stores} - shown
    stores = write_stores(session, slug, source.stores, illustrated=illustrated, at=at)
    menus_changed = write_menus(session, slug, source.menus, at=at)
    others_changed = [
        write_products(session, slug, source.products),
        write_photos(session, slug, source.photos),
        districts.replace_notes(session, slug, NoteStage.SOURCE, source.notes),
        districts.replace_notes(session, slug, NoteStage.IMPORT, notes),
    ]
    is_changed = before != facts or stores.is_any or menus_changed > 0 or any(others_changed)
    if before is not None and is_changed:
        districts.raise_version(session, slug, at=at)
    return ImportSummary(
        slug=slug,
        stores=stores,
        menus_changed=menus_changed,
        products=len(source.products),
        photos=len(source.photos),
        notes=notes,
        is_changed=is_changed,
    )
