"""Pictures are filed under their store by the names of folders and files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.photos import PhotoKind
from district_builder.domain.stores import Address, Store
from district_builder.sources.photo_folder import is_convex, read_photos
from district_builder.sources.store_names import StoreNames

CAFE = Store(store_id="cafe", name="커피집", branch="의왕점", address=Address(text=""), origin=Origin(file="a"))
NAMES = StoreNames([CAFE], renamed={}, numbers=[])


def photo(folder: Path, *names: str, content: str = "") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_photos_are_listed_by_what_their_names_say(tmp_path: Path) -> None:
    photo(tmp_path, "cafe/front.jpg", "cafe/Front-2.HEIC", "cafe/interior1.webp", "cafe/panorama.png", "cafe/memo.txt")
    photos, notes = read_photos(tmp_path, NAMES)
    assert [(p.store_id, p.kind, p.path.name) for p in photos] == [
        ("cafe", PhotoKind.FRONT, "Front-2.HEIC"),
        ("cafe", PhotoKind.FRONT, "front.jpg"),
        ("cafe", PhotoKind.INTERIOR, "interior1.webp"),
        ("cafe", PhotoKind.PANORAMA, "panorama.png"),
    ]
    assert notes == ()


def test_a_folder_may_be_named_after_the_store(tmp_path: Path) -> None:
    photo(tmp_path, "커피집 의왕점/front.jpg")
    assert [p.store_id for p in read_photos(tmp_path, NAMES)[0]] == ["cafe"]


def test_photos_of_nobody_and_of_nothing_known_are_noted(tmp_path: Path) -> None:
    photo(tmp_path, "딴집/front.jpg", "cafe/IMG_001.jpg", "cafe/deeper/front.jpg")
    photos, notes = read_photos(tmp_path, NAMES)
    assert photos == ()
    assert sorted((note.kind, note.file) for note in notes) == [
        (NoteKind.BAD_PHOTO, "photos/cafe/IMG_001.jpg"),
        (NoteKind.PHOTO_WITHOUT_STORE, "photos/cafe/deeper"),
        (NoteKind.PHOTO_WITHOUT_STORE, "photos/딴집"),
    ]


def test_marked_corners_go_to_the_first_front(tmp_path: Path) -> None:
    photo(tmp_path, "cafe/front.jpg", "cafe/front2.jpg")
    photo(tmp_path, "cafe/front.corners.json", content='{"corners": [[0.1, 0.1], [0.9, 0.2], [0.9, 0.8], [0.1, 0.9]]}')
    first, second = read_photos(tmp_path, NAMES)[0]
    assert first.corners == (Point2(0.1, 0.1), Point2(0.9, 0.2), Point2(0.9, 0.8), Point2(0.1, 0.9))
    assert second.corners is None


@pytest.mark.parametrize(
    "content",
    [
        '{"corners": [[0, 0], [1, 1], [1, 0], [0, 1]]}',
        '{"corners": [[0, 0], [0, 1], [1, 1], [1, 0]]}',
        '{"corners": [[0, 0], [1, 0], [0.4, 0.4], [0, 1]]}',
        '{"corners": [[0, 0], [2, 0], [2, 2], [0, 2]]}',
        '{"corners": [[0, 0], [1, 0], [1, 1]]}',
        '{"corners": "x"}',
        "[]",
        "{",
        '{"corners": [[0, 0], [NaN, 0], [1, 1], [0, 1]]}',
        " " * 20_000,
    ],
)
def test_corners_that_bound_nothing_are_ignored_with_a_note(tmp_path: Path, content: str) -> None:
    photo(tmp_path, "cafe/front.jpg")
    photo(tmp_path, "cafe/front.corners.json", content=content)
    photos, notes = read_photos(tmp_path, NAMES)
    assert photos[0].corners is None
    assert [(note.kind, note.severity, note.subject) for note in notes] == [
        (NoteKind.BAD_PHOTO, Severity.DOUBT, "cafe")
    ]


UNIT = st.floats(0.0, 0.3)


@given(UNIT, UNIT, UNIT, UNIT)
def test_corners_near_those_of_the_picture_are_convex_and_their_mirror_is_not(
    a: float, b: float, c: float, d: float
) -> None:
    corners = (Point2(a, b), Point2(1 - b, c), Point2(1 - c, 1 - d), Point2(d, 1 - a))
    assert is_convex(corners)
    assert not is_convex((corners[1], corners[0], corners[3], corners[2]))
