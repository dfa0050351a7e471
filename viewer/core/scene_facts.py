"""scene.json: what a client needs of it."""

import json
from dataclasses import dataclass

from district_builder.domain.frames import LonLat
from viewer.core.errors import SceneError

FILE = "scene.json"
FORMAT = "golmok-scene-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFacts:
    """Where a scene stands and where its sun is, degrees; the azimuth clockwise from north."""

    build_id: str
    slug: str
    name_ko: str
    anchor: LonLat
    sun_azimuth_degrees: float
    sun_elevation_degrees: float
    attribution: tuple[str, ...]


def read_scene_facts(data: bytes) -> SceneFacts:
    """Read scene.json.

    Raises:
        SceneError: another format than golmok-scene-1, or a fact is missing.
    """
    try:
        document = json.loads(data)
        if document.get("format") != FORMAT:
            raise SceneError(f"its format is {document.get('format')!r}, not {FORMAT!r}.", file=FILE)
        district, light = document["district"], document.get("light", {})
        lon, lat = (float(number) for number in district["anchor"])
        return SceneFacts(
            build_id=str(document.get("build_id", "")),
            slug=str(district["slug"]),
            name_ko=str(district["name_ko"]),
            anchor=LonLat(lon, lat),
            sun_azimuth_degrees=float(light.get("sun_azimuth_degrees", 200.0)),
            sun_elevation_degrees=float(light.get("sun_elevation_degrees", 45.0)),
            attribution=tuple(str(line) for line in document.get("attribution", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SceneError(f"it is not a scene's description ({type(error).__name__}: {error}).", file=FILE) from error
