"""tileset.json against its schemas, against geometry, and against what may not be written."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import DistrictFrame, LonLat, Point3
from district_builder.formats.glb import write_glb
from district_builder.formats.quantise import written_box
from district_builder.formats.tileset import TileNode, write_tileset
from district_builder.geometry.mesh import Box, Surface
from tests.district_builder.formats.glb_samples import GROUND, STORE, quads
from tests.tools.validators import containment_findings, py3dtiles_reads, tileset_findings

FRAME = DistrictFrame(LonLat(126.9683, 37.3852))
metres = st.floats(-5_000, 5_000)


def box(*values: float) -> Box:
    return Box(lowest=Point3(*values[:3]), highest=Point3(*values[3:]))


def leaf(error: float = 0.0, *, at: Box | None = None, uri: str = "tiles/a.glb") -> TileNode:
    return TileNode(geometric_error=error, content_uri=uri, box=at or box(0, 0, 0, 10, 10, 10))


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    first, second = [(draw(metres), draw(metres), draw(metres)) for _ in range(2)]
    return Box(lowest=Point3(*map(min, first, second)), highest=Point3(*map(max, first, second)))


def parsed(root: TileNode) -> dict:
    return json.loads(write_tileset(root, frame=FRAME, geometric_error=512))


def corners(volume: list[float]) -> tuple[np.ndarray, np.ndarray]:
    centre, half = np.array(volume[:3]), np.array([volume[3], volume[7], volume[11]])
    return centre - half, centre + half


ROUNDING = 1e-9  # 0.0001 + 0.001 is not 0.0011 in floating point


@settings(deadline=None)
@given(st.lists(boxes(), min_size=1, max_size=5))
def test_every_box_holds_what_lies_below_it_with_a_millimetre_to_spare(contents: list[Box]) -> None:
    blocks = tuple(TileNode(geometric_error=3, children=(leaf(at=content),)) for content in contents)
    root = parsed(TileNode(geometric_error=128, children=blocks))["root"]
    for block, content in zip(root["children"], contents, strict=True):
        for holder in (root, block, block["children"][0]):
            low, high = corners(holder["boundingVolume"]["box"])
            assert (low <= np.array(content.lowest) - 0.001 + ROUNDING).all()
            assert (high >= np.array(content.highest) + 0.001 - ROUNDING).all()
    low, high = corners(root["boundingVolume"]["box"])
    assert (low >= np.min([content.lowest for content in contents], axis=0) - 0.0013).all()


def test_the_root_stands_on_the_anchor_and_the_children_stay_in_the_district_frame() -> None:
    root = parsed(TileNode(geometric_error=128, children=(leaf(),)))["root"]
    ecef_from_district = np.reshape(root["transform"], (4, 4)).T
    assert ecef_from_district @ [0, 0, 0, 1] == pytest.approx([*FRAME.ecef_from_district()[12:15], 1])
    assert "transform" not in root["children"][0]


@pytest.mark.parametrize("error", [3.1, -1.0, float("nan"), float("inf")])
def test_a_geometric_error_that_grows_downwards_or_is_no_length_is_refused(error: float) -> None:
    root = TileNode(geometric_error=3, children=(leaf(error),))
    with pytest.raises(ValueError, match="geometric error"):
        write_tileset(root, frame=FRAME, geometric_error=512)


def test_a_tile_with_nothing_in_it_or_content_without_a_box_is_refused() -> None:
    with pytest.raises(ValueError, match="content or children"):
        TileNode(geometric_error=1)
    with pytest.raises(ValueError, match="both content and its box"):
        TileNode(geometric_error=1, content_uri="tiles/a.glb")


def test_the_same_tree_gives_the_same_bytes_and_short_numbers() -> None:
    tree = TileNode(geometric_error=128, children=(leaf(at=box(0.1, 0.2, 0.3, 1 / 3, 2 / 3, 1)),))
    first, second = (write_tileset(tree, frame=FRAME, geometric_error=512) for _ in range(2))
    assert first == second
    volume = json.loads(first)["root"]["children"][0]["boundingVolume"]["box"]
    assert volume == [0.2167, 0.4333, 0.65, 0.1178, 0, 0, 0, 0.2344, 0, 0, 0, 0.3511]


def four_levels(folder: Path) -> TileNode:
    """Near tiles under cells under a block, all written for real; returns the root."""
    (folder / "tiles").mkdir()

    def tile(seed: int, error: float, *children: TileNode) -> TileNode:
        mesh = quads(30, seed=seed)
        uri = f"tiles/{seed:020x}.glb"
        glb = write_glb(meshes={Surface.MATTER: mesh}, atlas=None, shared_textures={}, features=[GROUND, STORE])
        (folder / uri).write_bytes(glb)
        return TileNode(geometric_error=error, content_uri=uri, box=written_box([mesh]), children=children)

    block = tile(1, 3, tile(2, 0.3, tile(3, 0)), tile(4, 0.3, tile(5, 0)))
    return TileNode(geometric_error=128, children=(block,))


@pytest.mark.data
def test_the_schemas_have_nothing_to_say(tmp_path: Path, shared_data: Path) -> None:
    (tmp_path / "tileset.json").write_bytes(write_tileset(four_levels(tmp_path), frame=FRAME, geometric_error=512))
    assert tileset_findings(tmp_path, shared_data / "3dtiles-schema") == []


@pytest.mark.data
def test_the_schema_judge_sees_a_broken_tileset(tmp_path: Path, shared_data: Path) -> None:
    (tmp_path / "tileset.json").write_text(json.dumps({"asset": {"version": "1.1"}, "geometricError": -1}))
    findings = tileset_findings(tmp_path, shared_data / "3dtiles-schema")
    assert any("'root' is a required property" in finding for finding in findings)
    assert any("-1 is less than the minimum" in finding for finding in findings)


def test_py3dtiles_reads_every_tile_and_all_content_is_contained(tmp_path: Path) -> None:
    (tmp_path / "tileset.json").write_bytes(write_tileset(four_levels(tmp_path), frame=FRAME, geometric_error=512))
    assert py3dtiles_reads(tmp_path) == 5
    assert containment_findings(tmp_path) == []


def test_the_containment_judge_sees_short_boxes_rising_errors_and_missing_files(tmp_path: Path) -> None:
    tileset = json.loads(write_tileset(four_levels(tmp_path), frame=FRAME, geometric_error=512))
    block = tileset["root"]["children"][0]
    block["boundingVolume"]["box"][3] -= 0.01  # a centimetre too narrow for its own or a descendant's content
    block["children"][0]["geometricError"] = 4
    block["children"][1]["content"]["uri"] = "tiles/gone.glb"
    (tmp_path / "tileset.json").write_text(json.dumps(tileset))
    findings = "\n".join(containment_findings(tmp_path))
    assert "m out of the box of root.0\n" in findings
    assert "root.0.0: geometricError 4 is above its parent's 3" in findings
    assert "root.0.1: content tiles/gone.glb is missing" in findings
