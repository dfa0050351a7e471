"""Imports sources of one folder into one database, for tests."""

import dataclasses
from pathlib import Path

from sqlalchemy import Engine, select

from content_api.database import reading, writing
from content_api.districts.tables import DistrictRow
from content_api.imports import ImportSummary, load_source, store_source
from content_api.menus.tables import MenuRow
from content_api.settings import Settings
from content_api.stores.tables import StoreRow
from district_builder.domain.districts import DistrictSource


class Importer:
    """Imports sources of one folder into one database."""

    def __init__(self, engine: Engine, settings: Settings, folder: Path) -> None:
        self.engine, self.media, self.folder = engine, settings.folder.media, folder

    def store(self, source: DistrictSource) -> ImportSummary:
        with writing(self.engine) as session:
            return store_source(session, source, media=self.media, folder=self.folder)

    def load(self, slug: str = "neutinamu") -> DistrictSource:
        with reading(self.engine) as session:
            return load_source(session, slug, self.media)

    def versions(self) -> dict[str, int]:
        with reading(self.engine) as session:
            versions = dict(session.execute(select(StoreRow.store_id, StoreRow.version)).all())
            menus = session.execute(select(MenuRow.store_id, MenuRow.version)).all()
            district = session.execute(select(DistrictRow.slug, DistrictRow.version)).all()
            return versions | {f"menu of {key}": value for key, value in menus} | dict(district)


def without_pictures(source: DistrictSource) -> DistrictSource:
    """The source without the places of its picture files, which an import moves."""
    menus = tuple(
        dataclasses.replace(
            menu,
            sections=tuple(
                dataclasses.replace(
                    section, items=tuple(dataclasses.replace(item, picture="") for item in section.items)
                )
                for section in menu.sections
            ),
        )
        for menu in source.menus
    )
    photos = tuple(dataclasses.replace(photo, path=Path()) for photo in source.photos)
    return dataclasses.replace(source, menus=menus, photos=photos)
