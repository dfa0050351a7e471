"""A scene folder that is whole at every moment: the old scene stays until the new one is complete."""

import hashlib
import json
import os
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TILES, TEXTURES = "tiles", "textures"
UNFINISHED = ".unfinished-"
NAME_DIGITS = 20


def content_name(content: bytes) -> str:
    """The name of immutable content: the first 20 hex digits of its SHA-256."""
    return hashlib.sha256(content).hexdigest()[:NAME_DIGITS]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFolder:
    """Where one district's scene lies. At most one build writes to a folder at a time; any number of clients read.

    Content goes in first, under names that no old scene uses for anything else; then `publish` swaps the index files.
    A build that dies before leaves only content that nobody names, which a later sweep takes away.
    """

    path: Path

    def put_tile(self, glb: bytes) -> str:
        """Store a tile unless it is there; returns its URI as seen from tileset.json."""
        return self._put(TILES, glb, "glb")

    def put_texture(self, webp: bytes) -> str:
        """Store a shared texture unless it is there; returns its URI as seen from a tile."""
        return f"../{self._put(TEXTURES, webp, 'webp')}"

    def publish(self, *, tileset: bytes, places: bytes, scene: bytes) -> None:
        """Replace the index files, the one that clients open first as the last, and sweep what nobody names.

        What the scene before named stays until the next time: somebody may be walking through it.
        """
        before = set(self.named_files())
        for name, content in (("scene.json", scene), ("places.geojson", places), ("tileset.json", tileset)):
            _write_whole(self.path / name, content)
        self._sweep(before | set(self.named_files()))

    def named_files(self) -> Iterator[Path]:
        """The tiles that tileset.json names and the textures that those tiles name."""
        index = self.path / "tileset.json"
        if not index.is_file():
            return
        for uri in _content_uris(json.loads(index.read_bytes())["root"]):
            tile = self.path / uri
            yield tile
            if tile.is_file():
                yield from (tile.parent.parent / TEXTURES / Path(image).name for image in _image_uris(tile))

    def _put(self, kind: str, content: bytes, suffix: str) -> str:
        uri = f"{kind}/{content_name(content)}.{suffix}"
        file = self.path / uri
        if not (file.is_file() and file.stat().st_size == len(content)):
            _write_whole(file, content)
        return uri

    def _sweep(self, keep: set[Path]) -> None:
        for kind in (TILES, TEXTURES):
            for file in sorted((self.path / kind).glob("*")):
                if file not in keep:
                    file.unlink(missing_ok=True)
        for file in self.path.glob(f"{UNFINISHED}*"):
            file.unlink(missing_ok=True)


def _write_whole(file: Path, content: bytes) -> None:
    """Write beside, reach the disk, then rename: nobody ever sees half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=UNFINISHED, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(unfinished).chmod(0o644)  # mkstemp's files are private, a web server must read ours
        Path(unfinished).replace(file)
    finally:
        Path(unfinished).unlink(missing_ok=True)  # there only if something failed above


def _content_uris(tile: dict[str, Any]) -> Iterator[str]:
    if "content" in tile:
        yield tile["content"]["uri"]
    for child in tile.get("children", ()):
        yield from _content_uris(child)


def _image_uris(tile: Path) -> Iterator[str]:
    """The external pictures of a GLB; only its JSON is read."""
    with tile.open("rb") as stream:
        _, _, _, size, _ = struct.unpack("<4sIII4s", stream.read(20))
        document = json.loads(stream.read(size))
    yield from (image["uri"] for image in document.get("images", ()) if "uri" in image)
