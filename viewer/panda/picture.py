"""A picture of a place, drawn without a window."""

import time
from pathlib import Path

from PIL import Image

from district_builder.domain.errors import GolmokError
from viewer.content.chunk_cache import ChunkCache, default_cache_folder
from viewer.content.scene import Scene
from viewer.content.source import open_source
from viewer.content.tile_loader import TileLoader
from viewer.core.errors import ViewError
from viewer.core.light_choice import Clock, LightChoice, SeenLight, seen_light, utc_now
from viewer.core.panel_picture import shadow_margin
from viewer.core.pose import Pose
from viewer.core.screens import Screen
from viewer.core.theme import WARM, Theme
from viewer.core.tile_choice import Lens
from viewer.core.views import parse_view, pose_before_store, start_pose
from viewer.panda.engine import Engine, Surroundings, open_engine
from viewer.panda.photograph import photograph
from viewer.panda.sky import add_sky
from viewer.panda.store_panel import draw_store_panel
from viewer.panda.street import Street

SUPERSAMPLING = 2  # across and down: four samples a pixel
ANISOTROPY = 8
PANEL_TURN_DEGREES = 13.0
PATIENCE_SECONDS = 120.0
BY_DAY = SeenLight()


def take_picture(
    base_url: str,
    district: str,
    *,
    at: str | None = None,
    size: tuple[int, int] = (1920, 1080),
    out: Path,
    panel: str | None = None,
    theme: Theme = WARM,
    light: LightChoice = LightChoice.DAY,
    clock: Clock = utc_now,
) -> None:
    """Draw a place of a district into a picture file; `panel` is a store whose panel is open.

    `base_url` is a content API's address, or `file:<path>` of a scene's folder. `clock` says when NOW is.

    Raises:
        GolmokError: the district cannot be read, `at` or `panel` name nothing, nothing can draw here, or `out` cannot
            be written.
    """
    with open_source(base_url, district) as source:
        if panel is not None and panel not in source.scene.places.store_by_id:
            raise ViewError(f"There is no store {panel!r} in this district. Store ids stand in places.geojson.")
        pose = _pose(source.scene, at=at, panel=panel)
        # a folder is read as it is; what came over the network is kept decoded for the next picture
        cache = None if base_url.startswith("file:") else ChunkCache(default_cache_folder())
        seen = seen_light(light, instant=clock(), place=source.scene.facts.anchor)
        picture = draw_scene(source.scene, pose=pose, size=size, cache=cache, seen=seen)
        if panel is not None:
            drawn = draw_store_panel(source.stores.store(panel), Screen(store_id=panel), size=size, theme=theme)
            margin = shadow_margin(drawn.layout)
            flat = Image.new("RGBA", size)
            flat.paste(drawn.picture, (drawn.x - margin, drawn.y - margin))
            picture = Image.alpha_composite(picture.convert("RGBA"), flat).convert("RGB")
    try:
        picture.save(out)
    except (OSError, ValueError) as error:
        raise GolmokError(f"{out.name} cannot be written ({error}). Name a .png in a folder that exists.") from error


def _pose(scene: Scene, *, at: str | None, panel: str | None) -> Pose:
    """Where to stand; if nothing is said, before the panel's store and turned so that the panel does not cover it."""
    if at:
        return parse_view(at, scene.places, scene.ground)
    if panel:
        before = pose_before_store(scene.places.store_by_id[panel], scene.places, scene.ground)
        return before.turned(right_degrees=PANEL_TURN_DEGREES, up_degrees=0.0)
    return start_pose(scene.places, scene.ground)


def draw_scene(
    scene: Scene,
    *,
    pose: Pose,
    size: tuple[int, int],
    cache: ChunkCache | None = None,
    seen: SeenLight = BY_DAY,
) -> Image.Image:
    """Draw what one sees at a place, RGB, with every tile that the screen-space error asks for.

    The same scene, place, size and light give the same pixels in every run.
    """
    engine = open_engine(Surroundings.BUFFER, size=(64, 64))  # the picture has a buffer of its own
    try:
        return _draw(engine, scene, pose, size=size, cache=cache, seen=seen)
    finally:
        engine.close()


def _draw(
    engine: Engine,
    scene: Scene,
    pose: Pose,
    *,
    size: tuple[int, int],
    cache: ChunkCache | None,
    seen: SeenLight,
) -> Image.Image:
    width, height = size
    lens = Lens(width_pixels=width, height_pixels=height)
    loader = TileLoader(files=scene.files, tileset=scene.tileset, cache=cache)
    try:
        street = Street(engine=engine, scene=scene, loader=loader, anisotropy=ANISOTROPY)
        sky = add_sky(
            engine.render,
            sun_azimuth_degrees=scene.facts.sun_azimuth_degrees,
            sun_elevation_degrees=scene.facts.sun_elevation_degrees,
        )
        street.show_light(seen.light)  # before any tile is here: each comes in the light it is to be seen in
        sky.show_light(seen.light, glow_azimuth_degrees=seen.glow_azimuth_degrees)
        sky.set_pos(*pose.eye_in_district)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while street.choose(pose, lens).fetch:
            if time.monotonic() > deadline:
                raise GolmokError(f"The tiles did not arrive within {PATIENCE_SECONDS:.0f} s. Is the server busy?")
            street.wait(seconds=1.0)
        engine.look(pose, lens)
        return photograph(engine, size=size, supersampling=SUPERSAMPLING)
    finally:
        loader.close()
