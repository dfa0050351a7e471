"""Source folders as an operator would lay them out from the real input: a district.toml and copies of raw files."""

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import osmium

from tests.end_to_end.store_register import Bounds, write_register

DEMO = Path(__file__).resolve().parents[2] / "assets" / "demo"
GANGNAM_BLOCKS: Bounds = (127.0287, 37.4983, 127.0313, 37.5001)  # about 230 m × 200 m
WEST_END_LON = 126.9729
KAYWON_PLACES = "stores/kaywon_daehakro_places.csv"
GANGNAM_REGISTER = "stores/소상공인시장진흥공단_상가(상권)정보_강남.csv"
WIDE_FILES = ("Laufamholzstrasse.osm.xml", "map-sidewalk-no.osm.gz")  # their ways are not in order either
ONE_STREET_ANCHORS = {
    "Laufamholzstrasse.osm.xml": (11.1566, 49.4659),
    "map-sidewalk-no.osm.gz": (-2.1012, 57.1480),
    "memmingen_10.068_48.135.osm": (10.0695, 48.1357),
    "via_montebello_roma_italy.osm.pbf": (12.5007, 41.9057),
    "whitelion_bristol_uk.osm.pbf": (-2.5947, 51.4553),
}


def lay_kaywon(folder: Path, shared_data: Path) -> Path:
    """계원대학로 with all open tables of its city and no map at all."""
    _write_district(
        folder, slug="kaywon-real", name_ko="계원대학로", anchor=(126.9733, 37.3793), streets=["계원대학로"]
    )
    _copy([shared_data / "kaywon-street" / "kaywon_daehakro_places.csv"], folder / "stores")
    _copy([shared_data / "kaywon-street" / "elevators_named_buildings.csv"], folder / "lifts")
    _copy(sorted((shared_data / "uiwang-open-tables").glob("*.csv")), folder / "stores")
    return folder


def lay_gangnam(folder: Path, shared_data: Path, *, stores: int, within: Bounds | None = None) -> Path:
    """Buildings and ways of 강남 with an invented register; `within` keeps the elements that touch a rectangle."""
    source = shared_data / "osm-seoul-gangnam"
    layout = folder / "layout"
    layout.mkdir(parents=True)
    for name in ("buildings.overpass.json", "ways.overpass.json"):
        answer = json.loads((source / name).read_bytes())
        answer["elements"] = [element for element in answer["elements"] if _touches(element["bounds"], within)]
        (layout / name).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    _write_district(folder, slug="gangnam", name_ko="강남 뒷골목", anchor=(127.0310, 37.4995))
    write_register(
        folder / GANGNAM_REGISTER,
        buildings=source / "buildings.overpass.json",
        ways=source / "ways.overpass.json",
        count=stores,
        within=within,
    )
    return folder


def lay_one_street(folder: Path, shared_data: Path, name: str) -> Path:
    """One OSM file without a store list; of files that reach over a kilometre, the surroundings of their middle."""
    lon, lat = ONE_STREET_ANCHORS[name]
    _write_district(folder, slug="one-street", name_ko="지도만 있는 거리", anchor=(lon, lat))
    source = shared_data / "osm-one-street" / name
    if name in WIDE_FILES:
        (folder / "layout").mkdir()
        _cut_osm(source, folder / "layout" / name, (lon - 0.0022, lat - 0.0013, lon + 0.0022, lat + 0.0013))
    else:
        _copy([source], folder / "layout")
    return folder


def lay_west_end(folder: Path) -> Path:
    """The bundled district's first 130 metres with their stores and the example photo: quick to build."""
    folder.mkdir(parents=True)
    shutil.copyfile(DEMO / "district.toml", folder / "district.toml")
    shutil.copytree(DEMO / "photos", folder / "photos")
    layout = json.loads((DEMO / "layout" / "street.geojson").read_bytes())
    layout["features"] = [kept for feature in layout["features"] if (kept := _west_of(WEST_END_LON, feature))]
    (folder / "layout").mkdir()
    (folder / "layout" / "street.geojson").write_text(json.dumps(layout, ensure_ascii=False), encoding="utf-8")
    header, *rows = read_rows(DEMO / "stores" / "stores.csv")
    place = header.index("lon")
    (folder / "stores").mkdir()
    write_rows(folder / "stores" / "stores.csv", [header, *(row for row in rows if float(row[place]) < WEST_END_LON)])
    return folder


def read_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _west_of(lon: float, feature: dict[str, Any]) -> dict[str, Any] | None:
    """A building wholly west of a meridian, or a road up to there."""
    geometry = feature["geometry"]
    if geometry["type"] == "Polygon":
        return feature if all(place[0] < lon for place in geometry["coordinates"][0]) else None
    if geometry["type"] == "LineString":
        line = [place for place in geometry["coordinates"] if place[0] < lon]
        return feature | {"geometry": geometry | {"coordinates": line}} if len(line) > 1 else None
    return None


def _cut_osm(source: Path, goal: Path, within: Bounds) -> None:
    """Copy an OSM file's nodes inside a rectangle, whole buildings, and roads as far as it; the file's order stays."""
    west, south, east, north = within
    nodes = {
        node.id
        for node in osmium.FileProcessor(str(source), osmium.osm.NODE)
        if west <= node.location.lon <= east and south <= node.location.lat <= north
    }
    with osmium.SimpleWriter(str(goal)) as writer:
        for thing in osmium.FileProcessor(str(source), osmium.osm.NODE | osmium.osm.WAY):
            if thing.is_node():
                if thing.id in nodes:
                    writer.add_node(thing)
                continue
            refs = [node.ref for node in thing.nodes]
            kept = [ref for ref in refs if ref in nodes]
            if len(kept) == len(refs) or (len(kept) > 1 and "highway" in thing.tags):
                writer.add_way(thing.replace(nodes=kept))


def _touches(bounds: dict[str, float], within: Bounds | None) -> bool:
    if within is None:
        return True
    west, south, east, north = within
    return (
        bounds["maxlon"] >= west
        and bounds["minlon"] <= east
        and bounds["maxlat"] >= south
        and bounds["minlat"] <= north
    )


def _write_district(
    folder: Path, *, slug: str, name_ko: str, anchor: tuple[float, float], streets: Sequence[str] = ()
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f'slug = "{slug}"',
        f'name_ko = "{name_ko}"',
        f"anchor = [{anchor[0]}, {anchor[1]}]",
        f"streets = {json.dumps(list(streets), ensure_ascii=False)}",
    ]
    (folder / "district.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _copy(paths: Sequence[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        shutil.copyfile(path, folder / path.name)
