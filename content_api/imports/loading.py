"""Read a source back out of the database."""

import dataclasses
from pathlib import Path

from sqlalchemy.orm import Session

from content_api.absent import unknown_district
from content_api.districts.repository import stored_facts, stored_notes
from content_api.districts.tables import NoteStage
from content_api.menus.source_rows import stored_menus, stored_products
from content_api.photos.repository import stored_photos
from content_api.stores.source_rows import stored_stores
from district_builder.domain.districts import DistrictSource
from district_builder.domain.stores import Menu


def load_source(session: Session, slug: str, media: Path) -> DistrictSource:
    """The source as it was stored, with photos and menu pictures as absolute paths into the media folder.

    Raises:
        ContentError: DISTRICT_NOT_FOUND.
    """
    facts = stored_facts(session, slug)
    if facts is None:
        raise unknown_district(slug)
    district, layout, lifts = facts
    home = media.resolve()
    return DistrictSource(
        district=district,
        layout=layout,
        stores=stored_stores(session, slug),
        menus=tuple(_with_paths(menu, home) for menu in stored_menus(session, slug)),
        products=stored_products(session, slug),
        photos=tuple(dataclasses.replace(photo, path=home / photo.path) for photo in stored_photos(session, slug)),
        lifts=lifts,
        notes=stored_notes(session, slug, NoteStage.SOURCE),
    )


def _with_paths(menu: Menu, media: Path) -> Menu:
    sections = tuple(
        dataclasses.replace(
            section,
            items=tuple(
                dataclasses.replace(item, picture=str(media / item.picture)) if item.picture else item
                for item in section.items
            ),
        )
        for section in menu.sections
    )
    return dataclasses.replace(menu, sections=sections)
