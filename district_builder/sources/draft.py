"""Drafting a source folder from an operator's raw files: `golmok new`."""

import math
import shutil
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.errors import SourceError
from district_builder.domain.frames import LonLat
from district_builder.domain.notes import BuildNote
from district_builder.domain.stores import Store
from district_builder.sources.dialects import Holds, recognise
from district_builder.sources.district_file import DISTRICT_FILE, is_slug
from district_builder.sources.district_text import text_of_district
from district_builder.sources.files import files_below
from district_builder.sources.folder import read_folder
from district_builder.sources.gis_file import SIDECARS
from district_builder.sources.layout_folder import OSM_ENDINGS, read_layout
from district_builder.sources.projections import KOREA_LAT, KOREA_LON
from district_builder.sources.store_rows import read_store_rows
from district_builder.sources.tables import read_table
from district_builder.sources.text import NAME_LIMIT, clean

FOLDER_OF = {Holds.STORE: "stores", Holds.MENU_ITEM: "menus", Holds.PRODUCT: "products", Holds.LIFT: "lifts"}
MOST_STREETS = 5
SIDE_STREET_SHARE = 0.25


def draft_folder(
    folder: Path,
    *,
    layouts: Sequence[Path],
    stores: Sequence[Path],
    slug: str,
    name_ko: str,
    name_en: str = "",
    menus: Sequence[Path] = (),
    coordinate_system: str = "",
) -> tuple[BuildNote, ...]:
    """Make a source folder: copy the raw files, guess where and what the district is, write a commented district.toml.

    Files of a Shapefile travel together. Tables go to the folder that their header asks for, so price lists and lift
    registers may come among `stores`. Everything is written beside the goal and moved there at the end: an error leaves
    nothing behind.

    Returns:
        The notes of reading the new folder, as `golmok check` would tell them.

    Raises:
        SourceError: the folder exists and is not empty, an input is missing, the slug is wrong, or nothing in the files
            says where the district lies.
    """
    _check(folder, slug=slug, name_ko=name_ko, inputs=[*layouts, *stores, *menus])
    folder.parent.mkdir(parents=True, exist_ok=True)
    workplace = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        draft = workplace / "draft"
        _copy_all(layouts, draft / "layout")
        for path in (*stores, *menus):
            _copy_all([path], draft / _folder_for(path))
        for name in ("layout", "stores", "menus", "photos"):
            (draft / name).mkdir(parents=True, exist_ok=True)
        middle, system = _whereabouts(draft, coordinate_system, folder)
        district = District(
            slug=slug,
            name_ko=clean(name_ko)[:NAME_LIMIT],
            name_en=clean(name_en)[:NAME_LIMIT],
            timezone=_timezone(middle),
            anchor=middle,
            coordinate_system=system,
            attribution=_publishers(draft),
        )
        _write(draft, district, streets=())
        source = read_folder(draft)
        streets = _streets(source)
        _write(draft, district, streets=streets, anchor=_anchor(source, streets, middle))
        notes = read_folder(draft).notes
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
    return notes


