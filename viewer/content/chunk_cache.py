"""Decoded tiles and pictures on disk, so that a second start decodes nothing."""

import hashlib
import json
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs

from district_builder.domain.frames import Point3
from viewer.core.chunk import VERTEX, BakedLight, Chunk, ChunkPart, Surface, Wrap
from viewer.core.features import FeatureTable
from viewer.core.light_map import LightMap
from viewer.core.texels import Texels

MAGIC = b"GOLMOK-CHUNK-5\n\0"
MOST_CACHE_BYTES = 2 * 2**30
BLOBS = 5  # of a part: vertices, triangles, light by day, light after dark, places on the light map


def default_cache_folder() -> Path:
    return Path(platformdirs.user_cache_dir("golmok")) / "chunks"


def content_key(data: bytes) -> str:
    """The name of a file's content: the first 20 hexadecimal digits of its SHA-256, as the scene itself names files."""
    return hashlib.sha256(data).hexdigest()[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedTile:
    """A decoded tile; `embedded` holds the content key of each picture inside its GLB."""

    chunk: Chunk
    embedded: dict[str, str]


class ChunkCache:
    """A folder of decoded content, keyed by what was decoded. A damaged entry counts as absent."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_CACHE_BYTES) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._drop_oldest(most_bytes)

    def tile(self, key: str) -> CachedTile | None:
        found = self._load(f"{key}.tile")
        if found is None:
            return None
        header, blobs = found
        parts = tuple(
            ChunkPart(
                name=part["name"],
                surface=Surface(part["surface"]),
                alpha_cutoff=part["alpha_cutoff"],
                is_double_sided=part["is_double_sided"],
                picture=part["picture"],
                wrap_u=Wrap(part["wrap_u"]),
                wrap_v=Wrap(part["wrap_v"]),
                vertices=np.frombuffer(vertices, VERTEX),
                triangles=np.frombuffer(triangles, part["index_type"]).reshape(-1, 3),
                baked=_baked(day, after_dark) if part["is_baked"] else None,
                light_uvs=np.frombuffer(light_uvs, "<f4").reshape(-1, 2) if part["is_mapped"] else None,
            )
            for part, vertices, triangles, day, after_dark, light_uvs in zip(
                header["parts"], *(blobs[k::BLOBS] for k in range(BLOBS)), strict=True
            )
        )
        chunk = Chunk(
            origin_in_district=Point3(*header["origin"]),
            parts=parts,
            pictures=tuple(header["pictures"]),
            features=FeatureTable(**{name: tuple(column) for name, column in header["features"].items()}),
            light_map=header["light_map"],
        )
        return CachedTile(chunk=chunk, embedded=header["embedded"])

    def holds_pictures_of(self, tile: CachedTile) -> bool:
        """Whether all that lies inside a cached tile's GLB is here, decoded."""
        return all(
            (self.light_map(key) if name == tile.chunk.light_map else self.texels(key)) is not None
            for name, key in tile.embedded.items()
        )

    def keep_tile(self, key: str, tile: CachedTile) -> None:
        chunk = tile.chunk
        header = {
            "origin": list(chunk.origin_in_district),
            "pictures": list(chunk.pictures),
            "light_map": chunk.light_map,
            "embedded": tile.embedded,
            "features": {
                "store_ids": chunk.features.store_ids,
                "building_ids": chunk.features.building_ids,
                "kinds": chunk.features.kinds,
            },
            "parts": [
                {
                    "name": part.name,
                    "surface": part.surface,
                    "alpha_cutoff": part.alpha_cutoff,
                    "is_double_sided": part.is_double_sided,
                    "picture": part.picture,
                    "wrap_u": part.wrap_u,
                    "wrap_v": part.wrap_v,
                    "index_type": part.triangles.dtype.str,
                    "is_baked": part.baked is not None,
                    "is_mapped": part.light_uvs is not None,
                }
                for part in chunk.parts
            ],
        }
        self._store(f"{key}.tile", header, [blob for part in chunk.parts for blob in _blobs(part)])

    def texels(self, key: str) -> Texels | None:
        found = self._load(f"{key}.texels")
        if found is None:
            return None
        header, blobs = found
        return Texels(
            width=header["width"], height=header["height"], has_alpha=header["has_alpha"], levels=tuple(blobs)
        )

    def keep_texels(self, key: str, texels: Texels) -> None:
        header = {"width": texels.width, "height": texels.height, "has_alpha": texels.has_alpha}
        self._store(f"{key}.texels", header, texels.levels)

    def light_map(self, key: str) -> LightMap | None:
        found = self._load(f"{key}.light")
        if found is None:
            return None
        header, blobs = found
        day, evening = (np.frombuffer(blob, np.uint8).reshape(-1, header["width"]) for blob in blobs)
        return LightMap(day=day, evening=evening)

    def keep_light_map(self, key: str, light_map: LightMap) -> None:
        layers = [light_map.day.tobytes(), light_map.evening.tobytes()]
        self._store(f"{key}.light", {"width": light_map.day.shape[1]}, layers)

    def _load(self, name: str) -> tuple[dict[str, Any], list[memoryview]] | None:
        try:
            data = memoryview((self._folder / name).read_bytes())
            if bytes(data[:16]) != MAGIC:
                return None
            (length,) = struct.unpack_from("<I", data, 16)
            header = json.loads(bytes(data[20 : 20 + length]))
            at, blobs = -(-(20 + length) // 16) * 16, []
            for size in header["sizes"]:
                if at + size > len(data):
                    return None
                blobs.append(data[at : at + size])
                at += -(-size // 16) * 16
        except (OSError, ValueError, KeyError, struct.error):
            return None
        return header, blobs

    def _store(self, name: str, header: dict[str, Any], blobs: Sequence[bytes | memoryview]) -> None:
        """Write whole or not at all: under another name first, then renamed. A full disk only costs the cache."""
        text = json.dumps({**header, "sizes": [len(blob) for blob in blobs]}).encode()
        draft = self._folder / f"{name}.{secrets.token_hex(4)}.draft"
        try:
            with draft.open("wb") as file:
                file.write(MAGIC + struct.pack("<I", len(text)) + text)
                for blob in blobs:
                    file.write(bytes(-file.tell() % 16))
                    file.write(blob)
            draft.replace(self._folder / name)
        except OSError:
            draft.unlink(missing_ok=True)

    def _drop_oldest(self, most_bytes: int) -> None:
        entries = sorted(((e.stat().st_mtime, e.stat().st_size, e) for e in self._folder.iterdir()), reverse=True)
        total = 0
        for _, size, entry in entries:
            total += size
            if total > most_bytes or entry.suffix == ".draft":
                entry.unlink(missing_ok=True)


def _blobs(part: ChunkPart) -> tuple[bytes, ...]:
    lights = (part.baked.day.tobytes(), part.baked.after_dark.tobytes()) if part.baked is not None else (b"", b"")
    light_uvs = part.light_uvs.tobytes() if part.light_uvs is not None else b""
    return part.vertices.tobytes(), part.triangles.tobytes(), *lights, light_uvs


def _baked(day: memoryview, after_dark: memoryview) -> BakedLight:
    return BakedLight(
        day=np.frombuffer(day, np.uint8).reshape(-1, 4), after_dark=np.frombuffer(after_dark, np.uint8).reshape(-1, 4)
    )
