"""A small street of invented stores as a scene folder: tiles, tree, places and facts, written without the builder."""

import hashlib
import json
from pathlib import Path
from typing import Any

from district_builder.domain.frames import DistrictFrame, LonLat, Point2
from tests.viewer.glb_writer import Quads, webp, write_glb

ANCHOR = LonLat(126.9723, 37.3805)
FRAME = DistrictFrame(ANCHOR)
STREET_LAMP, SIGN_LIGHT, WINDOW_LIGHT = (40, 30, 20, 0), (200, 180, 160, 255), (120, 100, 60, 128)


def lonlat(x: float, y: float) -> list[float]:
    return list(FRAME.wgs84_from_district(Point2(x, y)))


def box(low: tuple[float, float, float], high: tuple[float, float, float]) -> dict[str, list[float]]:
    centre = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    x, y, z = ((b - a) / 2 for a, b in zip(low, high, strict=True))
    return {"box": [*centre, x, 0, 0, 0, y, 0, 0, 0, z]}


def write_street(folder: Path, *, stores: int = 4, spacing: float = 8.0) -> Path:
    """A street along the x axis: stores on its north side, each a wall of its own colour; feet go on y in [-6, 0].

    Store n (from 0) is "s<n>", from x = n * spacing; one block, one cell for every four stores, one near tile a cell.
    After dark walls have the light of street lamps, signs and windows that of their store.
    """
    _write_tiles(folder, stores=stores, spacing=spacing)
    _write_places(folder, stores=stores, spacing=spacing)
    _write_facts(folder)
    return folder


def _write_tiles(folder: Path, *, stores: int, spacing: float) -> None:
    (folder / "tiles").mkdir(parents=True)
    (folder / "textures").mkdir()
    shared = webp((250, 240, 230), size=(32, 32))
    shared_name = f"{hashlib.sha256(shared).hexdigest()[:20]}.webp"
    (folder / "textures" / shared_name).write_bytes(shared)

    def put(data: bytes) -> str:
        name = f"tiles/{hashlib.sha256(data).hexdigest()[:20]}.glb"
        (folder / name).write_bytes(data)
        return name

    def stretch(first: int, last: int, *, level: str) -> str:
        x0, x1 = first * spacing, last * spacing
        names = tuple(f"s{n}" for n in range(first, last))
        matter = Quads(name="matter", uri=f"../textures/{shared_name}")
        matter.add((x0, -8, 0), (x1, -8, 0), (x1, 0, 0), (x0, 0, 0), light=(90, 90, 90, 255), after_dark=STREET_LAMP)
        art = Quads(name="art", picture=webp((200, 40, 40) if level != "block" else (120, 120, 120)))
        for k, n in enumerate(range(first, last)):
            a, b = n * spacing, (n + 1) * spacing
            tint = (40 + 60 * (n % 4), 200 - 40 * (n % 4), 120, 255)
            matter.add_wall((a, 0.0), (b, 0.0), top=6.0, light=tint, feature=k + 1, after_dark=STREET_LAMP)
            sign = ((a + 1, -0.1, 3), (b - 1, -0.1, 3), (b - 1, -0.1, 4), (a + 1, -0.1, 4))
            art.add(*sign, feature=k + 1, after_dark=SIGN_LIGHT)
        primitives = [matter, art]
        if level == "near":
            glass = Quads(name="glass", picture=webp((180, 220, 255, 128)), alpha="BLEND")
            for k, n in enumerate(range(first, last)):
                a, b = n * spacing, (n + 1) * spacing
                pane = ((a + 2, -0.05, 0.4), (b - 2, -0.05, 0.4), (b - 2, -0.05, 2.6), (a + 2, -0.05, 2.6))
                glass.add(*pane, feature=k + 1, after_dark=WINDOW_LIGHT)
            primitives.append(glass)
        return put(write_glb(primitives, store_ids=("", *names), kinds=("ground", *["store"] * len(names))))

    cells = []
    for first in range(0, stores, 4):
        last = min(first + 4, stores)
        volume = box((first * spacing - 0.01, -8.01, -0.01), (last * spacing + 0.01, 0.01, 6.01))
        near = {"boundingVolume": volume, "geometricError": 0, "content": {"uri": stretch(first, last, level="near")}}
        cells.append(
            {
                "boundingVolume": volume,
                "geometricError": 0.3,
                "content": {"uri": stretch(first, last, level="cell")},
                "children": [near],
            }
        )
    whole = box((-0.02, -8.02, -0.02), (stores * spacing + 0.02, 0.02, 6.02))
    block = {
        "boundingVolume": whole,
        "geometricError": 3,
        "content": {"uri": stretch(0, stores, level="block")},
        "children": cells,
    }
    root = {
        "boundingVolume": whole,
        "geometricError": 128,
        "refine": "REPLACE",
        "transform": list(FRAME.ecef_from_district()),
        "children": [block],
    }
    (folder / "tileset.json").write_text(json.dumps({"asset": {"version": "1.1"}, "geometricError": 512, "root": root}))


