"""Which tiles have light maps, and that a whole tile with one is right, the same each time, and read by others."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from district_builder.geometry.light_meter import Light, LitScene, Probes
from district_builder.geometry.ray_meter import RayMeter
from district_builder.shared_textures import SharedTextures
from district_builder.stages.cells import CellPlan
from district_builder.stages.detail import Detail
from district_builder.tiles import Tile, make_block_tile, make_cell_tile
from tests.district_builder.small_district import Laid
from tests.tools.glb_reader import ReadGlb
from viewer.core.chunk import ChunkPart
from viewer.core.glb import DecodedTile, read_tile
from viewer.core.light_map import NEUTRAL, LightMap, decode_light_map

SHARED = SharedTextures(matter="../textures/matter.webp", leaf="../textures/leaf.webp")


@pytest.fixture(scope="module")
def small(laid: Laid) -> CellPlan:
    return laid.cell_of("alley-2")


@pytest.fixture(scope="module")
def near(small) -> Tile:
    return make_cell_tile(small, SHARED, detail=Detail.NEAR)


@pytest.fixture(scope="module")
def decoded(near) -> DecodedTile:
    return read_tile(near.glb, name="t")


def mapped_part_of(decoded: DecodedTile) -> tuple[ChunkPart, LightMap]:
    (mapped,) = (part for part in decoded.chunk.parts if part.light_uvs is not None)
    return mapped, decode_light_map(decoded.embedded[decoded.chunk.light_map], name="t")


def test_only_what_one_stands_before_has_a_light_map(small, decoded):
    assert decoded.chunk.light_map != ""
    for tile in (make_cell_tile(small, SHARED, detail=Detail.STANDARD), make_block_tile([small], SHARED)):
        assert read_tile(tile.glb, name="t").chunk.light_map == ""


def test_a_near_tile_without_walls_has_none(laid: Laid):
    bare = next(cell for cell in laid.cells if not cell.buildings and not cell.items)
    assert read_tile(make_cell_tile(bare, SHARED, detail=Detail.NEAR).glb, name="t").chunk.light_map == ""


def test_houses_without_a_store_have_none(small):
    unlet = replace(small, stores=(), placements=(), walls=tuple(replace(wall, bays=()) for wall in small.walls))
    assert unlet.buildings
    assert read_tile(make_cell_tile(unlet, SHARED, detail=Detail.NEAR).glb, name="t").chunk.light_map == ""


def test_walls_lie_on_the_map_and_the_ground_keeps_its_vertices(decoded):
    mapped, light_map = mapped_part_of(decoded)
    height, width = light_map.day.shape
    assert mapped.light_uvs is not None
    at = mapped.light_uvs * (width, height)
    columns, rows = np.floor(at).astype(int).clip(0, [width - 1, height - 1]).T
    assert (light_map.day[rows, columns] != NEUTRAL).mean() > 0.02
    assert (mapped.vertices["feature"] != 0).all()


def test_what_is_no_wall_lies_on_one_neutral_texel(near, decoded):
    """In the file all of the surface lies on the map; our reader parts what does not need it."""
    _, light_map = mapped_part_of(decoded)
    glb = ReadGlb.of(near.glb)
    (attributes,) = (
        entry["attributes"] for entry in glb.document["meshes"][0]["primitives"] if "TEXCOORD_1" in entry["attributes"]
    )
    places, features = glb.accessor(attributes["TEXCOORD_1"]), glb.accessor(attributes["_FEATURE_ID_0"])
    on_ground = np.unique(places[features == 0], axis=0)
    assert len(on_ground) == 1
    height, width = light_map.day.shape
    x, y = (on_ground[0] / 65_535 * (width, 2 * height)).astype(int)
    assert light_map.day[y, x] == light_map.evening[y, x] == NEUTRAL


def test_the_map_is_counted_among_the_tiles_pictures(near, decoded):
    embedded = sum(len(picture) for picture in decoded.embedded.values())
    assert near.atlas_bytes == embedded
    assert 200 < len(decoded.embedded[decoded.chunk.light_map]) < 20_000


def test_factors_stay_near_one_and_layers_differ(decoded):
    _, light_map = mapped_part_of(decoded)
    for layer in (light_map.day, light_map.evening):
        assert (layer % 2 == 0).all()
        assert np.abs(layer[layer != NEUTRAL] / NEUTRAL - 1).mean() < 0.4
    assert (light_map.day != light_map.evening).any()


def test_the_same_cell_gives_the_same_bytes(small, near):
    assert make_cell_tile(small, SHARED, detail=Detail.NEAR).glb == near.glb


def test_a_second_reader_finds_the_same_triangles_and_a_picture_that_it_may_ignore(near):
    glb = ReadGlb.of(near.glb)
    assert sum(len(primitive.triangles) for primitive in glb.primitives) == near.triangles
    (matter,) = (material for material in glb.document["materials"] if material["name"] == "matter")
    texture = glb.document["textures"][matter["occlusionTexture"]["index"]]
    image = glb.document["images"][texture["extensions"]["EXT_texture_webp"]["source"]]
    assert Image.open(io.BytesIO(glb.view(image["bufferView"]))).format == "WEBP"


def test_any_meter_fills_the_map(small):
    """A meter that lights all places alike leaves nothing to say."""

    class Even(RayMeter):
        def measure(self, scene: LitScene, probes: Probes) -> Light:
            half, none = np.full((len(probes), 3), 0.5), np.zeros((len(probes), 3))
            return Light(sun=none, sky=half, lamps=none, store=none)

    tile = read_tile(make_cell_tile(small, SHARED, detail=Detail.NEAR, meter=Even()).glb, name="t")
    _, light_map = mapped_part_of(tile)
    assert np.abs(light_map.day.astype(int) - NEUTRAL).max() <= 2
