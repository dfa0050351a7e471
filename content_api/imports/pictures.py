"""The pictures of a source move into the media folder; domain values then carry media names."""

import dataclasses
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from content_api.photos.media_files import keep_picture
from content_api.photos.opening import PictureRefusedError
from district_builder.domain.layout import Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.photos import Photo
from district_builder.domain.stores import Menu, MenuItem, MenuSection, StoreId

DECODERS = 2  # a decoded picture of 64 MP holds 192 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureKeeper:
    """Copies pictures into `media`; a menu's picture must lie inside `folder`, or in `media` where that is None.

    A picture that cannot be shown is left out with a note. Each is decoded once: what lies in `media` was good.
    """

    media: Path
    folder: Path | None
    notes: list[BuildNote] = field(default_factory=list)

    def keep_photos(self, photos: Sequence[Photo]) -> tuple[Photo, ...]:
        """The photos that could be kept, each with its media name as path."""
        outcomes = self._keep_all([photo.path for photo in photos])
        kept = []
        for photo in photos:
            outcome = outcomes[photo.path]
            if isinstance(outcome, PictureRefusedError):
                origin = Origin(file=self._name_in_folder(outcome.path))
                self._note(outcome, photo.store_id, said="", origin=origin)
            else:
                kept.append(dataclasses.replace(photo, path=Path(outcome)))
        return tuple(kept)

    def keep_menus(self, menus: Sequence[Menu]) -> tuple[Menu, ...]:
        """The menus with media names for pictures; an item whose picture cannot be kept stays, without it."""
        home = (self.folder or self.media).resolve()
        named = [item.picture for menu in menus for section in menu.sections for item in section.items]
        outcomes = self._keep_all([home / picture for picture in named if picture], inside=home)

        def kept(item: MenuItem, store_id: StoreId) -> MenuItem:
            outcome = outcomes[home / item.picture] if item.picture else ""
            if isinstance(outcome, PictureRefusedError):
                picture = self._name_in_folder(outcome.path)
                said = f"‘{item.name}’ 사진({picture}): " if item.origin.row else f"‘{item.name}’ 사진: "
                self._note(
                    outcome, store_id, said=said, origin=item.origin if item.origin.row else Origin(file=picture)
                )
                outcome = ""
            return dataclasses.replace(item, picture=outcome)

        return tuple(
            Menu(
                store_id=menu.store_id,
                sections=tuple(
                    MenuSection(name=section.name, items=tuple(kept(item, menu.store_id) for item in section.items))
                    for section in menu.sections
                ),
            )
            for menu in menus
        )

    def _keep_all(self, paths: Sequence[Path], *, inside: Path | None = None) -> dict[Path, str | PictureRefusedError]:
        """The media name of each file, or why it has none."""

        def keep(path: Path) -> str | PictureRefusedError:
            try:
                if inside is not None and not path.resolve().is_relative_to(inside):
                    raise PictureRefusedError(
                        path, "자료 폴더 밖에 있는 사진입니다.", "사진을 자료 폴더 안에 넣고 그 경로를 써 주세요."
                    )
                return keep_picture(path, self.media)
            except PictureRefusedError as refused:
                return refused

        each_once = list(dict.fromkeys(paths))
        with ThreadPoolExecutor(DECODERS) as decoders:
            return dict(zip(each_once, decoders.map(keep, each_once), strict=True))

    def _note(self, refused: PictureRefusedError, store_id: StoreId, *, said: str, origin: Origin) -> None:
        self.notes.append(
            BuildNote(
                kind=NoteKind.BAD_PHOTO,
                severity=Severity.PROBLEM,
                text=f"{said}{refused.problem}",
                remedy=refused.remedy,
                subject=store_id,
                file=origin.file,
                row=origin.row,
            )
        )

    def _name_in_folder(self, path: Path) -> str:
        """As the operator sees it: inside the source folder where it lies there."""
        where, home = path.absolute(), (self.folder or self.media).resolve()
        return where.relative_to(home).as_posix() if where.is_relative_to(home) else path.name
