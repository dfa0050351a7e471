"""A scene of one tile on disk, for claims about how a tile is drawn."""

import json
from pathlib import Path

from tests.viewer.small_street import ANCHOR, box

Corner = tuple[float, float, float]


def write_one_tile(folder: Path, glb: bytes, *, low: Corner, high: Corner) -> Path:
    """A scene whose only tile is `glb`, within a box in the district frame."""
    (folder / "tiles").mkdir(parents=True)
    (folder / "tiles" / "wall.glb").write_bytes(glb)
    tile = {"boundingVolume": box(low, high), "geometricError": 0}
    root = tile | {
        "geometricError": 9,
        "refine": "REPLACE",
        "children": [tile | {"content": {"uri": "tiles/wall.glb"}}],
    }
    (folder / "tileset.json").write_text(json.dumps({"asset": {"version": "1.1"}, "geometricError": 99, "root": root}))
    (folder / "places.geojson").write_text(json.dumps({"features": []}))
    facts = {"format": "golmok-scene-1", "district": {"slug": "wall", "name_ko": "벽", "anchor": list(ANCHOR)}}
    (folder / "scene.json").write_text(json.dumps(facts))
    return folder
