"""Pictures of a source: what can be shown is kept, what cannot is a note, and the rest goes on."""

import dataclasses
from pathlib import Path

import pytest

from district_builder.domain.districts import DistrictSource
from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.domain.stores import Menu, MenuItem, MenuSection
from tests.content_api.importer import Importer
from tests.content_api.invented import picture_bytes
from tests.content_api.test_pictures import png_that_claims


def with_dishes(source: DistrictSource, *dishes: MenuItem) -> DistrictSource:
    return dataclasses.replace(source, menus=(Menu(store_id="bread", sections=(MenuSection(name="", items=dishes),)),))


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        ("missing.png", "파일이 없습니다."),
        ("../secret.png", "자료 폴더 밖에 있는 사진입니다."),
        ("/etc/passwd", "자료 폴더 밖에 있는 사진입니다."),
        ("page.jpg", "사진 파일이 아닙니다."),
        ("link.png", "자료 폴더 밖에 있는 사진입니다."),
        ("photos", "파일이 없습니다."),
    ],
)
def test_a_picture_that_cannot_be_kept_leaves_the_dish_and_a_note(
    importer: Importer, source: DistrictSource, picture: str, problem: str
) -> None:
    (importer.folder.parent / "secret.png").write_bytes(picture_bytes("PNG"))
    (importer.folder / "page.jpg").write_text("<script>alert(1)</script>")
    (importer.folder / "link.png").symlink_to(importer.folder.parent / "secret.png")
    summary = importer.store(with_dishes(source, MenuItem(name="단팥빵", price_won=1500, picture=picture)))
    assert [(note.kind, note.subject, note.text) for note in summary.notes] == [
        (NoteKind.BAD_PHOTO, "bread", f"‘단팥빵’ 사진: {problem}")
    ]
    assert importer.load().menus[0].sections[0].items == (MenuItem(name="단팥빵", price_won=1500),)


def test_a_photo_that_is_none_is_left_out_with_a_note(importer: Importer, source: DistrictSource) -> None:
    broken = importer.folder / "photos" / "broken.jpg"
    broken.write_bytes(b"")
    photo = Photo(store_id="hair", kind=PhotoKind.FRONT, path=broken)
    summary = importer.store(dataclasses.replace(source, photos=(*source.photos, photo)))
    assert [(note.kind, note.file) for note in summary.notes] == [(NoteKind.BAD_PHOTO, "photos/broken.jpg")]
    assert [each.store_id for each in importer.load().photos] == ["bread"]


BROKEN = {
    "cut.jpg": picture_bytes("JPEG", size=(900, 900))[:2_000],
    "cut.png": picture_bytes("PNG", size=(900, 900))[:700],
    "head.webp": picture_bytes("WEBP")[:40],
    "bomb.png": png_that_claims(60_000, 60_000),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_menu_picture_that_cannot_be_shown_is_a_note_at_import(
    importer: Importer, source: DistrictSource, name: str
) -> None:
    (importer.folder / "dishes").mkdir()
    (importer.folder / "dishes" / name).write_bytes(BROKEN[name])
    good, bad = MenuItem(name="소금빵", picture="bread.png"), MenuItem(name="단팥빵", picture=f"dishes/{name}")
    (note,) = importer.store(with_dishes(source, bad, good)).notes
    assert (note.kind, note.severity) == (NoteKind.BAD_PHOTO, Severity.PROBLEM)
    assert (note.subject, note.file) == ("bread", f"dishes/{name}")
    assert note.text.startswith("‘단팥빵’ 사진: ")
    assert note.remedy.endswith("다시 저장해 올려 주세요.")
    first, second = importer.load().menus[0].sections[0].items
    assert (first.name, first.picture) == ("단팥빵", "")
    assert Path(second.picture).read_bytes() == (importer.folder / "bread.png").read_bytes()


def test_the_note_names_the_row_of_the_dish_and_the_picture(importer: Importer, source: DistrictSource) -> None:
    (importer.folder / "cut.png").write_bytes(BROKEN["cut.png"])
    dish = MenuItem(name="단팥빵", picture="cut.png", origin=Origin(file="menus/menus.csv", row=7))
    (note,) = importer.store(with_dishes(source, dish)).notes
    assert (note.file, note.row) == ("menus/menus.csv", 7)
    assert note.text.startswith("‘단팥빵’ 사진(cut.png): ")


def test_a_picture_that_many_dishes_share_is_a_note_for_each_of_them(
    importer: Importer, source: DistrictSource
) -> None:
    (importer.folder / "cut.png").write_bytes(BROKEN["cut.png"])
    dishes = [MenuItem(name=f"빵 {number}", picture="cut.png") for number in range(3)]
    notes = importer.store(with_dishes(source, *dishes)).notes
    assert [note.text.partition(":")[0] for note in notes] == ["‘빵 0’ 사진", "‘빵 1’ 사진", "‘빵 2’ 사진"]


def test_a_picture_that_was_kept_before_is_not_decoded_again(importer: Importer, source: DistrictSource) -> None:
    importer.store(source)
    for kept in importer.media.iterdir():
        kept.write_bytes(b"rotten")  # by its name it was good
    assert importer.store(source).notes == ()
    assert {kept.read_bytes() for kept in importer.media.iterdir()} == {b"rotten"}
