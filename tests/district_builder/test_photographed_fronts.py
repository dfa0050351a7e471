"""A photo makes a front real; one that cannot be used becomes a note, and nothing else is lost."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from district_builder.domain.frames import Point2
from district_builder.domain.notes import NoteKind
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.pipeline import BuiltScene, build_scene
from tests.district_builder.small_district import SETTINGS
from tests.district_builder.tiny_district import tiny
from tests.district_builder.written_scene import places


def photo_of(store_id: str, path: Path, *, kind=PhotoKind.FRONT, marked: bool = True) -> Photo:
    corners = (Point2(0.1, 0.1), Point2(0.9, 0.1), Point2(0.9, 0.9), Point2(0.1, 0.9))
    return Photo(store_id=store_id, kind=kind, path=path, corners=corners if marked else None)


def illustrations(folder: Path) -> dict[str, bool]:
    return {f["properties"]["store_id"]: f["properties"]["is_illustration"] for f in places(folder, "store")}


@pytest.fixture(scope="module")
def photographed(tmp_path_factory) -> tuple[BuiltScene, Path]:
    """A florist's good photo and a bakery's file that is no picture."""
    folder = tmp_path_factory.mktemp("photographed")
    good, bad = folder / "good.png", folder / "bad.png"
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (300, 400, 3), dtype=np.uint8)).save(good)
    bad.write_bytes(b"this is no picture")
    photos = [photo_of("s15", good), photo_of("s13", bad)]
    return build_scene(tiny(photos=photos), folder / "scene", settings=SETTINGS), folder / "scene"


def bad_photos(built: BuiltScene) -> list[str]:
    return [note.subject for note in built.notes if note.kind is NoteKind.BAD_PHOTO]


def test_a_photo_makes_a_front_real_and_a_refused_one_leaves_it_drawn_with_a_note(photographed):
    built, folder = photographed
    assert set(bad_photos(built)) == {"s13"}
    assert illustrations(folder) == {"s13": True, "s14": True, "s15": False}


def test_a_refused_photo_is_told_once(photographed):
    assert bad_photos(photographed[0]) == ["s13"]


def test_a_photo_without_marked_corners_or_of_the_inside_changes_no_front(tiny_copy, tmp_path, tiny_build):
    picture = tmp_path / "p.png"
    Image.new("RGB", (60, 40), (200, 0, 0)).save(picture)
    photos = [photo_of("s15", picture, marked=False), photo_of("s13", picture, kind=PhotoKind.INTERIOR)]
    built = build_scene(tiny(photos=photos), tiny_copy, settings=SETTINGS)
    assert built.reused_tiles == built.tiles
    assert all(illustrations(tiny_copy).values())


def test_a_photo_that_is_gone_becomes_a_note(tiny_copy, tmp_path):
    built = build_scene(tiny(photos=[photo_of("s13", tmp_path / "gone.png")]), tiny_copy, settings=SETTINGS)
    assert [note.subject for note in built.notes if note.kind is NoteKind.BAD_PHOTO] == ["s13"]
