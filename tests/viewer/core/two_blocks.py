"""A street of two blocks, far apart.

The tree under test:

    root (no content, 128)
    ├── west block (3)          0..100 m east
    │   ├── west cell 0 (0.3)   0..50
    │   │   └── near (0)
    │   └── west cell 1 (0.3)   50..100
    │       └── near (0)
    └── east block (3)          1000..1100 m east
        └── east cell (0.3)
"""

import json
from typing import Any

from district_builder.domain.frames import DistrictFrame, LonLat
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens
from viewer.core.tiles import Tileset, read_tileset

LENS = Lens(width_pixels=1920, height_pixels=1080)
HERE = Pose(east=10.0, north=-30.0, height=1.6, heading_degrees=0.0)
PLACE = list(DistrictFrame(LonLat(126.97, 37.38)).ecef_from_district())


def node(name: str, error: float, west: float, east: float, *children: dict[str, Any]) -> dict[str, Any]:
    middle, half = (west + east) / 2, (east - west) / 2
    tile: dict[str, Any] = {
        "boundingVolume": {"box": [middle, 0, 5, half, 0, 0, 0, 10, 0, 0, 0, 5]},
        "geometricError": error,
        "children": list(children),
    }
    return tile | ({"content": {"uri": f"tiles/{name}.glb"}} if name else {})


def document() -> dict[str, Any]:
    west = node(
        "west", 3, 0, 100,
        node("cell0", 0.3, 0, 50, node("near0", 0, 0, 50)),
        node("cell1", 0.3, 50, 100, node("near1", 0, 50, 100)),
    )  # fmt: skip
    east = node("east", 3, 1000, 1100, node("cell2", 0.3, 1000, 1100))
    root = node("", 128, 0, 1100, west, east) | {"refine": "REPLACE", "transform": PLACE}
    return {"asset": {"version": "1.1"}, "geometricError": 512, "root": root}


def tileset() -> Tileset:
    return read_tileset(json.dumps(document()).encode())


def names(tiles: Tileset, indices: Any) -> list[str]:
    return [tiles.tiles[i].uri.removeprefix("tiles/").removesuffix(".glb") for i in indices]


def by_name(tiles: Tileset, *wanted: str) -> set[int]:
    return {tile.index for tile in tiles.tiles if any(tile.uri == f"tiles/{name}.glb" for name in wanted)}
