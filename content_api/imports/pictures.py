"""The pictures of a source move into the media folder; domain values then carry media names."""

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path

from content_api.photos.media_files import PictureRefusedError, keep_picture
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.photos import Photo
from district_builder.domain.stores import Menu, MenuItem, MenuSection, StoreId


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureKeeper:
    """Copies pictures into `media`; a menu's picture must lie inside `folder`, or in `media` where that is None."""

    media: Path
    folder: Path | None
    notes: list[BuildNote] = field(default_factory=list)

    def keep_photos(self, photos: tuple[Photo, ...]) -> tuple[Photo, ...]:
        """The photos that could be kept, each with its media name as path."""
        kept = []
        for photo in photos:
            try:
                kept.append(dataclasses.replace(photo, path=Path(keep_picture(photo.path, self.media))))
            except PictureRefusedError as refused:
                self._note(refused, photo.store_id)
        return tuple(kept)

    def keep_menu(self, menu: Menu) -> Menu:
        """The menu with media names for pictures; an item whose picture cannot be kept stays, without it."""
        sections = tuple(
            MenuSection(name=section.name, items=tuple(self._keep_item(item, menu.store_id) for item in section.items))
            for section in menu.sections
        )
        return Menu(store_id=menu.store_id, sections=sections)

    def _keep_item(self, item: MenuItem, store_id: StoreId) -> MenuItem:
        if not item.picture:
            return item
        try:
            return dataclasses.replace(item, picture=keep_picture(self._resolve(item.picture), self.media))
        except PictureRefusedError as refused:
            self._note(refused, store_id)
            return dataclasses.replace(item, picture="")

    def _resolve(self, picture: str) -> Path:
        home = (self.folder or self.media).resolve()
        path = (home / picture).resolve()
        if not path.is_relative_to(home):
            raise PictureRefusedError(
                Path(picture), "자료 폴더 밖에 있는 사진입니다.", "사진을 자료 폴더 안에 넣고 그 경로를 써 주세요."
            )
        return path

    def _note(self, refused: PictureRefusedError, store_id: StoreId) -> None:
        self.notes.append(
            BuildNote(
                kind=NoteKind.BAD_PHOTO,
                severity=Severity.PROBLEM,
                text=refused.problem,
                remedy=refused.remedy,
                subject=store_id,
                file=refused.path.name,
            )
        )
