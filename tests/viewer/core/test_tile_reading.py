"""A tile's GLB becomes vertices for the GPU, or is refused in words."""

import json
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.errors import GolmokError
from tests.viewer.glb_writer import Quads, pack_glb, webp, write_glb
from viewer.core.chunk import Surface, Wrap
from viewer.core.errors import SceneError
from viewer.core.glb import read_tile
from viewer.core.glb_file import read_glb_file

Change = Callable[[dict[str, Any]], None]


def wall(**changes: Any) -> bytes:
    quads = Quads(name="matter", uri="../textures/aa.webp")
    quads.add_wall((10.0, 20.0), (16.0, 20.0), top=4.0, light=(64, 128, 255, 255), feature=1)
    quads.add((0, 0, 0), (20, 0, 0), (20, 30, 0), (0, 30, 0), feature=0)
    return write_glb([quads], store_ids=("", "가게-1"), kinds=("ground", "store"), building_ids=("", "b-7"), **changes)


def changed(change: Change) -> bytes:
    return wall(change=change)


def test_positions_come_back_in_the_district_frame_within_the_quantisation_step() -> None:
    chunk = read_tile(wall(), name="t.glb").chunk
    points = chunk.parts[0].vertices["position"] + np.array(chunk.origin_in_district)
    assert points[:4] == pytest.approx(np.array([(10, 20, 0), (16, 20, 0), (16, 20, 4), (10, 20, 4)]), abs=30 / 65535)
    assert points[4:].min(axis=0) == pytest.approx([0, 0, 0], abs=1e-3)


def test_the_chunk_stands_at_the_nodes_translation_z_up() -> None:
    assert read_tile(wall(), name="t.glb").chunk.origin_in_district == pytest.approx((0, 30, 0))


def test_linear_vertex_light_becomes_srgb_bytes() -> None:
    colour = read_tile(wall(), name="t.glb").chunk.parts[0].vertices["colour"][0]
    assert colour.tolist() == [137, 188, 255, 255]  # IEC 61966-2-1 of 64/255, 128/255 and 1


def test_every_vertex_knows_its_store_and_building() -> None:
    chunk = read_tile(wall(), name="t.glb").chunk
    feature = int(chunk.parts[0].vertices["feature"][0])
    assert (chunk.features.store_ids[feature], chunk.features.building_ids[feature]) == ("가게-1", "b-7")
    assert chunk.features.kinds[int(chunk.parts[0].vertices["feature"][4])] == "ground"


def test_triangles_face_the_side_that_sees_left_on_the_left() -> None:
    part = read_tile(wall(), name="t.glb").chunk.parts[0]
    a, b, c = (part.vertices["position"][i] for i in part.triangles[0])
    assert np.cross(b - a, c - a)[1] < 0  # the wall looks south, where one stands to see it


def test_materials_say_how_they_cover_and_which_picture_they_wear() -> None:
    kinds = [
        Quads(name="matter", uri="../textures/aa.webp").add_wall((0, 0), (1, 0), top=1),
        Quads(name="glass", picture=webp((1, 2, 3, 4)), alpha="BLEND").add_wall((0, 0), (1, 0), top=1),
        Quads(name="leaf", uri="../textures/aa.webp", alpha="MASK").add_wall((0, 0), (1, 0), top=1),
    ]
    tile = read_tile(write_glb(kinds), name="t.glb")
    assert [part.surface for part in tile.chunk.parts] == [Surface.OPAQUE, Surface.BLEND, Surface.MASK]
    assert [part.picture for part in tile.chunk.parts] == [0, 1, 0]
    assert tile.chunk.pictures == ("../textures/aa.webp", "embedded:1")
    assert tile.embedded["embedded:1"][:4] == b"RIFF"
    assert {(part.wrap_u, part.wrap_v) for part in tile.chunk.parts} == {(Wrap.REPEAT, Wrap.CLAMP)}


def test_a_texture_transform_scales_and_moves_the_uv() -> None:
    def change(document: dict[str, Any]) -> None:
        texture = document["materials"][0]["pbrMetallicRoughness"]["baseColorTexture"]
        texture["extensions"] = {"KHR_texture_transform": {"scale": [4, 0.5], "offset": [1, 0.25]}}

    uv = read_tile(changed(change), name="t.glb").chunk.parts[0].vertices["uv"]
    assert uv[:4].tolist() == [[1, 0.75], [5, 0.75], [5, 0.25], [1, 0.25]]