def _write_places(folder: Path, *, stores: int, spacing: float) -> None:
    length = stores * spacing

    def feature(kind: str, identity: str, geometry: Any, /, **properties: Any) -> dict[str, Any]:
        return {"type": "Feature", "id": identity, "geometry": geometry, "properties": {"kind": kind} | properties}

    def point(x: float, y: float, z: float) -> dict[str, Any]:
        return {"type": "Point", "coordinates": [*lonlat(x, y), z]}

    def polygon(*corners: tuple[float, float]) -> list[list[list[float]]]:
        return [[lonlat(*corner) for corner in (*corners, corners[0])]]

    features = [
        feature(
            "store",
            f"s{n}",
            point((n + 0.5) * spacing, -0.1, 3.5),
            store_id=f"s{n}",
            name=f"{n + 1}번 가게",
            category="cafe",
            storey=1,
            unit=f"10{n}호",
            building_id="b0",
            placement="street_front",
            door=lonlat((n + 0.5) * spacing, 0),
            street="시험로",
            along_street_metres=n * spacing,
            side="left",
            frontage=[lonlat(n * spacing, 0), lonlat((n + 1) * spacing, 0)],
            is_illustration=True,
        )
        for n in range(stores)
    ]
    features += [
        feature(
            "building",
            "b0",
            {"type": "Polygon", "coordinates": polygon((0, 0), (length, 0), (length, 12), (0, 12))},
            building_id="b0",
            name="시험상가",
            number="1",
            road="시험로",
            storeys=2,
            height_metres=6,
            rung=1,
        ),
        feature(
            "road",
            "r0",
            {"type": "LineString", "coordinates": [lonlat(0, -3), lonlat(length, -3)]},
            name="시험로",
            road_kind="street",
        ),
        feature(
            "walkable",
            "walkable",
            {"type": "MultiPolygon", "coordinates": [polygon((0, -6), (length, -6), (length, 0), (0, 0))]},
        ),
        feature(
            "view",
            "start",
            point(2.0, -3.0, 1.6),
            name="start",
            title="들머리",
            heading_degrees=60,
            pitch_degrees=0,
            is_spawn=True,
        ),
    ]
    (folder / "places.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def _write_facts(folder: Path) -> None:
    facts = {
        "format": "golmok-scene-1",
        "build_id": "test",
        "light": {"sun_azimuth_degrees": 200, "sun_elevation_degrees": 40},
        "attribution": ["시험"],
        "district": {
            "slug": "test",
            "name_ko": "시험 거리",
            "name_en": "",
            "anchor": list(ANCHOR),
            "timezone": "Asia/Seoul",
            "is_example": True,
        },
    }
    (folder / "scene.json").write_text(json.dumps(facts))
