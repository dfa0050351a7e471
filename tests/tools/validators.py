"""What independent judges say of a scene. Each answers with findings; an empty list is the pass."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
import referencing
import referencing.jsonschema

from tests.tools.glb_reader import ReadGlb
from tests.tools.node_tools import run_node

TOLERANCE_METRES = 1e-6
Json = dict[str, Any]


def gltf_findings(paths: Sequence[Path]) -> list[str]:
    """What the Khronos validator reports, of any severity, beyond the three things that it cannot know.

    It has no rules for our two EXT_ extensions, calls their table columns unused, and remarks that a GLB refers to a
    picture beside it. External pictures are read and judged too. One node process serves all files.
    """
    return [json.loads(line) for line in run_node("validate_glb.cjs", lines=list(map(str, paths))).splitlines()]


def tileset_findings(folder: Path, schemas: Path) -> list[str]:
    """Where tileset.json departs from the 3D Tiles 1.1 JSON schemas."""
    if not schemas.is_dir():
        pytest.skip(f"the 3D Tiles schemas are missing: put them at {schemas.name}/ among the real input")
    base = "https://schemas.invalid/"
    resources = [  # the files refer to each other by relative path, so each gets its path as $id
        (
            base + place,
            referencing.jsonschema.DRAFT202012.create_resource(json.loads(path.read_bytes()) | {"$id": base + place}),
        )
        for path in sorted(schemas.rglob("*.schema.json"))
        for place in [path.relative_to(schemas).as_posix()]
    ]
    judge = jsonschema.Draft202012Validator(
        {"$ref": base + "tileset.schema.json"}, registry=referencing.Registry().with_resources(resources)
    )
    tileset = json.loads((folder / "tileset.json").read_bytes())
    return [f"{error.json_path}: {error.message}" for error in judge.iter_errors(tileset)]


def py3dtiles_reads(folder: Path) -> int:
    """How many tile contents a second parser reads; it raises on what it cannot read."""
    from py3dtiles.tileset.tileset import TileSet

    return sum(1 for _ in TileSet.from_file(folder / "tileset.json").get_all_tile_contents())


def containment_findings(folder: Path) -> list[str]:
    """Where content leaves its own or an ancestor's box, a geometric error grows downwards, or content is missing.

    This is 3D Tiles 1.1's spatial coherence. Content is judged by its accessors' min and max, which the Khronos
    validator proves right.
    """
    tileset = json.loads((folder / "tileset.json").read_bytes())
    return list(_tile_findings(folder, tileset["root"], tileset["geometricError"], np.eye(4), (), "root"))


def _tile_findings(
    folder: Path,
    tile: Json,
    parent_error: float,
    tileset_from_parent: np.ndarray,
    ancestors: tuple[tuple[str, list[float], np.ndarray], ...],
    name: str,
) -> Iterator[str]:
    if tile["geometricError"] > parent_error:
        yield f"{name}: geometricError {tile['geometricError']} is above its parent's {parent_error}"
    own_from_parent = np.reshape(tile.get("transform", np.eye(4)), (4, 4)).T
    tileset_from_tile = tileset_from_parent @ own_from_parent
    line = (*ancestors, (name, tile["boundingVolume"]["box"], np.linalg.inv(tileset_from_tile)))
    if uri := tile.get("content", {}).get("uri"):
        if not (folder / uri).is_file():
            yield f"{name}: content {uri} is missing"
        else:
            low, high = ReadGlb.of((folder / uri).read_bytes()).district_box
            corners = np.array([[(low, high)[i >> axis & 1][axis] for axis in range(3)] + [1.0] for i in range(8)])
            for owner, box, owner_from_tileset in line:
                over = _overhang_metres((corners @ (owner_from_tileset @ tileset_from_tile).T)[:, :3], box)
                if over > TOLERANCE_METRES:
                    yield f"{name}: {uri} reaches {over:.4f} m out of the box of {owner}"
    for index, child in enumerate(tile.get("children", [])):
        yield from _tile_findings(folder, child, tile["geometricError"], tileset_from_tile, line, f"{name}.{index}")


def _overhang_metres(points: np.ndarray, box: list[float]) -> float:
    half_axes = np.reshape(box[3:], (3, 3))
    lengths = np.linalg.norm(half_axes, axis=1)
    return float((np.abs((points - box[:3]) @ (half_axes / lengths[:, None]).T) - lengths).max())
