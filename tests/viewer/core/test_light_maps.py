"""Light maps: decoded within fixed limits, blended by the hour, and placed where the tile says."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.viewer.glb_writer import Quads, grey_webp, webp, write_glb
from viewer.core.errors import SceneError
from viewer.core.glb import DecodedTile, read_tile
from viewer.core.light_map import MOST_SIDE, NEUTRAL, LightMap, decode_light_map
from viewer.core.light_of_day import DAY, EVENING, LightOfDay

DAY_LAYER, EVENING_LAYER = [[128, 64], [0, 254]], [[32, 128], [255, 96]]
PICTURE = grey_webp(DAY_LAYER + EVENING_LAYER)
Change = Callable[[dict[str, Any]], None]

# The picture


def test_the_upper_half_is_the_day_and_the_lower_half_the_evening() -> None:
    found = decode_light_map(PICTURE, name="t")
    assert found.day.tolist() == DAY_LAYER
    assert found.evening.tolist() == EVENING_LAYER
    assert found.shown_bytes == 8


@pytest.mark.parametrize("size", [(3, 4), (4, 6), (4, 1), (MOST_SIDE * 2, 4), (4, MOST_SIDE * 2)])
def test_a_picture_of_another_size_is_refused_with_its_size(size: tuple[int, int]) -> None:
    width, height = size
    with pytest.raises(SceneError, match=rf"^t\.glb: the light map has {width} × {height} pixels\. "):
        decode_light_map(webp((128, 128, 128), size=size), name="t.glb")


@pytest.mark.parametrize("data", [b"", b"no picture", PICTURE[:40], b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(SceneError, match=r"^t\.glb: the light map cannot be decoded \(") as refused:
        decode_light_map(data, name="t.glb")
    assert "\n" not in str(refused.value)


@given(st.binary(max_size=300))
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(SceneError):
        decode_light_map(b"RIFF" + data, name="t")


# The hour


def of_bytes(day: int, evening: int) -> LightMap:
    return LightMap(day=np.full((2, 2), day, np.uint8), evening=np.full((2, 2), evening, np.uint8))


def half_at(light_map: LightMap, evening: float) -> float:
    return float(light_map.halves_in(LightOfDay(evening=evening))[0, 0]) / 65_535


def test_neutral_is_exactly_half_of_white_or_next_to_it_at_every_hour() -> None:
    for evening in (0.0, 0.25, 0.5, 1.0):
        assert abs(half_at(of_bytes(NEUTRAL, NEUTRAL), evening) - 0.5) <= 1 / 65_535


def test_day_and_evening_are_the_layers_themselves() -> None:
    light_map = decode_light_map(PICTURE, name="t")
    for light, layer in ((DAY, DAY_LAYER), (EVENING, EVENING_LAYER)):
        shown = light_map.halves_in(light) / 65_535
        assert shown == pytest.approx(np.array(layer) / NEUTRAL / 2, abs=1e-5)


@given(st.integers(0, 255), st.integers(0, 255), st.floats(0, 1))
def test_between_them_it_lies_between_them_in_proportion(day: int, evening: int, share: float) -> None:
    expected = ((1 - share) * day + share * evening) / NEUTRAL / 2
    assert half_at(of_bytes(day, evening), share) == pytest.approx(expected, abs=2e-5)


def test_a_store_that_closes_changes_nothing_of_it() -> None:
    light_map = decode_light_map(PICTURE, name="t")
    closed = LightOfDay(evening=1.0, closed_stores=frozenset({"cafe"}))
    assert (light_map.halves_in(closed) == light_map.halves_in(EVENING)).all()


# In a tile


def tile(*, change: Change | None = None, light_map: bytes = PICTURE) -> DecodedTile:
    matter = Quads(uri="../textures/aa.webp", light_map=light_map).add_wall((0, 0), (1, 0), top=1)
    art = Quads(name="art", picture=webp((1, 2, 3))).add_wall((0, 0), (1, 0), top=1)
    return read_tile(write_glb([matter, art], change=change), name="t.glb")


def test_a_tile_names_its_map_apart_from_its_pictures_and_brings_it() -> None:
    read = tile()
    assert read.chunk.light_map == "embedded:1"
    assert read.chunk.pictures == ("../textures/aa.webp", "embedded:2")
    assert read.embedded["embedded:1"] == PICTURE


def test_the_walls_lie_on_one_layer_and_all_else_has_no_place() -> None:
    matter, art = tile().chunk.parts
    assert art.light_uvs is None
    assert matter.light_uvs is not None
    assert matter.light_uvs == pytest.approx(np.array([(0, 1), (1, 1), (1, 0), (0, 0)]), abs=1e-4)


def test_its_places_count_among_what_is_drawn() -> None:
    assert tile().chunk.size_bytes == tile(light_map=b"").chunk.size_bytes + 4 * 8


def test_a_tile_without_a_map_is_read_as_ever() -> None:
    read = tile(light_map=b"")
    assert read.chunk.light_map == ""
    assert all(part.light_uvs is None for part in read.chunk.parts)


def primitive(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["meshes"][0]["primitives"][0]
    return found


def without_places(document: dict[str, Any]) -> None:
    del primitive(document)["attributes"]["TEXCOORD_1"]


def by_the_first_set(document: dict[str, Any]) -> None:
    document["materials"][0]["occlusionTexture"]["texCoord"] = 0


def by_no_set_at_all(document: dict[str, Any]) -> None:
    del document["materials"][0]["occlusionTexture"]["texCoord"]


def somewhere_else(document: dict[str, Any]) -> None:
    document["images"][1] = {"uri": "../textures/light.webp"}


def places_of_three_numbers(document: dict[str, Any]) -> None:
    primitive(document)["attributes"]["TEXCOORD_1"] = primitive(document)["attributes"]["POSITION"]


def places_off_the_picture(document: dict[str, Any]) -> None:
    document["accessors"][primitive(document)["attributes"]["TEXCOORD_1"]].pop("normalized")


def too_few_places(document: dict[str, Any]) -> None:
    document["accessors"][primitive(document)["attributes"]["TEXCOORD_1"]]["count"] = 3


def a_texture_that_is_not_there(document: dict[str, Any]) -> None:
    document["materials"][0]["occlusionTexture"]["index"] = 9


@pytest.mark.parametrize("change", [by_the_first_set, by_no_set_at_all, somewhere_else])
def test_what_a_stranger_means_for_a_lit_scene_is_left_out(change: Change) -> None:
    """glTF 2.0, 3.9.3: occlusion takes from a light that unlit materials do not have (KHR_materials_unlit)."""
    read, plain = tile(change=change), tile(light_map=b"")
    assert read.chunk.light_map == ""
    assert all(part.light_uvs is None for part in read.chunk.parts)
    assert [len(part.triangles) for part in read.chunk.parts] == [len(part.triangles) for part in plain.chunk.parts]


def test_of_two_maps_the_first_is_shown() -> None:
    def change(document: dict[str, Any]) -> None:
        document["meshes"][0]["primitives"].append(primitive(document) | {"material": 1})
        document["materials"][1]["occlusionTexture"] = {"index": 2, "texCoord": 1}

    read = tile(change=change)
    assert read.chunk.light_map == "embedded:1"
    assert [part.light_uvs is not None for part in read.chunk.parts] == [True, False, False]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_places, "TEXCOORD_1"),
        (places_of_three_numbers, "one place on the light map a vertex"),
        (places_off_the_picture, "one place on the light map a vertex"),
        (too_few_places, "one place on the light map a vertex"),
        (a_texture_that_is_not_there, r"textures\[9\]"),
    ],
)
def test_a_map_of_another_kind_is_refused_in_one_sentence(change: Change, said: str) -> None:
    with pytest.raises(SceneError, match=rf"^t\.glb: [^\n]*{said}"):
        tile(change=change)


def test_a_map_that_many_primitives_share_is_brought_once() -> None:
    def change(document: dict[str, Any]) -> None:
        document["meshes"][0]["primitives"] += [primitive(document)] * 3

    read = tile(change=change)
    assert [part.light_uvs is not None for part in read.chunk.parts] == [True, False, True, True, True]
    assert set(read.embedded) == {"embedded:1", "embedded:2"}
