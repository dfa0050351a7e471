"""Reading tilesets: boxes, parents and children, and what is refused."""

import json
from typing import Any

import pytest

from tests.viewer.core.two_blocks import PLACE, document, names, node, tileset
from viewer.core.errors import SceneError
from viewer.core.tiles import read_tileset


def test_boxes_stay_in_the_district_frame_because_the_roots_transform_is_left_out() -> None:
    tiles = tileset()
    assert tiles.tiles[1].centre == pytest.approx([50, 0, 5])
    assert tiles.ecef_from_district.T.reshape(-1) == pytest.approx(PLACE)


def test_a_childs_own_transform_moves_and_turns_its_box() -> None:
    changed = document()
    quarter_turn = [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 7, 0, 0, 1]
    changed["root"]["children"][0]["transform"] = quarter_turn
    tile = read_tileset(json.dumps(changed).encode()).tiles[1]
    assert tile.centre == pytest.approx([7, 50, 5])
    assert tile.half_axes[0] == pytest.approx([0, 50, 0])


def test_parents_come_before_children_and_know_each_other() -> None:
    tiles = tileset()
    assert names(tiles, range(8)) == ["", "west", "cell0", "near0", "cell1", "near1", "east", "cell2"]
    for tile in tiles.tiles[1:]:
        assert tile.parent is not None
        assert tile.parent < tile.index
        assert tile.index in tiles.tiles[tile.parent].children


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda d: d["asset"].update(version="2.0"), "version"),
        (lambda d: d["root"].update(refine="ADD"), "ADD"),
        (lambda d: d["root"]["children"][0].update(content={"uri": "../../secret.glb"}), "secret"),
        (lambda d: d["root"]["children"][0].update(content={"uri": "https://elsewhere/x.glb"}), "elsewhere"),
        (lambda d: d["root"]["children"][0].update(content={"uri": "more.json"}), "more.json"),
        (lambda d: d["root"]["children"][0].update(boundingVolume={"sphere": [0, 0, 0, 1]}), "sphere"),
        (lambda d: d["root"]["children"][0].update(boundingVolume={"box": [0] * 11}), "12"),
        (lambda d: d["root"].update(transform=[1, 2, 3]), "16"),
        (lambda d: d["root"].update(geometricError=-1), "geometric error"),
        (lambda d: d["root"].pop("geometricError"), "geometricError"),
        (lambda d: d.pop("root"), "root"),
    ],
)
def test_what_is_no_such_tileset_is_refused_with_its_name_and_a_remedy(change: Any, complaint: str) -> None:
    changed = document()
    change(changed)
    with pytest.raises(SceneError, match=r"^tileset\.json: .*Build the district again\.$") as error:
        read_tileset(json.dumps(changed).encode())
    assert complaint in str(error.value)


def test_a_tree_as_deep_as_a_well_is_refused() -> None:
    deep = node("leaf", 0, 0, 1)
    for _ in range(40):
        deep = node("", 1, 0, 1, deep)
    with pytest.raises(SceneError, match="levels"):
        read_tileset(json.dumps({"asset": {"version": "1.1"}, "geometricError": 1, "root": deep}).encode())
