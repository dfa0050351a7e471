"""The demo's reference pictures and how alike two are. `python -m tests.end_to_end.pictures` renews them."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

REFERENCES = Path(__file__).resolve().parent / "reference_pictures"
VIEWS = ("start", "end", "plaza", "front", "crossing", "above")
SIZE = (960, 540)


def draw_views(scene_folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Each named view of a scene, on the software rasteriser where there is no other."""
    from viewer.content.scene import open_scene
    from viewer.content.scene_files import FolderScene
    from viewer.core.views import parse_view
    from viewer.panda.picture import draw_scene

    scene = open_scene(FolderScene(scene_folder))
    for view in VIEWS:
        yield view, draw_scene(scene, pose=parse_view(view, scene.places, scene.ground), size=SIZE)


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
        for view, picture in draw_views(Path(work)):
            picture.save(REFERENCES / f"{view}.webp", lossless=True, method=6)


if __name__ == "__main__":
    renew()
