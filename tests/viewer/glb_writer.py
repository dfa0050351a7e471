"""Writes GLBs that keep the contract of district_builder/README.md, independently of the builder."""

import io
import json
import struct
import zlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PIL import Image


def webp(colour: tuple[int, ...], *, size: tuple[int, int] = (16, 16)) -> bytes:
    """A picture of one colour, lossless."""
    file = io.BytesIO()
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(file, "WEBP", lossless=True)
    return file.getvalue()


def png_of_side(side: int) -> bytes:
    """A PNG's signature and header that promise a square picture, and nothing of it."""
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def grey_webp(levels: Any) -> bytes:
    """Numbers (height, width) as a lossless grey picture."""
    file = io.BytesIO()
    Image.fromarray(np.asarray(levels, np.uint8)).convert("RGB").save(file, "WEBP", lossless=True)
    return file.getvalue()


@dataclass
class Quads:
    """Rectangles of one primitive, given by four corners (counter-clockwise) in the district frame.

    A primitive has `_AFTER_DARK` when one of its rectangles is given it, and TEXCOORD_1 when it has a `light_map`, of
    which every rectangle shows the whole day.
    """

    name: str = "matter"
    uri: str = ""
    picture: bytes = b""
    light_map: bytes = b""
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
        if quads.light_map:
            day = np.tile(np.array([[0, 32768], [65535, 32768], [65535, 0], [0, 0]], np.uint16), (count, 1))
            attributes["TEXCOORD_1"] = accessor(day, 5123, "VEC2", normalized=True)
            images.append({"bufferView": buffer.add(quads.light_map), "mimeType": "image/webp"})
            textures.append({"sampler": 0, "extensions": {"EXT_texture_webp": {"source": len(images) - 1}}})
            material["occlusionTexture"] = {"index": len(textures) - 1, "texCoord": 1}
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
