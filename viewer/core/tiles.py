"""tileset.json as a tree of tiles in the district frame (3D Tiles 1.1, OGC 22-025r4)."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from viewer.core.errors import SceneError

FILE = "tileset.json"
MOST_TILES = 100_000
DEEPEST_LEVEL = 32
FloatArray: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile. `index` counts in the order of the file, parents before children; `uri` is "" without content.

    `centre` (3,) and `half_axes` (3, 3), rows being the box's half axes, are metres in the district frame.
    """

    index: int
    parent: int | None
    level: int
    uri: str
    geometric_error: float
    centre: FloatArray
    half_axes: FloatArray
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tileset:
    """All tiles by index, the root first. `ecef_from_district` is the root's transform, (4, 4), undone below it."""

    tiles: tuple[Tile, ...]
    ecef_from_district: FloatArray

    @property
    def root(self) -> Tile:
        return self.tiles[0]

    def contents(self) -> Iterator[Tile]:
        return (tile for tile in self.tiles if tile.uri)


def read_tileset(data: bytes) -> Tileset:
    """Parse a tileset whose content is GLB and whose refinement is REPLACE.

    The root's transform is taken as the district's place on earth and left out, so that all boxes are small numbers.

    Raises:
        SceneError: the file is no such tileset; nothing of it is used.
    """
    try:
        document = json.loads(data)
        asset, root = document["asset"], document["root"]
        if asset["version"] not in ("1.0", "1.1"):
            raise SceneError(f"its version is {asset['version']!r}, not 1.1.", file=FILE)
        found: list[Tile] = []
        place = _matrix(root.get("transform"))
        _collect(root, transform=np.eye(4), parent=None, level=0, refine="REPLACE", found=found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SceneError(f"it is not a tileset ({type(error).__name__}: {error}).", file=FILE) from error
    return Tileset(tiles=tuple(found), ecef_from_district=place)


def _collect(
    node: dict[str, Any], *, transform: FloatArray, parent: int | None, level: int, refine: str, found: list[Tile]
) -> int:
    if len(found) >= MOST_TILES or level > DEEPEST_LEVEL:
        raise SceneError(f"it has more than {MOST_TILES:,} tiles or {DEEPEST_LEVEL} levels.", file=FILE)
    refine = str(node.get("refine", refine)).upper()
    if refine != "REPLACE" and node.get("children"):
        raise SceneError(f"it refines by {refine}; only REPLACE is drawn.", file=FILE)
    if parent is not None:
        transform = transform @ _matrix(node.get("transform"))
    error = float(node["geometricError"])
    if not math.isfinite(error) or error < 0.0:
        raise SceneError(f"a tile has the geometric error {error}.", file=FILE)
    centre, half_axes = _box(node["boundingVolume"], transform)
    index = len(found)
    uri = _uri(node)

    def tile(children: tuple[int, ...]) -> Tile:
        return Tile(
            index=index,
            parent=parent,
            level=level,
            uri=uri,
            geometric_error=error,
            centre=centre,
            half_axes=half_axes,
            children=children,
        )

    found.append(tile(()))
    found[index] = tile(
        tuple(
            _collect(child, transform=transform, parent=index, level=level + 1, refine=refine, found=found)
            for child in node.get("children", ())
        )
    )
    return index


def _uri(node: dict[str, Any]) -> str:
    if node.get("contents"):
        raise SceneError("a tile has several contents; one GLB a tile is drawn.", file=FILE)
    uri = str(node.get("content", {}).get("uri", ""))
    if not uri:
        return ""
    if not uri.endswith(".glb") or uri.startswith("/") or ":" in uri or ".." in uri.split("/"):
        raise SceneError(f"the tile content {uri!r} is not a GLB inside the scene's folder.", file=FILE)
    return uri


def _box(volume: dict[str, Any], transform: FloatArray) -> tuple[FloatArray, FloatArray]:
    if "box" not in volume:
        raise SceneError(f"a bounding volume is a {next(iter(volume), 'nothing')}; only boxes are drawn.", file=FILE)
    numbers = np.asarray(volume["box"], dtype=np.float64)
    if numbers.shape != (12,) or not np.isfinite(numbers).all():
        raise SceneError("a bounding box does not have 12 finite numbers.", file=FILE)
    centre = transform[:3, :3] @ numbers[:3] + transform[:3, 3]
    half_axes = numbers[3:].reshape(3, 3) @ transform[:3, :3].T
    return centre, half_axes


def _matrix(numbers: Any) -> FloatArray:
    """Column-major numbers of the file as a (4, 4) array; the identity where the file is silent."""
    if numbers is None:
        return np.eye(4)
    matrix = np.asarray(numbers, dtype=np.float64)
    if matrix.shape != (16,) or not np.isfinite(matrix).all():
        raise SceneError("a transform does not have 16 finite numbers.", file=FILE)
    return matrix.reshape(4, 4).T
