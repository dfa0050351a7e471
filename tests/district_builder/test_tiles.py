"""One tile from its plan to bytes: what is in them, that they never differ, and what a bad photo does."""

import gzip
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.plan import Bay, BayUse
from district_builder.formats.atlas import LARGEST_SIDE
from district_builder.geometry.mesh import Box
from district_builder.shared_textures import SharedTextures
from district_builder.stages.cells import CellPlan, FrontPhoto
from district_builder.stages.detail import Detail
from district_builder.tiles import Tile, make_block_tile, make_cell_tile
from tests.district_builder.small_district import Laid
from tests.tools.glb_reader import ReadGlb

SHARED = SharedTextures(matter="../textures/matter.webp", leaf="../textures/leaf.webp")
WHOLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
RED = (214, 30, 40)


@pytest.fixture(scope="module")
def small(laid: Laid) -> CellPlan:
    """The alley's cell: a pub, a bakery, a workshop."""
    return laid.cell_of("alley-2")


@pytest.fixture(scope="module")
def standard(small) -> Tile:
    return make_cell_tile(small, SHARED, detail=Detail.STANDARD)


@pytest.fixture(scope="module")
def near(small) -> Tile:
    return make_cell_tile(small, SHARED, detail=Detail.NEAR)


@pytest.fixture(scope="module")
def block(small) -> Tile:
    return make_block_tile([small], SHARED)


def read(tile: Tile) -> ReadGlb:
    return ReadGlb.of(tile.glb)


def pictures(glb: ReadGlb) -> dict[str, Image.Image | str]:
    """Each material's picture: decoded, or the address of a shared one."""
    document = glb.document
    found: dict[str, Image.Image | str] = {}
    for material in document["materials"]:
        texture = document["textures"][material["pbrMetallicRoughness"]["baseColorTexture"]["index"]]
        source = texture.get("source", texture.get("extensions", {}).get("EXT_texture_webp", {}).get("source"))
        image = document["images"][source]
        found[material["name"]] = image.get("uri") or Image.open(io.BytesIO(glb.view(image["bufferView"])))
    return found


# What is in a tile


def test_a_tile_is_a_glb_of_one_mesh_with_the_named_materials(standard, near):
    for tile in (standard, near):
        names = [material["name"] for material in read(tile).document["materials"]]
        assert names == ["matter", "art", "glass", "leaf"]
    assert len(read(near).document["meshes"]) == 1


def test_a_proxy_has_no_atlas(block):
    assert block.atlas_bytes == 0
    assert set(pictures(read(block))) <= {"matter", "leaf"}
    assert all(isinstance(picture, str) for picture in pictures(read(block)).values())


def test_shared_textures_are_named_and_the_atlas_is_embedded(standard):
    found = pictures(read(standard))
    assert found["matter"] == SHARED.matter
    assert found["leaf"] == SHARED.leaf
    assert isinstance(found["art"], Image.Image)
    assert found["art"].format == "WEBP"
    assert np.asarray(found["art"].convert("RGB")).std() > 10


def test_every_store_of_the_cell_can_be_picked(small, standard, near, block):
    for tile in (standard, near, block):
        rows = read(tile).table
        assert {row["store_id"] for row in rows if row["store_id"]} == {store.store_id for store in small.stores}
        assert rows[0]["kind"] == "ground"


def test_triangles_are_counted_by_store(small, standard, near, block):
    for tile in (standard, near, block):
        glb = read(tile)
        primitives = glb.primitives
        assert tile.triangles == sum(len(primitive.triangles) for primitive in primitives)
        counted: dict[str, int] = {store.store_id: 0 for store in small.stores}
        for primitive in primitives:
            for feature in primitive.features[primitive.triangles[:, 0]]:
                store_id = glb.table[int(feature)]["store_id"]
                if store_id:
                    counted[store_id] += 1
        assert dict(tile.triangles_of_store) == counted
    assert sum(near.triangles_of_store.values()) > sum(standard.triangles_of_store.values())


