"""Which tiles there are, what each is called by, and how they hang together."""

from dataclasses import replace

import pytest

from district_builder import scene_tree
from district_builder.domain.frames import Point3
from district_builder.formats.tileset import TileNode
from district_builder.geometry.mesh import Box
from district_builder.reuse import StoredTile
from district_builder.scene_tree import ERRORS_METRES, Level, TileKey, code_digest, grow_tree, plan_jobs
from district_builder.shared_textures import SharedTextures
from tests.district_builder.small_district import SETTINGS, STORES, Laid, lay, small_source

SHARED = SharedTextures(matter="../textures/m.webp", leaf="../textures/l.webp")


def digests(laid: Laid, shared: SharedTextures = SHARED) -> dict[TileKey, str]:
    return {job.key: job.digest for job in plan_jobs(laid.cells, shared, block_cells=4)}


def changed(one: dict[TileKey, str], other: dict[TileKey, str]) -> set[TileKey]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


# Jobs


def test_there_is_a_tile_for_each_cell_a_near_one_where_something_stands_and_a_proxy_for_each_block(laid: Laid):
    keys = set(digests(laid))
    assert {key[1:] for key in keys if key[0] is Level.CELL} == {cell.key for cell in laid.cells}
    assert {key[1:] for key in keys if key[0] is Level.NEAR} == {
        cell.key for cell in laid.cells if cell.buildings or cell.items
    }
    assert {key[1:] for key in keys if key[0] is Level.BLOCK} == {
        (cell.key[0] // 4, cell.key[1] // 4) for cell in laid.cells
    }


def test_each_cell_is_in_one_block(laid: Laid):
    blocks = [job for job in plan_jobs(laid.cells, SHARED, block_cells=4) if job.key[0] is Level.BLOCK]
    members = [cell.key for job in blocks for cell in job.cells]
    assert sorted(members) == sorted(cell.key for cell in laid.cells)


@pytest.mark.parametrize("size", [1, 2, 3, 8])
def test_blocks_can_be_of_any_size(size, laid: Laid):
    blocks = [job for job in plan_jobs(laid.cells, SHARED, block_cells=size) if job.key[0] is Level.BLOCK]
    assert max(len(job.cells) for job in blocks) <= size * size
    assert sum(len(job.cells) for job in blocks) == len(laid.cells)


# Digests


def test_no_two_tiles_have_one_digest(laid: Laid):
    found = digests(laid)
    assert len(set(found.values())) == len(found)


def test_the_same_source_gives_the_same_digests(laid: Laid):
    assert digests(lay(small_source())) == digests(laid)


@pytest.mark.parametrize("store_id", ["s01", "s06", "s15", "s23"])
def test_a_changed_store_changes_the_digests_of_its_own_cell_near_tile_and_block_alone(store_id, laid: Laid):
    """A merchant renames a store: three tiles are made anew, all others are kept byte for byte."""
    renamed = tuple(replace(one, name="바뀐 이름") if one.store_id == store_id else one for one in STORES)
    x, y = laid.cell_of(laid.placements[store_id].building_id).key
    assert changed(digests(laid), digests(lay(small_source(renamed)))) == {
        (Level.CELL, x, y),
        (Level.NEAR, x, y),
        (Level.BLOCK, x // 4, y // 4),
    }


def test_other_settings_change_every_digest(laid: Laid):
    for settings in (
        replace(SETTINGS, seed="other"),
        replace(SETTINGS, daylight=replace(SETTINGS.daylight, sun_azimuth_degrees=90.0)),
    ):
        other = digests(lay(small_source(), settings))
        assert changed(digests(laid), other) >= set(digests(laid))


def test_a_changed_texture_changes_every_digest_because_tiles_name_it(laid: Laid):
    assert changed(digests(laid), digests(laid, replace(SHARED, matter="../textures/n.webp"))) == set(digests(laid))


def test_changed_code_changes_every_digest(laid: Laid, monkeypatch):
    before = digests(laid)
    monkeypatch.setattr(scene_tree, "code_digest", lambda: "another builder")
    assert changed(before, digests(laid)) == set(before)


def test_the_code_digest_is_of_every_module_of_the_builder(tmp_path, monkeypatch):
    """Over a copy of two files: their contents and their names both count."""

    def digest_of(files: dict[str, str]) -> str:
        room = tmp_path / str(len(list(tmp_path.iterdir())))
        room.mkdir()
        for name, text in files.items():
            (room / name).write_text(text, encoding="utf-8")
        monkeypatch.setattr(scene_tree, "__file__", str(room / "scene_tree.py"))
        code_digest.cache_clear()
        return code_digest()

    try:
        base = digest_of({"a.py": "x = 1", "b.py": "y = 2"})
        assert digest_of({"a.py": "x = 1", "b.py": "y = 2"}) == base
        assert digest_of({"a.py": "x = 1", "b.py": "y = 3"}) != base
        assert digest_of({"a.py": "x = 1", "c.py": "y = 2"}) != base
        assert digest_of({"a.py": "x = 1", "b.py": "y = 2", "notes.txt": "z"}) == base
    finally:
        monkeypatch.undo()
        code_digest.cache_clear()


# The tree


def stored(name: str, low: float = 0.0) -> StoredTile:
    box = Box(lowest=Point3(low, 0, 0), highest=Point3(low + 40, 40, 10))
    return StoredTile(
        uri=f"tiles/{name}.glb", box=box, triangles=1, wire_bytes=1, atlas_bytes=0, triangles_of_store={}, notes=()
    )


TILES = {
    (Level.BLOCK, 0, 0): stored("b0"),
    (Level.BLOCK, -1, 0): stored("b1"),
    (Level.CELL, 0, 0): stored("c0"),
    (Level.CELL, 3, 3): stored("c1"),
    (Level.CELL, -1, 0): stored("c2"),
    (Level.NEAR, 0, 0): stored("n0"),
    (Level.NEAR, -1, 0): stored("n2"),
}


def drawn(node: TileNode, depth: int = 0) -> list[str]:
    """The tree as text: one line a tile, two spaces a level."""
    name = (node.content_uri or "root").removeprefix("tiles/").removesuffix(".glb")
    return [f"{'  ' * depth}{name}"] + [line for child in node.children for line in drawn(child, depth + 1)]


def test_near_tiles_hang_under_cells_and_cells_under_blocks():
    assert drawn(grow_tree(TILES, block_cells=4)) == [
        "root",
        "  b1",
        "    c2",
        "      n2",
        "  b0",
        "    c0",
        "      n0",
        "    c1",
    ]


def test_each_level_has_its_error():
    errors = {node.content_uri: node.geometric_error for node in grow_tree(TILES, block_cells=4).walk()}
    assert errors[None] == ERRORS_METRES["root"]
    assert errors["tiles/b0.glb"] == errors["tiles/b1.glb"] == ERRORS_METRES[Level.BLOCK]
    assert errors["tiles/c0.glb"] == ERRORS_METRES[Level.CELL]
    assert errors["tiles/n0.glb"] == ERRORS_METRES[Level.NEAR]


def test_a_cell_without_anything_nearer_is_the_last_word():
    """A client would otherwise wait for a finer tile that never comes."""
    leaf = next(node for node in grow_tree(TILES, block_cells=4).walk() if node.content_uri == "tiles/c1.glb")
    assert (leaf.geometric_error, leaf.children) == (0.0, ())


def test_the_order_in_which_tiles_were_finished_does_not_matter():
    assert grow_tree(dict(reversed(TILES.items())), block_cells=4) == grow_tree(TILES, block_cells=4)


def test_errors_shrink_from_level_to_level():
    assert (
        ERRORS_METRES["root"] > ERRORS_METRES[Level.BLOCK] > ERRORS_METRES[Level.CELL] > ERRORS_METRES[Level.NEAR] == 0
    )


def test_every_tile_is_in_the_tree_once(laid: Laid):
    tiles = {key: stored(f"{key[0]}-{key[1]}-{key[2]}") for key in digests(laid)}
    found = [node.content_uri for node in grow_tree(tiles, block_cells=4).walk() if node.content_uri]
    assert sorted(found) == sorted(tile.uri for tile in tiles.values())
