"""A scene without its light: what any client shows of the same tiles in full white, for comparison."""

import json
import shutil
import struct
from pathlib import Path
from typing import Any

LIGHT = ("COLOR_0", "_AFTER_DARK", "TEXCOORD_1")
HEADER, CHUNK = struct.Struct("<4sII"), struct.Struct("<I4s")  # glTF 2.0, 4.4 Binary glTF Layout


def copy_without_light(scene: Path, copy: Path) -> Path:
    """Copy a scene folder; its tiles keep all their triangles, textures and bytes but no longer name any light."""
    shutil.copytree(scene, copy)
    for tile in sorted((copy / "tiles").glob("*.glb")):
        tile.write_bytes(without_light(tile.read_bytes()))
    return copy


def without_light(glb: bytes) -> bytes:
    """A GLB whose primitives and materials no longer name the light that its buffer still holds."""
    magic, version, _ = HEADER.unpack_from(glb)
    length, kind = CHUNK.unpack_from(glb, HEADER.size)
    start = HEADER.size + CHUNK.size
    text: dict[str, Any] = json.loads(glb[start : start + length])
    for mesh in text["meshes"]:
        for primitive in mesh["primitives"]:
            for name in LIGHT:
                primitive["attributes"].pop(name, None)
    for material in text["materials"]:
        material.pop("occlusionTexture", None)
    told = json.dumps(text, separators=(",", ":")).encode()
    told += b" " * (-len(told) % 4)
    rest = glb[start + length :]
    whole = HEADER.size + CHUNK.size + len(told) + len(rest)
    return HEADER.pack(magic, version, whole) + CHUNK.pack(len(told), kind) + told + rest