def test_the_box_holds_every_vertex_and_no_more(standard, near, block):
    for tile in (standard, near, block):
        points = np.concatenate([primitive.positions for primitive in read(tile).primitives])
        assert isinstance(tile.box, Box)
        assert np.array(tile.box.lowest) == pytest.approx(points.min(axis=0), abs=1e-3)
        assert np.array(tile.box.highest) == pytest.approx(points.max(axis=0), abs=1e-3)


def test_a_tiles_size_over_the_wire_is_that_of_its_bytes(standard):
    assert standard.wire_bytes == len(gzip.compress(standard.glb, 6, mtime=0))
    assert 0 < standard.atlas_bytes < standard.wire_bytes < len(standard.glb)


def test_levels_grow_towards_the_viewer(block, standard, near):
    assert block.triangles < standard.triangles < near.triangles
    assert block.wire_bytes < standard.wire_bytes < near.wire_bytes


def test_no_number_in_a_tile_is_broken(standard, near, block):
    for tile in (standard, near, block):
        for primitive in read(tile).primitives:
            assert np.isfinite(primitive.positions).all()
            assert primitive.uvs is None or np.isfinite(primitive.uvs).all()
            assert primitive.triangles.max() < len(primitive.positions)


# The atlas


def test_no_page_of_an_atlas_is_larger_than_a_frame_can_bring_to_the_graphics_card(laid: Laid, tmp_path):
    """Photos of a tower's fronts at the near level need more than one page."""
    cell = laid.cell_of("house-2")
    rng = np.random.default_rng(5)
    photos = []
    for number, store in enumerate(cell.stores):
        path = tmp_path / f"{number}.png"
        Image.fromarray(rng.integers(0, 255, (600, 800, 3), dtype=np.uint8)).save(path)
        photos.append(FrontPhoto(store_id=store.store_id, path=str(path), digest=str(number), corners=WHOLE))
    tile = make_cell_tile(replace(cell, photos=tuple(photos)), SHARED, detail=Detail.NEAR)
    assert tile.notes == ()
    glb = read(tile)
    pages = [
        Image.open(io.BytesIO(glb.view(image["bufferView"])))
        for image in glb.document["images"]
        if "bufferView" in image
    ]
    assert len(pages) > 1
    assert all(max(page.size) <= LARGEST_SIDE for page in pages)
    assert tile.atlas_bytes == sum(
        glb.document["bufferViews"][image["bufferView"]]["byteLength"]
        for image in glb.document["images"]
        if "bufferView" in image
    )


def test_panes_of_plain_glass_need_no_picture(laid: Laid):
    """A house of homes without a name has a glass door and nothing printed."""
    cell = laid.cell_of("house-4")
    houses = tuple(replace(building, name="") for building in cell.buildings)
    door = Bay(use=BayUse.ENTRANCE, storey=1, start_metres=0.5, end_metres=2.5)
    walls = tuple(replace(wall, bays=(door,)) for wall in cell.walls)
    empty = replace(cell, buildings=houses, stores=(), placements=(), walls=walls)
    glb = read(make_cell_tile(empty, SHARED, detail=Detail.STANDARD))
    glass = next(primitive for primitive in glb.primitives if primitive.material == "glass")
    assert (glass.uvs, len(glass.triangles) > 0) == (None, True)
    assert all("uri" in image for image in glb.document["images"])


# Light


def test_a_tile_is_lit_and_not_of_one_tone(standard):
    colours = np.concatenate([primitive.colours[:, :3] for primitive in read(standard).primitives]).astype(int)
    assert colours.std() > 20
    assert 40 < colours.mean() < 220


def test_a_neighbours_mass_darkens_the_ground_beside_it(laid: Laid):
    """The same bare cell with and without a tower next to it, its known shadow left as it is."""
    bare = next(cell for cell in laid.cells if not cell.buildings and not cell.items and cell.neighbours)
    size = bare.settings.cell_metres
    x, y = bare.key[0] * size, (bare.key[1] + 1) * size + 0.5
    tower = replace(
        bare.neighbours[0], ring=((x, y), (x + size, y), (x + size, y + 10), (x, y + 10)), height_metres=60.0
    )
    dark, light = (
        read(make_cell_tile(replace(bare, neighbours=masses), SHARED, detail=Detail.STANDARD)).primitives[0]
        for masses in ((tower,), ())
    )
    assert dark.colours[:, :3].astype(int).mean() < light.colours[:, :3].astype(int).mean() - 1