def _check(folder: Path, *, slug: str, name_ko: str, inputs: Iterable[Path]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SourceError(
            "이미 있는 폴더라서 덮어쓰지 않습니다.", remedy="다른 이름을 주거나 폴더를 비우세요.", file=folder
        )
    if not is_slug(slug):
        raise SourceError(
            f"slug '{slug[:40]}'에 쓸 수 없는 글자가 있습니다.",
            remedy="영문 소문자, 숫자, 붙임표로 63자 안에서 적으세요.",
            file=folder / DISTRICT_FILE,
        )
    if not clean(name_ko):
        raise SourceError("거리 이름이 비어 있습니다.", remedy="한국어 이름을 적으세요.", file=folder / DISTRICT_FILE)
    paths = list(inputs)
    if not paths:
        raise SourceError("넣을 파일이 없습니다.", remedy="지도나 가게 목록을 하나 이상 주세요.", file=folder)
    for path in paths:
        if not path.is_file():
            raise SourceError("파일이 없습니다.", remedy="경로를 확인하세요.", file=path)


def _copy_all(paths: Iterable[Path], folder: Path) -> None:
    """Copy files and their sidecars; a second file of the same name gets a number before it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        count = 1
        while (folder / _numbered(path, count)).exists():
            count += 1
        shutil.copyfile(path, folder / _numbered(path, count))
        for suffix in SIDECARS if path.suffix.lower() == ".shp" else ():
            for sidecar in {path.with_suffix(suffix), path.with_suffix(suffix.upper())}:
                if sidecar.is_file():
                    shutil.copyfile(sidecar, (folder / _numbered(path, count)).with_suffix(suffix))


def _numbered(path: Path, count: int) -> str:
    return path.name if count == 1 else f"{count}-{path.name}"


def _folder_for(path: Path) -> str:
    try:
        dialect = recognise(read_table(path, file=path.name))
    except SourceError:
        return "stores"  # read_folder will say what is wrong with it
    return FOLDER_OF[dialect.holds] if dialect else "stores"


def _whereabouts(draft: Path, coordinate_system: str, folder: Path) -> tuple[LonLat, str]:
    """The median place of everything that has one, and the system of metres whose file does not say."""
    places: list[LonLat] = []
    system = coordinate_system
    for path in files_below(draft / "stores"):
        try:
            table = read_table(path, file=path.name)
        except SourceError:
            continue
        dialect = recognise(table)
        if dialect and dialect.holds is Holds.STORE:
            rows = read_store_rows(table, dialect, anchor=None, coordinate_system=coordinate_system)
            places.extend(reading.place for reading in rows.readings if reading.place)
            system = system or rows.system_of_metres
    anchor = _median(places)
    for features in read_layout(draft / "layout", inside=draft, anchor=anchor, coordinate_system=coordinate_system):
        if anchor is None:
            places.extend(outline.outer[0] for outline in features.outlines if outline.outer)
            places.extend(line.places[0] for line in features.centrelines if line.places)
        system = system or features.guessed_system
    middle = _median(places)
    if middle is None:
        raise SourceError(
            "구역이 어디인지 알려 주는 좌표가 파일에 없습니다.",
            remedy="좌표가 있는 지도나 가게 목록을 하나 이상 주거나 coordinate_system을 알려 주세요.",
            file=folder,
        )
    return middle, system


def _median(places: Sequence[LonLat]) -> LonLat | None:
    if not places:
        return None
    return LonLat(
        round(statistics.median(place.lon for place in places), 6),
        round(statistics.median(place.lat for place in places), 6),
    )


def _timezone(middle: LonLat) -> str:
    if KOREA_LON[0] <= middle.lon <= KOREA_LON[1] and KOREA_LAT[0] <= middle.lat <= KOREA_LAT[1]:
        return "Asia/Seoul"
    hours = round(middle.lon / 15)
    return "Etc/GMT" if hours == 0 else f"Etc/GMT{-hours:+d}"  # POSIX counts westwards


def _publishers(draft: Path) -> tuple[str, ...]:
    named = []
    for path in files_below(draft / "layout"):
        if path.name.lower().endswith((*OSM_ENDINGS, ".overpass.json")):
            named.append("© OpenStreetMap contributors (ODbL)")
    for path in files_below(draft / "stores"):
        try:
            dialect = recognise(read_table(path, file=path.name))
        except SourceError:
            continue
        if dialect and dialect.publisher:
            named.append(dialect.publisher)
    return tuple(dict.fromkeys(named))


def _streets(source: DistrictSource) -> tuple[str, ...]:
    """The roads with most stores, without stores those with most addressed buildings or length; the main one first."""
    counted = Counter(store.address.road for store in source.stores if store.address.road)
    if not counted:
        counted.update(building.road for building in source.layout.buildings if building.road)
    if not counted:
        for road in source.layout.roads:
            if road.name:
                counted[road.name] += round(sum(math.dist(a, b) for a, b in pairwise(road.centreline)))
    listed = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST_STREETS]
    return tuple(name for name, count in listed if count >= SIDE_STREET_SHARE * listed[0][1])


def _anchor(source: DistrictSource, streets: Sequence[str], middle: LonLat) -> LonLat:
    """The middle of the main street's stores after all corrections, else the first guess."""
    frame = source.district.frame

    def on_main(store: Store) -> bool:
        return bool(streets) and store.address.road == streets[0] and store.point is not None

    places = [frame.wgs84_from_district(store.point) for store in source.stores if on_main(store) and store.point]
    return _median(places) or middle


def _write(draft: Path, district: District, *, streets: tuple[str, ...], anchor: LonLat | None = None) -> None:
    text = text_of_district(district, streets=streets, anchor=anchor or district.anchor)
    (draft / DISTRICT_FILE).write_text(text, encoding="utf-8")
