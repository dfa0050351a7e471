"""A scene as a whole: its small files, read once."""

from dataclasses import dataclass

from viewer.content.scene_files import SceneFiles
from viewer.core.places import Places, read_places
from viewer.core.scene_facts import SceneFacts, read_scene_facts
from viewer.core.tiles import Tileset, read_tileset
from viewer.core.walking import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known of a scene before any tile is fetched."""

    files: SceneFiles
    facts: SceneFacts
    places: Places
    tileset: Tileset
    ground: Ground


def open_scene(files: SceneFiles) -> Scene:
    """Read scene.json, places.geojson and tileset.json.

    Raises:
        GolmokError: one of the three is missing or is not what it should be; a scene is opened whole or not at all.
    """
    facts = read_scene_facts(files.read("scene.json"))
    places = read_places(files.read("places.geojson"), anchor=facts.anchor)
    tileset = read_tileset(files.read("tileset.json"))
    return Scene(files=files, facts=facts, places=places, tileset=tileset, ground=Ground(places.walkable))