# Always the same


def test_the_same_cell_gives_the_same_bytes(small, standard, block):
    assert make_cell_tile(small, SHARED, detail=Detail.STANDARD).glb == standard.glb
    assert make_block_tile([small], SHARED).glb == block.glb


def test_a_new_name_gives_other_bytes(small, standard):
    stores = tuple(replace(store, name="새 이름") for store in small.stores)
    assert make_cell_tile(replace(small, stores=stores), SHARED, detail=Detail.STANDARD).glb != standard.glb


def test_bare_ground_makes_a_tile(laid: Laid):
    bare = next(cell for cell in laid.cells if not cell.buildings and not cell.items)
    tile = make_cell_tile(bare, SHARED, detail=Detail.STANDARD)
    assert tile.triangles > 0
    assert tile.atlas_bytes == 0
    assert dict(tile.triangles_of_store) == {}


# Photos


def with_photo(cell: CellPlan, path: Path, *, store_id="s24", corners=WHOLE) -> CellPlan:
    photo = FrontPhoto(store_id=store_id, path=str(path), digest="d", corners=corners)
    return replace(cell, photos=(photo,))


@pytest.fixture
def red_photo(tmp_path) -> Path:
    Image.new("RGB", (640, 480), RED).save(tmp_path / "front.png")
    return tmp_path / "front.png"


def is_red(tile: Tile) -> bool:
    atlas = pictures(read(tile))["art"]
    assert isinstance(atlas, Image.Image)
    pixels = np.asarray(atlas.convert("RGB")).reshape(-1, 3).astype(int)
    return bool((np.abs(pixels - RED).max(axis=1) < 24).mean() > 0.1)


def test_a_merchants_photo_is_on_the_wall(small, standard, red_photo):
    tile = make_cell_tile(with_photo(small, red_photo), SHARED, detail=Detail.STANDARD)
    assert tile.notes == ()
    assert is_red(tile)
    assert not is_red(standard)
    assert tile.triangles_of_store["s24"] < standard.triangles_of_store["s24"]


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40], ids=["empty", "text", "torn"]
)
def test_a_refused_photo_becomes_a_note_and_the_front_is_drawn(content, small, standard, tmp_path):
    path = tmp_path / "front.png"
    path.write_bytes(content)
    tile = make_cell_tile(with_photo(small, path), SHARED, detail=Detail.STANDARD)
    assert tile.glb == standard.glb
    (note,) = tile.notes
    assert (note.kind, note.severity, note.subject) == (NoteKind.BAD_PHOTO, Severity.PROBLEM, "s24")
    assert note.file == "photos/s24/front.png"
    assert note.text
    assert note.remedy


def test_one_refused_photo_does_not_spoil_another(laid: Laid, red_photo, tmp_path):
    cell = laid.cell_of("house-2")
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no")
    photos = (
        FrontPhoto(store_id="s16", path=str(bad), digest="1", corners=WHOLE),
        FrontPhoto(store_id="s17", path=str(red_photo), digest="2", corners=WHOLE),
    )
    tile = make_cell_tile(replace(cell, photos=photos), SHARED, detail=Detail.STANDARD)
    assert [note.subject for note in tile.notes] == ["s16"]
    assert is_red(tile)


def test_a_photo_of_a_store_without_a_front_is_not_shown(laid: Laid, red_photo):
    """A gym on the fifth floor has no wall on the pavement."""
    cell = laid.cell_of("plaza")
    tile = make_cell_tile(with_photo(cell, red_photo, store_id="s08"), SHARED, detail=Detail.STANDARD)
    assert tile.notes == ()
    assert not is_red(tile)


def test_a_near_tile_shows_the_photo_finer(small, tmp_path):
    rng = np.random.default_rng(1)
    Image.fromarray(rng.integers(0, 255, (900, 1200, 3), dtype=np.uint8)).save(tmp_path / "front.png")
    cell = with_photo(small, tmp_path / "front.png")
    near, far = (make_cell_tile(cell, SHARED, detail=detail) for detail in (Detail.NEAR, Detail.STANDARD))
    assert near.atlas_bytes > 1.5 * far.atlas_bytes
