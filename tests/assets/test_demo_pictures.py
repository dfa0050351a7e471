"""The bundled pictures: each named by a menu or a store, and light enough for the folder to travel."""

import json

from PIL import Image

from assets import DEMO_SOURCE
from tests.assets.demo_rows import Row


def test_every_picture_named_exists_and_every_picture_is_named(menus: list[Row]) -> None:
    named = {item["picture"] for item in menus if item["picture"]}
    there = {path.relative_to(DEMO_SOURCE).as_posix() for path in (DEMO_SOURCE / "menus" / "pictures").glob("*.webp")}
    assert named == there
    assert len(there) >= 24


def test_menu_pictures_are_small_and_of_one_size() -> None:
    for path in sorted((DEMO_SOURCE / "menus" / "pictures").glob("*.webp")):
        assert path.stat().st_size < 24_000, path.name
        with Image.open(path) as picture:
            assert picture.size == (480, 360), path.name


def test_the_front_photo_lies_under_a_store_and_has_four_corners_in_order(stores: list[Row]) -> None:
    folders = [folder for folder in (DEMO_SOURCE / "photos").iterdir() if folder.is_dir()]
    assert folders
    for folder in folders:
        assert folder.name in {store["id"] for store in stores}
        with Image.open(folder / "front.jpg") as photo:
            assert photo.size == (1600, 1200)
        corners = json.loads((folder / "front.corners.json").read_text(encoding="utf-8"))["corners"]
        (tlx, tly), (trx, try_), (brx, bry), (blx, bly) = corners
        assert 0 < tlx < trx < 1
        assert 0 < blx < brx < 1
        assert 0 < tly < bly < 1
        assert 0 < try_ < bry < 1


def test_the_whole_folder_stays_small() -> None:
    size = sum(path.stat().st_size for path in DEMO_SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert size < 1_500_000
