"""Writes small scenes that keep the contract of district_builder/README.md, independently of the builder."""

import hashlib
import io
import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from district_builder.domain.frames import DistrictFrame, LonLat, Point2

ANCHOR = LonLat(126.9723, 37.3805)
FRAME = DistrictFrame(ANCHOR)
STREET_LAMP, SIGN_LIGHT, WINDOW_LIGHT = (40, 30, 20, 0), (200, 180, 160, 255), (120, 100, 60, 128)


def webp(colour: tuple[int, ...], *, size: tuple[int, int] = (16, 16)) -> bytes:
    """A picture of one colour, lossless."""
    file = io.BytesIO()
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(file, "WEBP", lossless=True)
    return file.getvalue()


@dataclass
class Quads:
    """Rectangles of one primitive, given by four corners (counter-clockwise) in the district frame.

    A primitive has `_AFTER_DARK` when one of its rectangles is given it.
    """

    name: str = "matter"
    uri: str = ""
    picture: bytes = b""
    alpha: str = "OPAQUE"
    corners: list[list[tuple[float, float, float]]] = field(default_factory=list)
    lights: list[tuple[int, int, int, int]] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    after_dark: list[tuple[int, int, int, int] | None] = field(default_factory=list)

    def add(
        self,
        *corners: tuple[float, float, float],
        light: tuple[int, int, int, int] = (255, 255, 255, 255),
        feature: int = 0,
        after_dark: tuple[int, int, int, int] | None = None,
    ) -> "Quads":
        self.corners.append(list(corners))
        self.lights.append(light)
        self.after_dark.append(after_dark)
        self.features.append(feature)
        return self

    def add_wall(
        self,
        left: tuple[float, float],
        right: tuple[float, float],
        *,
        top: float,
        light: Any = (255,) * 4,
        feature: int = 0,
        after_dark: tuple[int, int, int, int] | None = None,
    ) -> "Quads":
        """An upright rectangle from the ground, facing whoever sees `left` on the left."""
        (ax, ay), (bx, by) = left, right
        corners = ((ax, ay, 0.0), (bx, by, 0.0), (bx, by, top), (ax, ay, top))
        return self.add(*corners, light=light, feature=feature, after_dark=after_dark)


class Buffer:
    def __init__(self) -> None:
        self.data = bytearray()
        self.views: list[dict[str, int]] = []

    def add(self, data: bytes, *, stride: int | None = None) -> int:
        self.data += bytes(-len(self.data) % 4)
        view = {"buffer": 0, "byteOffset": len(self.data), "byteLength": len(data)}
        self.views.append(view | ({"byteStride": stride} if stride else {}))
        self.data += data
        return len(self.views) - 1


