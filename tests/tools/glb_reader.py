"""A second opinion on our GLBs: the least reader that follows the specification, for tests only."""

import json
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

COMPONENTS = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


@dataclass(frozen=True)
class ReadPrimitive:
    """One primitive, quantisation undone: positions in the district frame, uvs after the texture transform."""

    material: str
    positions: np.ndarray
    uvs: np.ndarray | None
    colours: np.ndarray
    features: np.ndarray
    triangles: np.ndarray


@dataclass(frozen=True)
class ReadGlb:
    document: dict[str, Any]
    content: bytes

    @classmethod
    def of(cls, glb: bytes) -> "ReadGlb":
        magic, version, length, size, kind = struct.unpack_from("<4sIII4s", glb)
        assert (magic, version, length, kind) == (b"glTF", 2, len(glb), b"JSON")
        binary_size, binary_kind = struct.unpack_from("<I4s", glb, 20 + size)
        assert binary_kind == b"BIN\0"
        assert 28 + size + binary_size == len(glb)
        return cls(json.loads(glb[20 : 20 + size]), glb[28 + size :])

    @property
    def primitives(self) -> list[ReadPrimitive]:
        return [self._primitive(entry) for entry in self.document["meshes"][0]["primitives"]]

    @property
    def district_box(self) -> np.ndarray:
        """(2, 3) lowest and highest corner by the accessors' own min and max."""
        ends = np.concatenate(
            [
                [self.document["accessors"][entry["attributes"]["POSITION"]][end] for end in ("min", "max")]
                for entry in self.document["meshes"][0]["primitives"]
            ]
        )
        points = self._district(ends)
        return np.array([points.min(axis=0), points.max(axis=0)])

    @property
    def table(self) -> list[dict[str, str]]:
        """The property table's rows."""
        table = self.document["extensions"]["EXT_structural_metadata"]["propertyTables"][0]
        columns = {name: self._strings(column, table["count"]) for name, column in table["properties"].items()}
        return [{name: column[row] for name, column in columns.items()} for row in range(table["count"])]

    def view(self, index: int) -> bytes:
        view = self.document["bufferViews"][index]
        return self.content[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]

    def accessor(self, index: int) -> np.ndarray:
        accessor = self.document["accessors"][index]
        kind, width = np.dtype(COMPONENTS[accessor["componentType"]]), WIDTHS[accessor["type"]]
        stride = self.document["bufferViews"][accessor["bufferView"]].get("byteStride", kind.itemsize * width)
        raw = self.view(accessor["bufferView"])[accessor.get("byteOffset", 0) :]
        rows = np.frombuffer(raw, np.uint8, accessor["count"] * stride).reshape(-1, stride)
        values = np.ascontiguousarray(rows[:, : kind.itemsize * width]).view(kind)
        return values if width > 1 else values[:, 0]

    def _primitive(self, entry: dict[str, Any]) -> ReadPrimitive:
        attributes = entry["attributes"]
        material = self.document["materials"][entry["material"]]
        uvs = self.accessor(attributes["TEXCOORD_0"]) if "TEXCOORD_0" in attributes else None
        if uvs is not None:
            texture = material["pbrMetallicRoughness"]["baseColorTexture"]
            transform = texture.get("extensions", {}).get("KHR_texture_transform", {})
            uvs = uvs * np.array(transform.get("scale", [1, 1])) + np.array(transform.get("offset", [0, 0]))
        return ReadPrimitive(
            material=material["name"],
            positions=self._district(self.accessor(attributes["POSITION"])),
            uvs=uvs,
            colours=self.accessor(attributes["COLOR_0"]),
            features=self.accessor(attributes["_FEATURE_ID_0"]),
            triangles=self.accessor(entry["indices"]).reshape(-1, 3).astype(np.int64),
        )

    def _district(self, stored: np.ndarray) -> np.ndarray:
        node = self.document["nodes"][0]
        x, y, z = (np.asarray(stored, np.float64) * node["scale"] + node["translation"]).T
        return np.stack([x, -z, y], axis=1)

    def _strings(self, column: dict[str, int], count: int) -> list[str]:
        offsets = np.frombuffer(self.view(column["stringOffsets"]), np.uint32)
        assert len(offsets) == count + 1
        text = self.view(column["values"])
        return [text[start:end].decode() for start, end in pairwise(offsets)]


def read_glb(path: Path) -> ReadGlb:
    return ReadGlb.of(path.read_bytes())
