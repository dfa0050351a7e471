"""The demo in a folder that Cycles can read: tiles as the builder records them, and what each shot looks at.

export.json     daylight, dusk, lamps, and per shot the eye and the tiles that the walker draws for it
tiles/*.npz     a tile's pieces, arrays named <number>_<what>
pictures/*.png  pages of atlases, matter.png, leaf.png
walker/*.png    what the walker shows
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from district_builder.domain.districts import DistrictSource
from district_builder.domain.dusk import DUSK_RGB
from district_builder.domain.light_bake import LightBake
from district_builder.geometry.glow import ADAPTED
from district_builder.geometry.mesh import Surface
from district_builder.laid_street import lay_street
from district_builder.pipeline import build_scene
from district_builder.scene_tree import TileJob
from district_builder.stages.paint_surfaces import paint_leaves, paint_matter
from district_builder.stages.posts import lamp_light
from district_builder.stages.settings import SceneSettings
from tests.likeness.demo_tiles import jobs_by_uri, name_of, pieces_in
from tests.likeness.shots import Shot
from viewer.content.scene import Scene, open_scene
from viewer.content.scene_files import FolderScene
from viewer.core.tile_choice import Lens, TileChooser

SHARED = {Surface.MATTER: "matter.png", Surface.LEAF: "leaf.png"}


def export(source: DistrictSource, folder: Path, shots: Iterable[Shot], *, light: LightBake) -> Scene:
    """Build a district into `folder`/scene and write what Cycles needs to draw the shots of it."""
    settings = SceneSettings()
    build_scene(source, folder / "scene", settings=settings, light=light)
    scene = open_scene(FolderScene(folder / "scene"))
    cells = lay_street(source, settings).cells
    jobs = jobs_by_uri(folder / "scene", cells, settings, light=light)
    for name in ("tiles", "pictures"):
        (folder / name).mkdir(exist_ok=True)
    paint_matter().save(folder / "pictures" / SHARED[Surface.MATTER])
    paint_leaves().save(folder / "pictures" / SHARED[Surface.LEAF])

    drawn: dict[str, TileJob] = {}
    described: dict[str, Any] = {}
    for shot in shots:
        chosen = {name_of(jobs[uri].key): jobs[uri] for uri in _drawn(scene, shot)}
        drawn |= chosen
        pose = shot.pose_in(scene)
        described[shot.name] = {
            "pose": asdict(pose),
            "size": shot.size,
            "vertical_field_degrees": _lens(shot).vertical_field_degrees,
            "is_evening": shot.is_evening,
            "tiles": sorted(chosen),
        }
    contents = {name: _write_tile(name, job, folder) for name, job in sorted(drawn.items())}
    lamps = lamp_light(sorted({head for cell in cells for head in cell.lamps}))
    text = {
        "daylight": asdict(settings.daylight) | {"towards_sun": settings.daylight.towards_sun.tolist()},
        "dusk": DUSK_RGB,
        "adapted": ADAPTED,
        "lamps": {"middles": lamps.middles.tolist(), "fluxes": lamps.fluxes.tolist()},
        "tiles": contents,
        "shots": described,
    }
    (folder / "export.json").write_text(json.dumps(text, indent=1), encoding="utf-8")
    return scene


def _lens(shot: Shot) -> Lens:
    width, height = shot.size
    return Lens(width_pixels=width, height_pixels=height)


def _drawn(scene: Scene, shot: Shot) -> list[str]:
    """The tiles that the walker shows once all have come; all around the eye, so that light comes from everywhere."""
    tiles = scene.tileset.tiles
    choice = TileChooser(scene.tileset).choose(shot.pose_in(scene), _lens(shot), ready=set(range(len(tiles))))
    return [tiles[index].uri for index in sorted(choice.draw)]


def _write_tile(name: str, job: TileJob, folder: Path) -> list[dict[str, str]]:
    """Write a tile's arrays and pages; which surface and which picture each of its pieces is."""
    tile = job.record()
    pages = tile.atlas.pages if tile.atlas else ()
    arrays, described = {}, []
    for number, page in enumerate(pages):
        page.save(folder / "pictures" / f"{name}_{number}.png")
    for number, (surface, page_number, piece) in enumerate(pieces_in(tile)):
        arrays.update({f"{number}_{key}": values for key, values in piece.arrays().items()})
        own = f"{name}_{page_number}.png" if pages else ""  # none: panes of plain glass, white all over
        described.append({"surface": str(surface), "picture": SHARED.get(surface, own)})
    np.savez(folder / "tiles" / f"{name}.npz", **arrays)
    return described
