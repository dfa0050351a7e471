"""What lies in a scene folder, read plainly."""

import hashlib
import json
from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder: its path and what is in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def scene_json(folder: Path) -> dict:
    return json.loads((folder / "scene.json").read_bytes())


def places(folder: Path, kind: str) -> list[dict]:
    features = json.loads((folder / "places.geojson").read_bytes())["features"]
    return [feature for feature in features if feature["properties"]["kind"] == kind]
