"""A small street with one of everything that operators get wrong, beside stores and houses that are right."""

import json
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

LON, LAT = 126.9733, 37.3793
DEGREES_PER_METRE = (1 / 88_500, 1 / 111_000)
HEADER = "id,name,category,address,lon,lat"
GOOD_STORES = ("good-1", "good-2", "good-3", "good-4", "good-5", "good-6")  # the last one upstairs

TWINS = ("good-1", "good-4")  # of one name, in the two houses


def lay_bad_street(folder: Path) -> Path:
    """Six good stores in two good houses on a good street; each bad thing in a file of its own."""
    folder.mkdir(parents=True)
    (folder / "district.toml").write_text(
        f'slug = "bad"\nname_ko = "나쁜 입력"\nanchor = [{LON}, {LAT}]\n', encoding="utf-8"
    )
    _lay_maps(folder / "layout")
    _lay_lists(folder / "stores")
    _lay_menus(folder / "menus")
    _lay_photos(folder / "photos")
    return folder


def _lay_maps(folder: Path) -> None:
    folder.mkdir()
    street = _feature("LineString", [_place(-60, 0), _place(60, 0)], name="시험로", highway="residential")
    houses = [
        _house(-40, 8, **{"addr:street": "시험로", "addr:housenumber": "1", "building:levels": "4"}),
        _house(0, 8, **{"addr:street": "시험로", "addr:housenumber": "3", "building:levels": "2"}),
    ]
    _write_map(folder / "good.geojson", [street, *houses])
    bow_tie = [_place(30, 8), _place(50, 24), _place(50, 8), _place(30, 24), _place(30, 8)]
    flat = [_place(30, -8), _place(40, -8), _place(50, -8), _place(30, -8)]
    crossing = [_feature("Polygon", [ring], building="yes") for ring in (bow_tie, flat)]
    _write_map(folder / "crossing.geojson", crossing)
    point = _feature("LineString", [_place(0, 40), _place(0, 40)], highway="residential", name="한점길")
    _write_map(folder / "one-point.geojson", [point])
    (folder / "empty.geojson").write_bytes(b"")
    (folder / "noise.osm.pbf").write_bytes(bytes(range(256)) * 8)
    (folder / "drawing.dwg").write_bytes(b"AC1032")


def _lay_lists(folder: Path) -> None:
    folder.mkdir()
    rows = []
    for i, store_id in enumerate(GOOD_STORES):
        name = "쌍둥이 가게" if store_id in TWINS else f"좋은 가게 {i}"
        rows.append(f"{store_id},{name},cafe,경기도 의왕시 시험로 {1 if i < 3 else 3} {i // 5 + 1}층,,")
    nowhere = "nowhere,어디에도 없는 집,cafe,,,"
    torn = "torn,쉼표가 많은 집,cafe,경기도 의왕시 시험로 1,,,,하나,둘,셋"
    nameless = "nameless,,cafe,경기도 의왕시 시험로 1,,"
    (folder / "good.csv").write_text("\n".join([HEADER, *rows, nowhere, torn, nameless]) + "\n", encoding="utf-8")
    line = "u,유니코드 가게,cafe,경기도 의왕시 시험로 1,,"
    (folder / "utf16.csv").write_bytes(f"{HEADER}\n{line}\n".encode("utf-16"))
    mixed = [HEADER.encode(), line.encode("utf-8"), "c,옛 글자 가게,cafe,시험로 1,,".encode("cp949")]
    (folder / "mixed.csv").write_bytes(b"\n".join(mixed) + b"\n")
    (folder / "no-rows.csv").write_text(HEADER + "\n", encoding="utf-8")
    (folder / "no-bytes.csv").write_bytes(b"")
    (folder / "no-header.csv").write_text("h,머리글 없는 집,cafe,경기도 의왕시 시험로 1,,\n" * 2, encoding="utf-8")
    (folder / "torn.json").write_text('[{"name": "끊긴 집", "address": "시험로 1"', encoding="utf-8")


def _lay_menus(folder: Path) -> None:
    folder.mkdir()
    rows = ("good-1,라테,5000", "딴집,라테,5000", "쌍둥이 가게,라테,5000", "good-2,라테,오천원쯤", "good-2,,1000")
    (folder / "menus.csv").write_text("\n".join(["store,item,price", *rows]) + "\n", encoding="utf-8")


def _lay_photos(folder: Path) -> None:
    for store_id in (*GOOD_STORES, "stranger"):
        (folder / store_id).mkdir(parents=True)
    good = [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]
    (folder / "good-1" / "front.jpg").write_text("사진이 아니라 글입니다.", encoding="utf-8")
    _mark(folder / "good-1", good)
    (folder / "good-3" / "front.png").write_bytes(_lying_png(31_623, 31_623))  # 3 GB of pixels in a few bytes
    _mark(folder / "good-3", good)
    Image.new("RGB", (400, 300), "#c0a080").save(folder / "good-5" / "front.jpg")
    _mark(folder / "good-5", [[0.1, 0.1], [0.9, 0.1], [0.4, 0.4], [0.1, 0.9]])
    (folder / "good-4" / "front.webp").write_bytes(b"RIFF\x04\0\0\0WEBP")  # nobody marked its corners
    (folder / "good-6" / "front.jpg").write_text("이것도 글입니다.", encoding="utf-8")
    _mark(folder / "good-6", good)
    Image.new("RGB", (40, 30)).save(folder / "stranger" / "front.jpg")


def _mark(folder: Path, corners: Sequence[Sequence[float]]) -> None:
    (folder / "front.corners.json").write_text(json.dumps({"corners": corners}), encoding="utf-8")


def _lying_png(width: int, height: int) -> bytes:
    """A PNG that claims to be large; its one row of data is honest."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1 + 3 * 64))),
    ]
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in [*chunks, (b"IEND", b"")]
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def _house(x: float, y: float, **tags: str) -> dict[str, Any]:
    ring = [_place(x, y), _place(x + 20, y), _place(x + 20, y + 14), _place(x, y + 14), _place(x, y)]
    return _feature("Polygon", [ring], building="retail", **tags)


def _place(east: float, north: float) -> list[float]:
    return [LON + east * DEGREES_PER_METRE[0], LAT + north * DEGREES_PER_METRE[1]]


def _feature(kind: str, coordinates: list[Any], **tags: str) -> dict[str, Any]:
    return {"type": "Feature", "properties": tags, "geometry": {"type": kind, "coordinates": coordinates}}


def _write_map(path: Path, features: Sequence[dict[str, Any]]) -> None:
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), encoding="utf-8"
    )