def write_glb(
    primitives: list[Quads],
    *,
    store_ids: tuple[str, ...] = ("",),
    kinds: tuple[str, ...] = ("ground",),
    building_ids: tuple[str, ...] | None = None,
    change: Any = None,
) -> bytes:
    """A GLB with quantised positions; `change` may alter the JSON document before it is written."""
    buffer = Buffer()
    every = np.array([corner for quads in primitives for quad in quads.corners for corner in quad], float)
    low, high = every.min(axis=0), every.max(axis=0)
    size = np.maximum(high - low, 1e-3)
    accessors: list[dict[str, Any]] = []
    meshes, materials, textures, images = [], [], [], []

    def accessor(array: np.ndarray, component: int, kind: str, *, normalized: bool = False, pad: int = 0) -> int:
        rows = np.ascontiguousarray(array)
        if pad:
            rows = np.concatenate([rows, np.zeros((len(rows), pad), rows.dtype)], axis=1)
        view = buffer.add(rows.tobytes(), stride=rows.itemsize * rows.shape[1] if rows.ndim == 2 and pad else None)
        accessors.append(
            {"bufferView": view, "componentType": component, "count": len(array), "type": kind}
            | ({"normalized": True} if normalized else {})
        )
        if kind == "VEC3":
            accessors[-1] |= {"min": array.min(axis=0).tolist(), "max": array.max(axis=0).tolist()}
        return len(accessors) - 1

    for quads in primitives:
        points = np.array([c for quad in quads.corners for c in quad], float)
        relative = (points - low) / size
        gltf = np.stack([relative[:, 0], relative[:, 2], 1.0 - relative[:, 1]], axis=1)
        count = len(quads.corners)
        uv = np.tile(np.array([[0, 1], [1, 1], [1, 0], [0, 0]], np.float32), (count, 1))
        index = (np.arange(count)[:, None] * 4 + np.array([0, 1, 2, 0, 2, 3])).astype(np.uint16).reshape(-1)
        attributes = {
            "POSITION": accessor(np.rint(gltf * 65535).astype(np.uint16), 5123, "VEC3", normalized=True, pad=1),
            "TEXCOORD_0": accessor(uv, 5126, "VEC2"),
            "COLOR_0": accessor(np.repeat(np.array(quads.lights, np.uint8), 4, axis=0), 5121, "VEC4", normalized=True),
            "_FEATURE_ID_0": accessor(
                np.repeat(np.array(quads.features, np.uint16), 4)[:, None], 5123, "SCALAR", pad=1
            ),
        }
        if any(light is not None for light in quads.after_dark):
            dark = np.array([light or (0, 0, 0, 0) for light in quads.after_dark], np.uint8)
            attributes["_AFTER_DARK"] = accessor(np.repeat(dark, 4, axis=0), 5121, "VEC4", normalized=True)
        material: dict[str, Any] = {
            "name": quads.name,
            "alphaMode": quads.alpha,
            "extensions": {"KHR_materials_unlit": {}},
            "pbrMetallicRoughness": {},
        }
        if quads.uri or quads.picture:
            image = (
                {"uri": quads.uri} if quads.uri else {"bufferView": buffer.add(quads.picture), "mimeType": "image/webp"}
            )
            images.append(image)
            textures.append({"sampler": 0, "extensions": {"EXT_texture_webp": {"source": len(images) - 1}}})
            material["pbrMetallicRoughness"]["baseColorTexture"] = {"index": len(textures) - 1}
        materials.append(material)
        meshes.append(
            {
                "attributes": attributes,
                "indices": accessor(index, 5123, "SCALAR"),
                "material": len(materials) - 1,
                "extensions": {
                    "EXT_mesh_features": {
                        "featureIds": [{"featureCount": len(kinds), "attribute": 0, "propertyTable": 0}]
                    }
                },
            }
        )
    columns = {"store_id": store_ids, "building_id": building_ids or ("",) * len(kinds), "kind": kinds}
    properties = {}
    for name, column in columns.items():
        texts = [text.encode() for text in column]
        offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype("<u4")
        properties[name] = {
            "values": buffer.add(b"".join(texts) or b"\0"),
            "stringOffsets": buffer.add(offsets.tobytes()),
        }
    document: dict[str, Any] = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        # the quantised z runs from north to south, so that the node starts at the box's north edge
        "nodes": [{"mesh": 0, "translation": [low[0], low[2], -high[1]], "scale": [size[0], size[2], size[1]]}],
        "meshes": [{"primitives": meshes}],
        "accessors": accessors,
        "bufferViews": buffer.views,
        "materials": materials,
        "textures": textures,
        "images": images,
        "samplers": [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 33071}],
        "extensionsUsed": ["KHR_materials_unlit", "KHR_mesh_quantization", "EXT_texture_webp"],
        "extensionsRequired": ["KHR_mesh_quantization"],
        "extensions": {
            "EXT_structural_metadata": {
                "schema": {},
                "propertyTables": [{"class": "thing", "count": len(kinds), "properties": properties}],
            }
        },
        "buffers": [{"byteLength": len(buffer.data)}],
    }
    if change is not None:
        change(document)
    return pack_glb(json.dumps(document).encode(), bytes(buffer.data))


def pack_glb(text: bytes, binary: bytes) -> bytes:
    text += b" " * (-len(text) % 4)
    binary += bytes(-len(binary) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(binary), 0x004E4942) + binary
    return b"glTF" + struct.pack("<II", 2, 12 + len(chunks)) + chunks


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
    (folder / "tiles").mkdir(parents=True)
    (folder / "textures").mkdir()
    shared = webp((250, 240, 230), size=(32, 32))
    shared_name = f"{hashlib.sha256(shared).hexdigest()[:20]}.webp"
    (folder / "textures" / shared_name).write_bytes(shared)
    length = stores * spacing

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
    whole = box((-0.02, -8.02, -0.02), (length + 0.02, 0.02, 6.02))
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
    return folder
