"""What a scene folder remembers, and that a damaged memory only costs time."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point3
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.geometry.mesh import Box
from district_builder.reuse import FILE_NAME, ReuseIndex, StoredTile, remembered
from district_builder.tiles import Tile

NOTE = BuildNote(
    kind=NoteKind.BAD_PHOTO,
    severity=Severity.PROBLEM,
    text="사진을 열 수 없습니다.",
    remedy="다시 올려 주세요.",
    subject="s1",
    file="front.jpg",
)
BOX = Box(lowest=Point3(-1.5, 0.25, -0.1), highest=Point3(40.0, 20.0, 17.4))


def stored(uri: str = "tiles/a.glb", **facts) -> StoredTile:
    known = {
        "box": BOX,
        "triangles": 1234,
        "wire_bytes": 5678,
        "atlas_bytes": 900,
        "triangles_of_store": {"s1": 40, "s2": 60},
        "notes": (NOTE,),
    }
    return StoredTile(uri=uri, **(known | facts))


def put(folder: Path, *uris: str) -> None:
    for uri in uris:
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / uri).write_bytes(b"glb")


def test_what_is_written_is_read_again(tmp_path):
    tiles = {"d1": stored("tiles/a.glb"), "d2": stored("tiles/b.glb", notes=(), triangles_of_store={})}
    put(tmp_path, "tiles/a.glb", "tiles/b.glb")
    ReuseIndex.write(tmp_path, tiles)
    assert ReuseIndex.read(tmp_path) == tiles


def test_notes_come_back_as_notes(tmp_path):
    put(tmp_path, "tiles/a.glb")
    ReuseIndex.write(tmp_path, {"d": stored()})
    (note,) = ReuseIndex.read(tmp_path)["d"].notes
    assert note == NOTE
    assert note.kind is NoteKind.BAD_PHOTO
    assert note.severity is Severity.PROBLEM


def test_a_tile_that_is_not_there_any_more_is_not_reused(tmp_path):
    put(tmp_path, "tiles/a.glb")
    ReuseIndex.write(tmp_path, {"d1": stored("tiles/a.glb"), "d2": stored("tiles/gone.glb")})
    assert set(ReuseIndex.read(tmp_path)) == {"d1"}


def test_a_new_folder_has_nothing_to_reuse(tmp_path):
    assert ReuseIndex.read(tmp_path) == {}
    assert ReuseIndex.read(tmp_path / "missing") == {}


def test_the_order_of_tiles_does_not_change_the_file(tmp_path):
    one, other = {"a": stored(), "b": stored()}, {"b": stored(), "a": stored()}
    ReuseIndex.write(tmp_path, one)
    first = (tmp_path / FILE_NAME).read_bytes()
    ReuseIndex.write(tmp_path, other)
    assert (tmp_path / FILE_NAME).read_bytes() == first


def test_a_finished_tile_is_remembered_with_its_address_and_without_its_bytes():
    tile = Tile(
        glb=b"many bytes",
        box=BOX,
        triangles=10,
        wire_bytes=20,
        atlas_bytes=5,
        triangles_of_store={"s1": 4},
        notes=(NOTE,),
    )
    remembered = StoredTile.of(tile, uri="tiles/x.glb")
    expected = stored(
        "tiles/x.glb", triangles=10, wire_bytes=20, atlas_bytes=5, triangles_of_store={"s1": 4}, notes=(NOTE,)
    )
    assert remembered == expected


UNIT_BOX = b'"box": {"lowest": [0, 0, 0], "highest": [1, 1, 1]}'
DAMAGED = {
    "empty": b"",
    "cut off": b'{"d": {"uri": "tiles/a.glb", "box"',
    "not text": b"\xff\xfe\x00\x01",
    "a list": b"[]",
    "a number": b"3",
    "null": b"null",
    "entry is null": b'{"d": null}',
    "entry is text": b'{"d": "tiles/a.glb"}',
    "entry without box": b'{"d": {"uri": "tiles/a.glb", "notes": []}}',
    "box without corners": b'{"d": {"uri": "tiles/a.glb", "box": {"lowest": [0]}, "notes": []}}',
    "unknown note": b'{"d": {"uri": "tiles/a.glb", ' + UNIT_BOX + b', "notes": [{"kind": "?"}]}}',
    "unknown field": b'{"d": {"uri": "tiles/a.glb", ' + UNIT_BOX + b', "notes": [], "x": 1}}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_memory_is_no_memory(content, tmp_path):
    put(tmp_path, "tiles/a.glb")
    (tmp_path / FILE_NAME).write_bytes(content)
    assert ReuseIndex.read(tmp_path) == {}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 400), junk=st.binary(max_size=8))
def test_bytes_lost_or_changed_on_disk_never_stop_a_build(cut, junk, tmp_path):
    put(tmp_path, "tiles/a.glb")
    ReuseIndex.write(tmp_path, {"d": stored()})
    whole = (tmp_path / FILE_NAME).read_bytes()
    (tmp_path / FILE_NAME).write_bytes(whole[:cut] + junk + whole[cut + len(junk) :][: 200 if cut % 2 else None])
    assert isinstance(ReuseIndex.read(tmp_path), dict)


@pytest.mark.parametrize("field", ["triangles", "wire_bytes", "atlas_bytes", "triangles_of_store"])
def test_an_entry_with_a_value_of_the_wrong_kind_is_no_entry(field, tmp_path):
    put(tmp_path, "tiles/a.glb")
    ReuseIndex.write(tmp_path, {"d": stored()})
    entries = json.loads((tmp_path / FILE_NAME).read_bytes())
    entries["d"][field] = "many"
    (tmp_path / FILE_NAME).write_text(json.dumps(entries), encoding="utf-8")
    assert ReuseIndex.read(tmp_path) == {}


def test_a_memory_that_points_out_of_the_folder_is_not_believed(tmp_path):
    scene = tmp_path / "scene"
    put(tmp_path, "scene/tiles/a.glb", "secret.glb")
    ReuseIndex.write(scene, {"d": stored("../secret.glb")})
    assert ReuseIndex.read(scene) == {}


def tiles_until(last: int, folder: Path):
    """Tiles as a build makes them, which ends with an interruption."""
    for number in range(last):
        put(folder, f"tiles/t{number}.glb")
        yield number, f"d{number}", stored(f"tiles/t{number}.glb")
    raise KeyboardInterrupt


def test_a_build_that_is_cut_off_has_kept_what_it_made(tmp_path):
    passed = []
    with pytest.raises(KeyboardInterrupt):
        passed.extend(number for number, _, _ in remembered(tiles_until(3, tmp_path), tmp_path, {}))
    assert set(ReuseIndex.read(tmp_path)) == {"d0", "d1", "d2"}


def test_until_a_build_is_whole_the_tiles_of_the_last_one_are_known_too(tmp_path):
    put(tmp_path, "tiles/old.glb")
    before = {"old": stored("tiles/old.glb")}
    with pytest.raises(KeyboardInterrupt):
        list(remembered(tiles_until(1, tmp_path), tmp_path, before))
    assert set(ReuseIndex.read(tmp_path)) == {"old", "d0"}


def test_a_build_that_is_killed_loses_only_its_last_seconds(tmp_path, monkeypatch):
    """Nothing is written at the end of a killed process: what is there was written on the way."""
    monkeypatch.setattr("district_builder.reuse.SECONDS_BETWEEN_WRITES", -1.0)
    made = remembered(tiles_until(3, tmp_path), tmp_path, {})
    for number, _, _ in made:
        assert set(ReuseIndex.read(tmp_path)) == {f"d{k}" for k in range(number + 1)}
        if number == 2:
            break
    made.close()
