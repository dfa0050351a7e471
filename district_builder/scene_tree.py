"""Which tiles a scene has and how they hang together: root → block proxy → cell → near, all REPLACE."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from district_builder.domain.light_bake import LightBake
from district_builder.formats.tileset import TileNode
from district_builder.meters import meter_of
from district_builder.recorded_tile import RecordedTile, record_block_tile, record_cell_tile
from district_builder.reuse import StoredTile
from district_builder.shared_textures import SharedTextures
from district_builder.stages.cells import CellKey, CellPlan
from district_builder.stages.detail import Detail
from district_builder.tiles import Tile, finish_tile


class Level(StrEnum):
    BLOCK = "block"
    CELL = "cell"
    NEAR = "near"


ERRORS_METRES = {"root": 128.0, Level.BLOCK: 2.0, Level.CELL: 0.3, Level.NEAR: 0.0}
TileKey = tuple[Level, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TileJob:
    """One tile to make. Equal digests make equal tiles; a tile of `better_digest`, if any, will do as well."""

    key: TileKey
    cells: tuple[CellPlan, ...]
    shared: SharedTextures
    light: LightBake = LightBake.FAST
    digest: str = ""
    better_digest: str | None = None

    def record(self) -> RecordedTile:
        """The tile before light."""
        level = self.key[0]
        if level is Level.BLOCK:
            return record_block_tile(self.cells)
        return record_cell_tile(self.cells[0], detail=Detail.NEAR if level is Level.NEAR else Detail.STANDARD)

    def make(self) -> Tile:
        """The whole tile."""
        return finish_tile(self.record(), self.shared, meter=meter_of(self.light))

    def digest_in(self, reuse: Mapping[str, StoredTile]) -> str | None:
        """The digest of the best tile that is there already."""
        wanted = (self.better_digest, self.digest)
        return next((digest for digest in wanted if digest is not None and digest in reuse), None)


def plan_jobs(
    cells: Sequence[CellPlan], shared: SharedTextures, *, block_cells: int, light: LightBake = LightBake.FAST
) -> list[TileJob]:
    """A proxy for each block; two levels for each cell that has more than bare ground, one for the others."""
    content = {cell.key: hashlib.sha256(repr(cell).encode()).hexdigest() for cell in cells}

    def job(key: TileKey, members: tuple[CellPlan, ...]) -> TileJob:
        made_from = repr((code_digest(), key[0], [content[cell.key] for cell in members], shared))
        digests = {bake: hashlib.sha256(f"{made_from}{bake}".encode()).hexdigest() for bake in LightBake}
        better = digests[LightBake.FULL] if light is LightBake.FAST else None
        return TileJob(key=key, cells=members, shared=shared, light=light, digest=digests[light], better_digest=better)

    blocks: dict[CellKey, list[CellPlan]] = {}
    for cell in cells:
        blocks.setdefault(_block_of(cell.key, block_cells), []).append(cell)
    jobs = [job((Level.BLOCK, *key), tuple(blocks[key])) for key in sorted(blocks)]
    for cell in cells:
        jobs.append(job((Level.CELL, *cell.key), (cell,)))
        if cell.buildings or cell.items:
            jobs.append(job((Level.NEAR, *cell.key), (cell,)))
    return jobs


def _block_of(key: CellKey, block_cells: int) -> CellKey:
    return (key[0] // block_cells, key[1] // block_cells)


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Of the builder's own sources: a changed builder reuses nothing."""
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parent
    for path in sorted(here.rglob("*.py")):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def grow_tree(tiles: Mapping[TileKey, StoredTile], *, block_cells: int) -> TileNode:
    """The tileset's tree over finished tiles."""
    members: dict[CellKey, list[TileKey]] = {}
    for level, x, y in sorted(tiles):
        if level is Level.CELL:
            members.setdefault(_block_of((x, y), block_cells), []).append((level, x, y))
    blocks = [
        _node(
            tiles[key], ERRORS_METRES[Level.BLOCK], tuple(_cell_node(tiles, cell) for cell in members.get(key[1:], ()))
        )
        for key in sorted(tiles)
        if key[0] is Level.BLOCK
    ]
    return TileNode(geometric_error=ERRORS_METRES["root"], children=tuple(blocks))


def _cell_node(tiles: Mapping[TileKey, StoredTile], key: TileKey) -> TileNode:
    near = tiles.get((Level.NEAR, key[1], key[2]))
    children = (_node(near, ERRORS_METRES[Level.NEAR], ()),) if near is not None else ()
    return _node(tiles[key], ERRORS_METRES[Level.CELL] if near is not None else 0.0, children)


def _node(tile: StoredTile, error: float, children: tuple[TileNode, ...]) -> TileNode:
    return TileNode(geometric_error=error, content_uri=tile.uri, box=tile.box, children=children)
