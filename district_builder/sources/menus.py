"""Menu tables (store, section, item, price …) -> menus."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at
from district_builder.domain.stores import Menu, MenuItem, MenuSection, StoreId
from district_builder.sources.dialects import Columns, Dialect
from district_builder.sources.josa import with_particle
from district_builder.sources.listed import Listed, read_listed
from district_builder.sources.photo_folder import PICTURE_SUFFIXES
from district_builder.sources.store_names import StoreNames
from district_builder.sources.tables import Table
from district_builder.sources.text import LINE_LIMIT, NAME_LIMIT, is_yes


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuRow:
    """One item of one store's menu."""

    store_id: StoreId
    section: str
    item: MenuItem


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuRows:
    """What a menu table gives: every row is an item or has a note."""

    rows: tuple[MenuRow, ...]
    notes: tuple[BuildNote, ...]


def read_menu_rows(table: Table, dialect: Dialect, names: StoreNames, *, folder: Path) -> MenuRows:
    """Read a menu table; a bad price leaves the item without one, a row without store or item is left out.

    A picture is a path inside the source folder `folder` or beside the table; any other is dropped with a note.
    """
    columns = Columns(dialect, table)
    listed, notes = read_listed(table, columns, names, remark="description", what="메뉴")
    rows = []
    for one in listed:
        said_picture = columns.first("picture", one.cells)
        picture = _picture(said_picture, folder=folder, file=table.file)
        if said_picture and not picture:
            notes.append(_note_picture(said_picture, one))
        item = MenuItem(
            name=one.name,
            price_won=one.price_won,
            description=one.remark,
            picture=picture,
            is_signature=is_yes(columns.first("signature", one.cells)),
            origin=one.origin,
        )
        section = columns.first("section", one.cells)[:NAME_LIMIT]
        rows.append(MenuRow(store_id=one.store_id, section=section, item=item))
    return MenuRows(rows=tuple(rows), notes=tuple(notes))


def menus_from(rows: Iterable[MenuRow]) -> tuple[Menu, ...]:
    """One menu per store, sections and items in the order in which they first appear."""
    menus: dict[StoreId, dict[str, list[MenuItem]]] = {}
    for row in rows:
        menus.setdefault(row.store_id, {}).setdefault(row.section, []).append(row.item)
    return tuple(
        Menu(
            store_id=store_id,
            sections=tuple(MenuSection(name=name, items=tuple(items)) for name, items in sections.items()),
        )
        for store_id, sections in menus.items()
    )


def _picture(said: str, *, folder: Path, file: str) -> str:
    """The path inside the source folder of a picture that is there, or "". Nothing outside is ever looked at."""
    if not said or len(said) > LINE_LIMIT or "\\" in said or PurePosixPath(said).is_absolute():
        return ""
    if ".." in PurePosixPath(said).parts or PurePosixPath(said).suffix.lower() not in PICTURE_SUFFIXES:
        return ""
    for path in (PurePosixPath(said), PurePosixPath(file).parent / said):
        if (folder / path).is_file() and (folder / path).resolve().is_relative_to(folder.resolve()):
            return path.as_posix()
    return ""


def _note_picture(said: str, one: Listed) -> BuildNote:
    picture = with_particle(said[:60], "을/를")
    return note_at(
        one.origin,
        NoteKind.BAD_PHOTO,
        Severity.DOUBT,
        text=f"'{one.name[:30]}'의 사진 {picture} 폴더에서 찾을 수 없어 사진 없이 넣었습니다.",
        remedy="menus/pictures/라테.jpg처럼 원본 폴더 안의 경로를 적으세요.",
        subject=one.store_id,
    )