def test_a_base_colour_tints_the_light_before_it_is_encoded() -> None:
    def change(document: dict[str, Any]) -> None:
        document["materials"][0]["pbrMetallicRoughness"]["baseColorFactor"] = [0.5, 0.5, 0.5, 1]

    assert read_tile(changed(change), name="t.glb").chunk.parts[0].vertices["colour"][4].tolist() == [
        188,
        188,
        188,
        255,
    ]


def test_a_node_below_a_node_is_placed_by_both() -> None:
    def change(document: dict[str, Any]) -> None:
        document["nodes"].append({"children": [0], "translation": [100, 0, 0]})
        document["scenes"][0]["nodes"] = [1]

    assert read_tile(changed(change), name="t.glb").chunk.origin_in_district == pytest.approx((100, 30, 0))


def set_at(*path: Any, value: Any) -> Change:
    def change(document: dict[str, Any]) -> None:
        place: Any = document
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


HOSTILE: dict[str, Change] = {
    "an accessor longer than its view": set_at("accessors", 0, "count", value=9),
    "an accessor of four thousand million": set_at("accessors", 0, "count", value=4_000_000_000),
    "an accessor of a negative count": set_at("accessors", 0, "count", value=-1),
    "an accessor at a negative place": set_at("accessors", 0, "byteOffset", value=-8),
    "a view past the end": set_at("bufferViews", 0, "byteLength", value=10**6),
    "a view of another buffer": set_at("bufferViews", 0, "buffer", value=1),
    "a stride shorter than an element": set_at("bufferViews", 0, "byteStride", value=2),
    "a type of its own": set_at("accessors", 0, "type", value="MAT4"),
    "a sparse accessor": set_at("accessors", 0, "sparse", value={}),
    "lines": set_at("meshes", 0, "primitives", 0, "mode", value=1),
    "a mesh that is not there": set_at("nodes", 0, "mesh", value=5),
    "a node that is its own child": set_at("nodes", 0, "children", value=[0]),
    "a node nowhere": set_at("nodes", 0, "translation", value=[float("nan"), 0, 0]),
    "a picture somewhere else": set_at("images", 0, "uri", value="https://elsewhere/x.webp"),
    "a picture at the root": set_at("images", 0, "uri", value="/etc/passwd"),
    "an extension from the future": set_at("extensionsRequired", value=["EXT_meshopt_compression"]),
    "a table without rows": set_at("extensions", "EXT_structural_metadata", "propertyTables", 0, "count", value=0),
    "a table with too many rows": set_at(
        "extensions", "EXT_structural_metadata", "propertyTables", 0, "count", value=999
    ),
    "a table with fewer rows than features": set_at(
        "extensions", "EXT_structural_metadata", "propertyTables", 0, "count", value=1
    ),
    "no accessors at all": set_at("accessors", value=None),
    "materials that are numbers": set_at("materials", value=[3]),
    "no scene": set_at("scene", value=8),
    "indices in floats": set_at("meshes", 0, "primitives", 0, "indices", value=1),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_is_refused_with_the_files_name(change: Change) -> None:
    with pytest.raises(SceneError, match=r"^bad\.glb: "):
        read_tile(changed(change), name="bad.glb")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"glTF",
        b"<!doctype html>" * 9,
        struct.pack("<4sII", b"glTF", 1, 20) + bytes(8),
        struct.pack("<4sII", b"glTF", 2, 9999) + bytes(8),
        pack_glb(b"{not json", b""),
        pack_glb(b"[1]", b""),
        pack_glb(b"[" * 100_000, b""),
        pack_glb(json.dumps({"asset": {}}).encode(), b""),
    ],
)
def test_what_is_no_glb_is_refused(data: bytes) -> None:
    with pytest.raises(SceneError, match=r"^bad\.glb: "):
        read_tile(data, name="bad.glb")


@given(at=st.integers(0, 4000), value=st.integers(0, 255))
@settings(max_examples=150, deadline=None)
def test_one_changed_byte_is_read_or_refused_but_never_followed_out_of_the_file(at: int, value: int) -> None:
    data = bytearray(wall())
    data[at % len(data)] = value
    try:
        tile = read_tile(bytes(data), name="bad.glb")
    except GolmokError:
        return
    for part in tile.chunk.parts:
        assert np.isfinite(part.vertices["uv"]).all()
        assert int(part.triangles.max(initial=0)) < len(part.vertices)


def test_a_strided_accessor_is_read_without_its_padding() -> None:
    file = read_glb_file(wall(), name="t.glb")
    assert file.array(0).shape == (8, 3)
    assert file.array(3).shape == (8, 1)
    assert file.array(3)[:, 0].tolist() == [1] * 4 + [0] * 4
