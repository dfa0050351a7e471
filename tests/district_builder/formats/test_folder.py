"""A scene folder stays whole whatever happens to the build."""

from pathlib import Path

import pytest

from district_builder.domain.frames import DistrictFrame, LonLat
from district_builder.formats.folder import SceneFolder, content_name
from district_builder.formats.glb import write_glb
from district_builder.formats.quantise import written_box
from district_builder.formats.tileset import TileNode, write_tileset
from district_builder.geometry.mesh import Surface
from tests.district_builder.formats.glb_samples import GROUND, STORE, quads, webp

FRAME = DistrictFrame(LonLat(126.9683, 37.3852))


def build(folder: SceneFolder, *seeds: int, colour: tuple[int, int, int] = (9, 9, 9)) -> None:
    """One tile a seed, all with one shared texture."""
    texture = folder.put_texture(webp(16, colour))
    leaves = []
    for seed in seeds:
        mesh = quads(5, seed=seed)
        glb = write_glb(
            meshes={Surface.MATTER: mesh},
            atlas=None,
            shared_textures={Surface.MATTER: texture},
            features=[GROUND, STORE],
        )
        leaves.append(TileNode(geometric_error=0, content_uri=folder.put_tile(glb), box=written_box([mesh])))
    root = TileNode(geometric_error=8, children=tuple(leaves))
    tileset = write_tileset(root, frame=FRAME, geometric_error=64)
    folder.publish(tileset=tileset, places=b"{}\n", scene=f"{seeds}\n".encode())


def files(folder: SceneFolder) -> dict[str, bytes]:
    return {
        file.relative_to(folder.path).as_posix(): file.read_bytes()
        for file in sorted(folder.path.rglob("*"))
        if file.is_file()
    }


def tiles(folder: SceneFolder) -> set[str]:
    return {name for name in files(folder) if name.startswith("tiles/")}


@pytest.fixture
def folder(tmp_path: Path) -> SceneFolder:
    return SceneFolder(path=tmp_path / "scene")


def test_a_name_is_the_first_twenty_digits_of_the_contents_digest(folder: SceneFolder) -> None:
    assert content_name(b"") == "e3b0c44298fc1c149afb"  # FIPS 180-4's digest of nothing
    assert folder.put_tile(b"glTF") == f"tiles/{content_name(b'glTF')}.glb"
    assert folder.put_texture(b"RIFF") == f"../textures/{content_name(b'RIFF')}.webp"
    assert (folder.path / "tiles" / f"{content_name(b'glTF')}.glb").read_bytes() == b"glTF"


def test_a_build_leaves_the_index_and_what_it_names_and_nothing_else(folder: SceneFolder) -> None:
    build(folder, 1, 2)
    assert set(files(folder)) - tiles(folder) == {
        "tileset.json",
        "places.geojson",
        "scene.json",
        f"textures/{content_name(webp(16, (9, 9, 9)))}.webp",
    }
    assert {file.relative_to(folder.path).as_posix() for file in folder.named_files()} == {
        name for name in files(folder) if "/" in name
    }


def test_what_did_not_change_is_not_written_again(folder: SceneFolder) -> None:
    build(folder, 1, 2)
    before = {file: file.stat().st_ino for file in folder.named_files()}
    build(folder, 1, 2)
    assert {file: file.stat().st_ino for file in folder.named_files()} == before


def test_old_tiles_outlive_one_more_build_and_then_go(folder: SceneFolder) -> None:
    build(folder, 1)
    first = tiles(folder)
    build(folder, 2, colour=(1, 2, 3))
    assert first < tiles(folder)
    build(folder, 3, colour=(1, 2, 3))
    assert not first & tiles(folder)
    assert len(tiles(folder)) == 2
    assert sum(name.startswith("textures/") for name in files(folder)) == 1


def test_a_build_that_dies_before_publishing_leaves_the_old_scene_whole(folder: SceneFolder) -> None:
    build(folder, 1, 2)
    before = files(folder)
    folder.put_tile(b"glTF of a build that died")
    assert {name: content for name, content in files(folder).items() if name in before} == before
    assert all(file.is_file() for file in folder.named_files())
    build(folder, 1, 2)
    assert files(folder) == before


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(folder: SceneFolder) -> None:
    build(folder, 1)
    before = files(folder)
    with pytest.raises(TypeError):
        folder.publish(tileset="text", places=b"new", scene=b"new")  # type: ignore[arg-type]
    after = files(folder)
    assert after["tileset.json"] == before["tileset.json"]
    assert set(after) == set(before)


def test_a_tile_cut_short_by_a_power_failure_is_written_again(folder: SceneFolder) -> None:
    build(folder, 1)
    tile = next(iter(folder.named_files()))
    whole = tile.read_bytes()
    tile.write_bytes(whole[:100])
    assert folder.put_tile(whole) == tile.relative_to(folder.path).as_posix()
    assert tile.read_bytes() == whole


def test_unfinished_files_of_a_killed_build_are_swept(folder: SceneFolder) -> None:
    build(folder, 1)
    before = files(folder)
    (folder.path / "tiles" / ".unfinished-x").write_bytes(b"half")
    (folder.path / ".unfinished-y").write_bytes(b"half")
    build(folder, 1)
    assert files(folder) == before


def test_a_web_server_may_read_every_file(folder: SceneFolder) -> None:
    build(folder, 1)
    assert all(file.stat().st_mode & 0o044 == 0o044 for file in folder.path.rglob("*") if file.is_file())
