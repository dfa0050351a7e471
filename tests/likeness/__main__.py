"""How near the walker comes to Cycles on the demo, and the sheets that people look at.

    python -m tests.likeness compare FOLDER [--views start,front] [--light full] [--samples 16]
    python -m tests.likeness shoot FOLDER NAME=AT …     walker pictures of 1920 × 1080 by day and by evening
    python -m tests.likeness blind PAIRS.json FOLDER    the blind comparison sheet and, apart, its key

Nothing is written but into FOLDER. Cycles runs in the Python that GOLMOK_BLENDER_PYTHON names.
"""

import argparse
import json
from pathlib import Path

from PIL import Image

from district_builder.domain.errors import GolmokError
from district_builder.domain.light_bake import LightBake
from district_builder.sources.folder import read_folder
from tests.end_to_end.pictures import SIZE, VIEWS
from tests.end_to_end.real_folders import DEMO
from tests.likeness.blind import Crop, Pair, blind_sheet
from tests.likeness.cycles_pictures import developed, trace
from tests.likeness.export import export
from tests.likeness.sheet import Compared, side_by_side, table
from tests.likeness.shots import Shot, demo_shots
from viewer.content.scene import open_scene
from viewer.content.scene_files import FolderScene

LARGE = (1920, 1080)


def compare(folder: Path, views: tuple[str, ...], *, light: LightBake, samples: int) -> None:
    """Build the demo, draw every shot with both renderers, write `sheet.png` and `table.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    shots = demo_shots(views, SIZE)
    scene = export(read_folder(DEMO), folder, shots, light=light)
    (folder / "walker").mkdir(exist_ok=True)
    rows = []
    for shot in shots:
        walker = shot.taken_in(scene)
        walker.save(folder / "walker" / f"{shot.name}.png")
        traced = developed(trace(folder, shot.name, samples=samples), is_evening=shot.is_evening)
        Image.fromarray(traced.picture, "RGB").save(folder / "cycles" / f"{shot.name}.png")
        rows.append(Compared.of(shot.name, walker, traced))
        print(table(rows).splitlines()[-1], flush=True)
    (folder / "table.md").write_text(table(rows) + "\n", encoding="utf-8")
    side_by_side(rows).save(folder / "sheet.png")
    print(table(rows))


def shoot(folder: Path, places: list[str]) -> None:
    """Walker pictures of places of the scene that `compare` built, for crops."""
    scene = open_scene(FolderScene(folder / "scene"))
    (folder / "large").mkdir(exist_ok=True)
    for place in places:
        name, _, at = place.partition("=")
        for is_evening in (False, True):
            shot = Shot(name=name, at=at or name, size=LARGE, is_evening=is_evening)
            shot.taken_in(scene).save(folder / "large" / f"{name}{'_evening' if is_evening else ''}.png")


def blind(pairs_file: Path, folder: Path, *, seed: str) -> None:
    """PAIRS.json: a list of {"subject", "ours": [file, box], "theirs": [file, box]}, files beside it or absolute."""
    beside = pairs_file.parent

    def crop(words: tuple[str, list[int]]) -> Crop:
        left, top, right, bottom = words[1]
        return Crop(picture=beside / words[0], box=(left, top, right, bottom))

    listed = json.loads(pairs_file.read_text(encoding="utf-8"))
    pairs = [Pair(subject=row["subject"], ours=crop(row["ours"]), theirs=crop(row["theirs"])) for row in listed]
    sheet, key = blind_sheet(pairs, seed=seed)
    sheet.save(folder / "blind.png")
    (folder / "blind_key.txt").write_text(key, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.likeness", description=__doc__)
    orders = parser.add_subparsers(dest="order", required=True)
    comparing = orders.add_parser("compare")
    comparing.add_argument("folder", type=Path)
    comparing.add_argument("--views", default=",".join(VIEWS))
    comparing.add_argument("--light", choices=list(LightBake), default=LightBake.FAST)
    comparing.add_argument("--samples", type=int, default=16)  # denoised; 64 change the likeness by 0.003
    shooting = orders.add_parser("shoot")
    shooting.add_argument("folder", type=Path)
    shooting.add_argument("places", nargs="+")
    hiding = orders.add_parser("blind")
    hiding.add_argument("pairs", type=Path)
    hiding.add_argument("folder", type=Path)
    hiding.add_argument("--seed", default="golmok")
    told = parser.parse_args()
    try:
        match told.order:
            case "compare":
                compare(told.folder, tuple(told.views.split(",")), light=LightBake(told.light), samples=told.samples)
            case "shoot":
                shoot(told.folder, told.places)
            case "blind":
                blind(told.pairs, told.folder, seed=told.seed)
    except GolmokError as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
