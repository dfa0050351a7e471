"""The demo's reference pictures and how alike two are. `python -m tests.end_to_end.pictures` renews them."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

REFERENCES = Path(__file__).resolve().parent / "reference_pictures"
VIEWS = ("start", "end", "plaza", "front", "crossing", "above")
SHOTS = (*VIEWS, *(f"{view}_evening" for view in VIEWS))
SIZE = (960, 540)


def draw_shots(scene_folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Each named view of a scene by day and after dark, on the software rasteriser where there is no other."""
    from viewer.content.scene import open_scene
    from viewer.content.scene_files import FolderScene
    from viewer.core.light_choice import SeenLight
    from viewer.core.light_of_day import EVENING
    from viewer.core.views import parse_view
    from viewer.panda.picture import BY_DAY, draw_scene

    scene = open_scene(FolderScene(scene_folder))
    for shot in SHOTS:
        view, _, evening = shot.partition("_")
        pose = parse_view(view, scene.places, scene.ground)
        yield shot, draw_scene(scene, pose=pose, size=SIZE, seen=SeenLight(light=EVENING) if evening else BY_DAY)


def share_of_other_pixels(picture: Image.Image, reference: Image.Image, *, by_more_than: int) -> float:
    """The share of pixels in which any channel differs by more than `by_more_than` of 255."""
    one, other = (np.asarray(image.convert("RGB"), dtype=np.int16) for image in (picture, reference))
    return float((np.abs(one - other).max(axis=2) > by_more_than).mean())


def renew() -> None:
    from district_builder.pipeline import build_scene
    from district_builder.sources.folder import read_folder
    from tests.end_to_end.real_folders import DEMO

    with tempfile.TemporaryDirectory() as work:
        build_scene(read_folder(DEMO), Path(work))
        for shot, picture in draw_shots(Path(work)):
            picture.save(REFERENCES / f"{shot}.webp", lossless=True, method=6)


if __name__ == "__main__":
    renew()
