"""Tiles made to do harm: each is read as it is or refused in one sentence that names the file, never anything else."""

import contextlib
import json
import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.viewer.glb_writer import Quads, grey_webp, pack_glb, webp, write_glb
from viewer.core.errors import SceneError
from viewer.core.glb import MOST_PARTS, DecodedTile, read_tile
from viewer.core.glb_file import MOST_BYTES, MOST_ELEMENTS
from viewer.core.light_map import decode_light_map
from viewer.core.picking import pick_mesh
from viewer.core.texels import decode_texels

NAME = "tiles/evil.glb"
QUADS = Quads(name="matter", picture=webp((1, 2, 3)), light_map=grey_webp([[128, 64], [64, 128]]))
QUADS.add_wall((0, 0), (6, 0), top=4, feature=1).add((0, 0, 0), (9, 0, 0), (9, 9, 0), (0, 9, 0))
WHOLE = write_glb([QUADS], store_ids=("", "s"), kinds=("ground", "store"))
(TEXT_LENGTH,) = struct.unpack_from("<I", WHOLE, 12)
TEXT, BINARY = WHOLE[20 : 20 + TEXT_LENGTH], WHOLE[28 + TEXT_LENGTH :]


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TEXT)
    return found


def read(data: bytes) -> DecodedTile | None:
    """A decoded tile, or None for one refused by name; anything else that happens fails the test."""
    try:
        tile = read_tile(data, name=NAME)
    except SceneError as error:
        said = str(error)
    else:
        _look_through(tile)
        return tile
    assert said.startswith(f"{NAME}: ")
    assert "\n" not in said
    assert len(said) < 500
    return None


def _look_through(tile: DecodedTile) -> None:
    """What is drawn without another look must be right."""
    for part in tile.chunk.parts:
        assert np.isfinite(part.vertices["position"]).all()
        assert part.triangles.size == 0 or part.triangles.max() < len(part.vertices)
        assert part.picture is None or part.picture < len(tile.chunk.pictures)
        if part.light_uvs is not None:
            assert tile.chunk.light_map in tile.embedded
            assert part.light_uvs.shape == (len(part.vertices), 2)
            assert ((part.light_uvs >= 0.0) & (part.light_uvs <= 2.0)).all()
    pick_mesh(tile.chunk)
    for name, picture in tile.embedded.items():
        for decode in (decode_texels, decode_light_map):
            with contextlib.suppress(SceneError):
                decode(picture, name=name)


def with_document(changed: Any, binary: bytes = BINARY) -> bytes:
    return pack_glb(json.dumps(changed).encode(), binary)


