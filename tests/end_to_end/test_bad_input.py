"""Whatever is wrong with a file is one clear sentence with the file, the row and a remedy; the rest is built."""

import shutil
from collections import Counter
from concurrent.futures import Executor
from pathlib import Path

import pytest

from district_builder.domain.errors import GolmokError
from district_builder.domain.notes import NoteKind, Severity
from district_builder.pipeline import build_scene
from district_builder.sources.folder import read_folder
from tests.end_to_end.bad_folder import GOOD_STORES, HEADER, lay_bad_street
from tests.end_to_end.built import SENTENCE, Built, unclear_words
from tests.tools.validators import containment_findings, gltf_findings

PROBLEMS = (  # what is wrong, the note's kind, its file and its row
    ("a map of zero bytes", NoteKind.EMPTY_SOURCE, "layout/empty.geojson", None),
    ("a map of noise", NoteKind.EMPTY_SOURCE, "layout/noise.osm.pbf", None),
    ("a map in a format of its own", NoteKind.EMPTY_SOURCE, "layout/drawing.dwg", None),
    ("a house whose outline crosses itself", NoteKind.BAD_FOOTPRINT, "layout/crossing.geojson", 1),
    ("a house without area", NoteKind.BAD_FOOTPRINT, "layout/crossing.geojson", 2),
    ("a street of one point", NoteKind.BAD_ROAD, "layout/one-point.geojson", 1),
    ("a store without coordinates and address", NoteKind.NO_POSITION, "stores/good.csv", 8),
    ("a row with too many cells", NoteKind.UNREADABLE_ROW, "stores/good.csv", 9),
    ("a store without a name", NoteKind.UNREADABLE_ROW, "stores/good.csv", 10),
    ("a list in UTF-16", NoteKind.WRONG_ENCODING, "stores/utf16.csv", None),
    ("a list in two encodings", NoteKind.WRONG_ENCODING, "stores/mixed.csv", 3),
    ("a list without rows", NoteKind.EMPTY_SOURCE, "stores/no-rows.csv", None),
    ("a list without bytes", NoteKind.EMPTY_SOURCE, "stores/no-bytes.csv", None),
    ("a list without a header", NoteKind.EMPTY_SOURCE, "stores/no-header.csv", None),
    ("a torn JSON list", NoteKind.EMPTY_SOURCE, "stores/torn.json", 1),
    ("a menu of nobody", NoteKind.MENU_WITHOUT_STORE, "menus/menus.csv", 3),
    ("a menu of two stores of one name", NoteKind.MENU_WITHOUT_STORE, "menus/menus.csv", 4),
    ("a price that is none", NoteKind.BAD_PRICE, "menus/menus.csv", 5),
    ("a menu item without a name", NoteKind.UNREADABLE_ROW, "menus/menus.csv", 6),
    ("concave corners", NoteKind.BAD_PHOTO, "photos/good-5/front.corners.json", None),
    ("photos of nobody", NoteKind.PHOTO_WITHOUT_STORE, "photos/stranger", None),
)
REFUSED_PHOTOS = (("good-1", "front.jpg"), ("good-3", "front.png"))  # a text, and 3 GB of pixels by its header


@pytest.fixture(scope="module")
def street(two_processes: Executor, tmp_path_factory: pytest.TempPathFactory) -> Built:
    work = tmp_path_factory.mktemp("bad")
    return Built.of(lay_bad_street(work / "source"), work / "scene", executor=two_processes)


def test_everything_that_is_right_is_built(street: Built) -> None:
    assert sorted(placement.store_id for placement in street.built.placements) == sorted(GOOD_STORES)
    assert len(street.of_kind("building")) == 2
    assert "시험로" in {road["properties"]["name"] for road in street.of_kind("road")}


def test_the_scene_beside_all_the_trouble_is_valid(street: Built) -> None:
    assert gltf_findings(street.tiles) == []
    assert containment_findings(street.scene_folder) == []


@pytest.mark.parametrize(("kind", "file", "row"), [case[1:] for case in PROBLEMS], ids=[case[0] for case in PROBLEMS])
def test_each_trouble_has_one_note(street: Built, kind: NoteKind, file: str, row: int | None) -> None:
    [note] = [note for note in street.built.notes if (note.kind, note.file, note.row) == (kind, file, row)]
    assert note.severity in (Severity.PROBLEM, Severity.DOUBT)
    assert unclear_words(note) == []


