"""What a scene folder remembers of its tiles, so that the next build makes only what changed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Self, TypeVar

from district_builder.domain.frames import Point3
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import StoreId
from district_builder.formats.json_text import json_bytes
from district_builder.geometry.mesh import Box
from district_builder.tiles import Tile

FILE_NAME = "reuse.json"
TILE_NAME = re.compile(r"tiles/\w+\.glb")
SECONDS_BETWEEN_WRITES = 15.0  # what a build that is killed loses at most
What = TypeVar("What")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTile:
    """A tile that lies in the scene folder: all that the index files need to know of it."""

    uri: str
    box: Box
    triangles: int
    wire_bytes: int
    atlas_bytes: int
    triangles_of_store: Mapping[StoreId, int]
    notes: tuple[BuildNote, ...]

    @classmethod
    def of(cls, tile: Tile, *, uri: str) -> Self:
        return cls(
            uri=uri,
            box=tile.box,
            triangles=tile.triangles,
            wire_bytes=tile.wire_bytes,
            atlas_bytes=tile.atlas_bytes,
            triangles_of_store=dict(tile.triangles_of_store),
            notes=tile.notes,
        )


class ReuseIndex:
    """reuse.json: input digest → stored tile. A damaged or missing file only costs a full build."""

    @staticmethod
    def read(folder: Path) -> dict[str, StoredTile]:
        """Entries whose tile is really there."""
        try:
            entries = json.loads((folder / FILE_NAME).read_bytes())
            found = {str(digest): _stored(entry) for digest, entry in entries.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}
        return {digest: tile for digest, tile in found.items() if (folder / tile.uri).is_file()}

    @staticmethod
    def write(folder: Path, tiles: Mapping[str, StoredTile]) -> None:
        draft = folder / f"{FILE_NAME}.draft"
        draft.write_bytes(json_bytes({digest: asdict(tiles[digest]) for digest in sorted(tiles)}))
        draft.replace(folder / FILE_NAME)


def remembered(
    made: Iterable[tuple[What, str, StoredTile]], folder: Path, reuse: Mapping[str, StoredTile]
) -> Iterator[tuple[What, str, StoredTile]]:
    """Pass tiles on as they are made and write them down, so that a build cut off goes on where it was.

    Args:
        made: whatever belongs to a tile, the digest of its input, the tile.
        reuse: what was there before; it stays in the index until the build is whole.
    """
    known, written = dict(reuse), monotonic()
    try:
        for what, digest, tile in made:
            known[digest] = tile
            if monotonic() - written > SECONDS_BETWEEN_WRITES:
                ReuseIndex.write(folder, known)
                written = monotonic()
            yield what, digest, tile
    finally:
        ReuseIndex.write(folder, known)


def _stored(entry: dict[str, Any]) -> StoredTile:
    """One entry.

    Raises:
        ValueError, KeyError, TypeError: it is not what `write` wrote; a file name with a way out of the folder is not.
    """
    counts = [entry["triangles"], entry["wire_bytes"], entry["atlas_bytes"], *entry["triangles_of_store"].values()]
    if not (all(type(count) is int and count >= 0 for count in counts) and TILE_NAME.fullmatch(entry["uri"])):
        raise ValueError("not an entry of reuse.json")
    box = Box(lowest=Point3(*entry["box"]["lowest"]), highest=Point3(*entry["box"]["highest"]))
    notes = tuple(
        BuildNote(**note | {"kind": NoteKind(note["kind"]), "severity": Severity(note["severity"])})
        for note in entry["notes"]
    )
    return StoredTile(**entry | {"box": box, "notes": notes})