def paths_of(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a JSON tree."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(found for key, child in inside for found in paths_of(child, (*path, key)))]


def put(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The document with another value at one place; the place itself is taken away for `value` being ...."""
    whole = document()
    node: Any = whole
    for key in path[:-1]:
        node = node[key]
    if value is ...:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return whole


PLACES = [path for path in paths_of(document()) if path]
EVIL: list[Any] = [
    ...,
    None,
    True,
    -1,
    0,
    1.5,
    2**31,
    2**63,
    1e308,
    "",
    "../../etc/passwd",
    "\ud800",
    [],
    [[]],
    [0] * 3,
    {},
    {"a": {}},
]


def test_the_tile_that_is_spoilt_below_is_whole() -> None:
    assert read(WHOLE) is not None
    assert len(PLACES) > 100


@given(path=st.sampled_from(PLACES), value=st.sampled_from(EVIL))
@settings(max_examples=500, deadline=None)
def test_any_value_of_the_json_may_be_wrong(path: tuple[Any, ...], value: Any) -> None:
    read(with_document(put(path, value)))


@given(
    path=st.sampled_from([path for path in PLACES if path[-1] in ("byteOffset", "byteLength", "count", "byteStride")]),
    value=st.integers(-(2**40), 2**40),
)
@settings(max_examples=150, deadline=None)
def test_lengths_and_offsets_that_lie_are_never_followed(path: tuple[Any, ...], value: int) -> None:
    read(with_document(put(path, value)))


@given(length=st.integers(0, len(WHOLE) - 1))
@settings(max_examples=150, deadline=None)
def test_a_file_that_ends_early_is_refused(length: int) -> None:
    assert read(WHOLE[:length]) is None


@given(data=st.binary(max_size=200))
def test_noise_is_refused(data: bytes) -> None:
    assert read(data) is None
    assert read(b"glTF" + data) is None


@given(at=st.integers(0, len(BINARY) - 9), noise=st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_noise_in_the_numbers_is_drawn_or_refused(at: int, noise: bytes) -> None:
    read(with_document(document(), BINARY[:at] + noise + BINARY[at + len(noise) :]))


@given(text=st.text(max_size=80), value=st.integers(0, 2**32 - 1))
@settings(max_examples=80, deadline=None)
def test_headers_of_any_content_are_refused(text: str, value: int) -> None:
    read(pack_glb(text.encode("utf-8", "replace"), b""))
    read(WHOLE[:8] + struct.pack("<I", value) + WHOLE[12:])
    read(WHOLE[:12] + struct.pack("<I", value) + WHOLE[16:])


def _accessor_of(attribute: str) -> int:
    return int(document()["meshes"][0]["primitives"][0]["attributes"][attribute])


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_positions_that_are_no_numbers_are_refused(number: float) -> None:
    changed = document()
    points = np.zeros((8, 3), "<f4")
    points[5, 1] = number
    changed["bufferViews"].append({"buffer": 0, "byteOffset": len(BINARY), "byteLength": points.nbytes})
    accessor = {"bufferView": len(changed["bufferViews"]) - 1, "componentType": 5126, "count": 8, "type": "VEC3"}
    changed["accessors"][_accessor_of("POSITION")] = accessor
    assert read(with_document(changed, BINARY + points.tobytes())) is None
    points[5, 1] = 1.0
    assert read(with_document(changed, BINARY + points.tobytes())) is not None


@pytest.mark.parametrize("scale", [[math.nan, 1, 1], [1e39, 1e39, 1e39], [math.inf, 1, 1]])
def test_a_node_that_throws_its_mesh_out_of_all_numbers_is_refused(scale: list[float]) -> None:
    changed = document()
    changed["nodes"][0]["scale"] = scale
    assert read(with_document(changed)) is None


def test_an_index_past_the_last_vertex_is_refused() -> None:
    changed = document()
    accessor = changed["accessors"][changed["meshes"][0]["primitives"][0]["indices"]]
    start = changed["bufferViews"][accessor["bufferView"]]["byteOffset"]
    spoilt = bytearray(BINARY)
    struct.pack_into("<H", spoilt, start + 4, 8)
    assert read(with_document(changed, bytes(spoilt))) is None


def test_a_feature_id_past_the_table_is_refused() -> None:
    changed = document()
    view = changed["accessors"][_accessor_of("_FEATURE_ID_0")]["bufferView"]
    spoilt = bytearray(BINARY)
    struct.pack_into("<H", spoilt, changed["bufferViews"][view]["byteOffset"], 2)
    assert read(with_document(changed, bytes(spoilt))) is None


def test_a_count_of_millions_over_few_bytes_takes_no_memory() -> None:
    changed = document()
    changed["accessors"][_accessor_of("POSITION")]["count"] = MOST_ELEMENTS
    assert read(with_document(changed)) is None
    changed["bufferViews"][changed["accessors"][_accessor_of("POSITION")]["bufferView"]]["byteStride"] = 0
    assert read(with_document(changed)) is None


def test_a_thousand_primitives_are_refused() -> None:
    changed = document()
    changed["meshes"][0]["primitives"] *= MOST_PARTS + 1
    assert read(with_document(changed)) is None


def test_a_node_that_is_its_own_child_is_refused() -> None:
    changed = document()
    changed["nodes"][0]["children"] = [0]
    assert read(with_document(changed)) is None


def test_nested_brackets_without_end_are_refused() -> None:
    assert read(pack_glb(b"[" * 100_000, b"")) is None


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at() -> None:
    assert read(bytes(MOST_BYTES + 1)) is None


@pytest.mark.parametrize(
    "uri",
    ["/etc/passwd", "file:///etc/passwd", "http://elsewhere/x.webp", "data:image/webp;base64,AA", "a\\b.webp"],
)
def test_a_picture_from_elsewhere_is_refused(uri: str) -> None:
    changed = document()
    changed["images"][0] = {"uri": uri}
    assert read(with_document(changed)) is None