def test_a_name_of_two_stores_is_told_which_ids_to_choose_from(street: Built) -> None:
    [note] = [note for note in street.built.notes if (note.file, note.row) == ("menus/menus.csv", 4)]
    assert "'쌍둥이 가게'에 맞는 가게가 2곳이라" in note.text
    assert "good-1(시험로 1 1층), good-4(시험로 3 1층) 가운데 하나" in note.remedy


def test_the_menu_beside_the_trouble_is_read(street: Built) -> None:
    items = {
        menu.store_id: [item.price_won for part in menu.sections for item in part.items] for menu in street.source.menus
    }
    assert items == {"good-1": [5000], "good-2": [None]}


@pytest.mark.parametrize(("store_id", "name"), REFUSED_PHOTOS)
def test_a_refused_photo_is_noted_and_its_store_drawn(street: Built, store_id: str, name: str) -> None:
    notes = [note for note in street.built.notes if (note.kind, note.subject) == (NoteKind.BAD_PHOTO, store_id)]
    assert {Path(note.file).name for note in notes} == {name}
    for note in notes:
        assert unclear_words(note) == []
    [store] = [
        feature["properties"] for feature in street.of_kind("store") if feature["properties"]["store_id"] == store_id
    ]
    assert store["is_illustration"]


def test_a_refused_photo_is_noted_once_by_its_place_in_the_folder(street: Built) -> None:
    notes = [note for note in street.built.notes if (note.kind, note.subject) == (NoteKind.BAD_PHOTO, "good-1")]
    assert [note.file for note in notes] == ["photos/good-1/front.jpg"]


@pytest.mark.parametrize("store_id", ["good-4", "good-6"])
def test_a_broken_photo_is_noted_even_where_no_front_shows_it(street: Built, store_id: str) -> None:
    assert any((note.kind, note.subject) == (NoteKind.BAD_PHOTO, store_id) for note in street.built.notes)


def test_no_row_is_told_off_twice(street: Built) -> None:
    rows = Counter((note.file, note.row) for note in street.built.notes if note.row is not None)
    assert [place for place, count in rows.items() if count > 1] == []


def test_every_note_is_a_clear_sentence(street: Built) -> None:
    assert [words for note in street.built.notes for words in unclear_words(note)] == []


def test_the_notes_are_in_the_scene_for_whoever_opens_it(street: Built) -> None:
    told = [(note["kind"], note["file"], note["row"], note["text"]) for note in street.scene["notes"]]
    assert told == [(str(note.kind), note.file, note.row, note.text) for note in street.built.notes]


@pytest.mark.parametrize(
    "rows",
    ["", "a,어디에도 없는 집,cafe,,,", "a,점만 있는 집,cafe,,126.97,37.37"],
    ids=["no rows", "no place", "a point"],
)
def test_a_folder_with_nothing_to_build_is_refused_in_one_sentence(tmp_path: Path, rows: str) -> None:
    _write_least(tmp_path / "source", rows)
    source = read_folder(tmp_path / "source")
    with pytest.raises(GolmokError) as refused:
        build_scene(source, tmp_path / "scene")
    assert SENTENCE.fullmatch(str(refused.value))
    assert not (tmp_path / "scene" / "tileset.json").exists()


def test_a_build_that_is_refused_leaves_the_scene_before_it_whole(street: Built, tmp_path: Path) -> None:
    scene = tmp_path / "scene"
    shutil.copytree(street.scene_folder, scene)
    _write_least(tmp_path / "source", "")
    with pytest.raises(GolmokError):
        build_scene(read_folder(tmp_path / "source"), scene)
    assert (scene / "tileset.json").read_bytes() == (street.scene_folder / "tileset.json").read_bytes()
    assert containment_findings(scene) == []


def _write_least(folder: Path, rows: str) -> None:
    (folder / "stores").mkdir(parents=True)
    (folder / "district.toml").write_text(
        'slug = "e"\nname_ko = "빈 거리"\nanchor = [126.97, 37.37]\n', encoding="utf-8"
    )
    (folder / "stores" / "stores.csv").write_text(f"{HEADER}\n{rows}\n", encoding="utf-8")
