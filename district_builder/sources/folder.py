"""The operator's source folder (DESIGN.md, 3.1) -> everything the import hands over and the build takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Building, Layout, LiftRecord, Origin
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.row_notes import note_at, note_on
from district_builder.domain.stores import Product, Store, StoreId, TradingStatus
from district_builder.sources.area import drop_outside, settle_same_address
from district_builder.sources.bulk import uncollected
from district_builder.sources.dialects import Dialect, Holds, recognise
from district_builder.sources.district_file import read_district
from district_builder.sources.duplicates import join_duplicates
from district_builder.sources.files import files_below
from district_builder.sources.footprints import middle_in_wgs84, settle_buildings, settle_roads
from district_builder.sources.josa import with_particle
from district_builder.sources.layout_folder import note_unreadable, read_layout
from district_builder.sources.lifts import read_lift_rows
from district_builder.sources.map_features import MapFeatures
from district_builder.sources.menus import MenuRow, menus_from, read_menu_rows
from district_builder.sources.photo_folder import PICTURE_SUFFIXES, read_photos
from district_builder.sources.plane import Plane
from district_builder.sources.products import read_product_rows
from district_builder.sources.road_direction import with_rising_numbers
from district_builder.sources.shifted import correct_shift
from district_builder.sources.store_names import StoreNames
from district_builder.sources.store_reading import StoreReading
from district_builder.sources.store_rows import read_store_rows
from district_builder.sources.tables import Table, read_table

TABLE_FOLDERS = ("stores", "menus", "products", "lifts")
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".json"})


@uncollected()
def read_folder(folder: Path) -> DistrictSource:
    """Read a source folder. What cannot be used becomes a note, the rest is read; the order is that of names and rows.

    Stores that a register calls closed are returned with that status. Tables are recognised by their header, in
    whichever of the folders stores, menus, products and lifts they lie.

    Raises:
        SourceError: there is no usable district.toml.
    """
    district, district_notes = read_district(folder)
    notes = list(district_notes)
    maps = read_layout(
        folder / "layout", inside=folder, anchor=district.anchor, coordinate_system=district.coordinate_system
    )
    tables, table_notes = _read_tables(folder)
    notes.extend(note for features in maps for note in features.notes)
    notes.extend(table_notes)
    buildings, building_notes = settle_buildings((o for m in maps for o in m.outlines), frame=district.frame)
    roads, road_notes = settle_roads((c for m in maps for c in m.centrelines), frame=district.frame)
    notes.extend((*building_notes, *road_notes))

    readings = [reading for features in maps for reading in features.stores]
    for table, dialect in tables:
        if dialect.holds is Holds.STORE:
            rows = read_store_rows(table, dialect, anchor=district.anchor, coordinate_system=district.coordinate_system)
            readings.extend(rows.readings)
            notes.extend(rows.notes)
    stores, store_notes, renamed = _settle_stores(readings, district, maps, buildings)
    notes.extend(store_notes)

    numbers = [(reading.number, reading.store.store_id) for reading in readings if reading.number]
    names = StoreNames(stores, renamed=renamed, numbers=numbers)
    menu_rows, products, lifts = _read_contents(tables, names, folder, notes)
    photos, photo_notes = read_photos(folder / "photos", names)
    notes.extend(photo_notes)
    if not stores and not buildings:
        notes.append(_note_empty())
    return DistrictSource(
        district=district,
        layout=Layout(buildings=buildings, roads=with_rising_numbers(roads, buildings=buildings, stores=stores)),
        stores=stores,
        menus=menus_from(menu_rows),
        products=tuple(products),
        photos=photos,
        lifts=tuple(lifts),
        notes=tuple(_with_final_subject(note, renamed) for note in notes),
    )


def _read_tables(folder: Path) -> tuple[list[tuple[Table, Dialect]], list[BuildNote]]:
    tables, notes = [], []
    for path in (path for name in TABLE_FOLDERS for path in files_below(folder / name)):
        file = path.relative_to(folder).as_posix()
        if path.suffix.lower() in PICTURE_SUFFIXES:
            continue  # menus name their pictures themselves
        if path.suffix.lower() not in TABLE_SUFFIXES:
            notes.append(_note_unrecognised(file))
            continue
        try:
            table = read_table(path, file=file)
        except SourceError as error:
            notes.append(note_unreadable(error, file))
            continue
        dialect = recognise(table)
        if dialect is None:
            notes.append(_note_unrecognised(file))
        elif not table.rows and not table.torn:
            notes.append(_note_no_rows(file))
        else:
            tables.append((table, dialect))
    return tables, notes


def _settle_stores(
    readings: Sequence[StoreReading], district: District, maps: Iterable[MapFeatures], buildings: Iterable[Building]
) -> tuple[tuple[Store, ...], list[BuildNote], Mapping[StoreId, StoreId]]:
    """Compare the rows with each other and with the map: shifted, far away, listed twice, closed, without a place."""
    frame = district.frame
    addressed = {
        (outline.road, outline.number.main, outline.number.sub): place
        for features in maps
        for outline in features.outlines
        if outline.road and outline.number and (place := middle_in_wgs84(outline))
    }
    moved, shift_notes = correct_shift(readings, frame=frame, known_places=addressed)
    corners = [point for building in buildings for point in building.footprint]
    reach = max((abs(value) for point in corners for value in point), default=0.0)
    near, area_notes = drop_outside(moved, frame=frame, layout_reach_metres=reach, streets=district.streets)
    agreed, address_notes = settle_same_address(near, frame=frame)
    joined, duplicate_notes, renamed = join_duplicates(agreed, frame=frame)
    plane = Plane(frame)
    stores = tuple(_placed(reading, plane) for reading in joined)
    notes = [*shift_notes, *area_notes, *address_notes, *duplicate_notes]
    notes.extend(_note_closed(store) for store in stores if store.status is TradingStatus.CLOSED)
    notes.extend(_note_no_position(store) for store in stores if _has_no_position(store))
    return stores, notes, renamed


def _placed(reading: StoreReading, plane: Plane) -> Store:
    place: LonLat | None = reading.place
    return replace(reading.store, point=plane[place] if place else None)


def _has_no_position(store: Store) -> bool:
    return store.point is None and (not store.address.road or store.address.number is None)


def _read_contents(
    tables: Iterable[tuple[Table, Dialect]], names: StoreNames, folder: Path, notes: list[BuildNote]
) -> tuple[list[MenuRow], list[Product], list[LiftRecord]]:
    menu_rows: list[MenuRow] = []
    products: list[Product] = []
    lifts: list[LiftRecord] = []
    for table, dialect in tables:
        if dialect.holds is Holds.MENU_ITEM:
            menu = read_menu_rows(table, dialect, names, folder=folder)
            menu_rows.extend(menu.rows)
            notes.extend(menu.notes)
        elif dialect.holds is Holds.PRODUCT:
            listed = read_product_rows(table, dialect, names)
            products.extend(listed.products)
            notes.extend(listed.notes)
        elif dialect.holds is Holds.LIFT:
            lifts.extend(read_lift_rows(table, dialect))
    return menu_rows, products, lifts


def _with_final_subject(note: BuildNote, renamed: Mapping[StoreId, StoreId]) -> BuildNote:
    return replace(note, subject=renamed[note.subject]) if note.subject in renamed else note


def _note_closed(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.CLOSED_STORE,
        Severity.INFO,
        text=f"{with_particle(store.full_name, '은/는')} 폐업한 가게라서 영업하는 가게로 보이지 않습니다.",
        remedy="다시 문을 열었으면 상태를 '영업'으로 고치세요.",
    )


def _note_no_position(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.NO_POSITION,
        Severity.PROBLEM,
        text=f"{with_particle(store.full_name, '은/는')} 좌표도 도로명주소도 없어 거리에 놓을 수 없습니다.",
        remedy="도로명주소(예: 계원대학로 14)나 좌표를 적으세요.",
    )


def _note_unrecognised(file: str) -> BuildNote:
    return note_at(
        Origin(file=file),
        NoteKind.EMPTY_SOURCE,
        Severity.PROBLEM,
        text="어떤 표인지 알 수 없어 읽지 않았습니다.",
        remedy="첫 행에 이름과 주소 같은 머리글이 있는 CSV나 JSON으로 넣으세요.",
    )


def _note_no_rows(file: str) -> BuildNote:
    return note_at(
        Origin(file=file),
        NoteKind.EMPTY_SOURCE,
        Severity.DOUBT,
        text="머리글만 있고 내용이 없습니다.",
        remedy="내용을 채우거나 파일을 지우세요.",
    )


def _note_empty() -> BuildNote:
    return BuildNote(
        kind=NoteKind.EMPTY_SOURCE,
        severity=Severity.PROBLEM,
        text="가게도 건물도 하나도 없습니다.",
        remedy="stores 폴더에 가게 목록을, layout 폴더에 지도를 넣으세요.",
    )
