"""What holds for every tree of tiles, every eye and every state of the memory."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.viewer.small_street import box
from viewer.core.pose import Pose
from viewer.core.tile_choice import FARTHEST_METRES, Lens, TileChooser
from viewer.core.tile_memory import TileMemory
from viewer.core.tiles import Tileset, read_tileset

LENS = Lens(width_pixels=1280, height_pixels=720)
EYES = st.builds(
    Pose,
    east=st.floats(-300, 300),
    north=st.floats(-300, 300),
    height=st.just(1.6),
    heading_degrees=st.floats(0, 360),
    pitch_degrees=st.floats(-80, 80),
)


@st.composite
def trees(draw: st.DrawFn) -> Tileset:
    """A root without content over blocks, cells and near tiles; blocks may lack content, cells may lack children."""
    number = iter(range(10_000))

    def node(x: float, y: float, size: float, level: int) -> dict[str, Any]:
        error = (128.0, 3.0, 0.3, 0.0)[level]
        found: dict[str, Any] = {"geometricError": error, "boundingVolume": box((x, y, 0), (x + size, y + size, 20))}
        if level > 0 and (level != 1 or draw(st.booleans())):
            found["content"] = {"uri": f"tiles/{next(number)}.glb"}
        if level < 3 and (level < 2 or draw(st.booleans())):
            half = size / 2
            places = [(x, y), (x + half, y), (x, y + half), (x + half, y + half)]
            chosen = places[: draw(st.integers(1, 3))]
            found["children"] = [node(a, b, half, level + 1) for a, b in chosen]
        return found

    text = json.dumps({"asset": {"version": "1.1"}, "geometricError": 512, "root": node(-200, -200, 400, 0)})
    return read_tileset(text.encode())


def states(tiles: Tileset, draw: st.DataObject) -> tuple[set[int], set[int]]:
    """Tiles that are here and tiles that can never be."""
    with_content = [tile.index for tile in tiles.contents()]
    ready = draw.draw(st.sets(st.sampled_from(with_content))) if with_content else set()
    failed = draw.draw(st.sets(st.sampled_from(with_content), max_size=2)) if with_content else set()
    return ready - failed, failed


def above(tiles: Tileset, index: int) -> Iterator[int]:
    parent = tiles.tiles[index].parent
    while parent is not None:
        yield parent
        parent = tiles.tiles[parent].parent


def leaves(tiles: Tileset, index: int) -> Iterator[int]:
    children = tiles.tiles[index].children
    if not children:
        yield index
    for child in children:
        yield from leaves(tiles, child)


@given(tiles=trees(), pose=EYES, data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_tile_and_what_replaces_it_are_never_drawn_together(tiles: Tileset, pose: Pose, data: st.DataObject) -> None:
    ready, failed = states(tiles, data)
    draw = TileChooser(tiles).choose(pose, LENS, ready=ready, failed=failed).draw
    assert draw <= ready
    for index in draw:
        assert not draw & set(above(tiles, index))


@given(tiles=trees(), pose=EYES, data=st.data())
@settings(max_examples=150, deadline=None)
def test_wherever_anything_could_be_drawn_something_is(tiles: Tileset, pose: Pose, data: st.DataObject) -> None:
    ready, failed = states(tiles, data)
    draw = TileChooser(tiles).choose(pose, LENS, ready=ready, failed=failed).draw
    for tile in tiles.contents():
        if tile.index in ready and not tile.children:
            held = draw & {tile.index, *above(tiles, tile.index)}
            possible = ready & set(above(tiles, tile.index))
            assert held or not possible, "a coarser tile is here, yet there is a hole"


@given(tiles=trees(), pose=EYES)
@settings(max_examples=100, deadline=None)
def test_with_everything_here_every_place_is_drawn_exactly_once(tiles: Tileset, pose: Pose) -> None:
    every = {tile.index for tile in tiles.contents()}
    choice = TileChooser(tiles).choose(pose, LENS, ready=every)
    assert choice.fetch == ()
    for leaf in leaves(tiles, 0):
        if tiles.tiles[leaf].uri:
            assert len(choice.draw & {leaf, *above(tiles, leaf)}) == 1


@given(tiles=trees(), pose=EYES, turn=st.floats(0, 360))
@settings(max_examples=60, deadline=None)
def test_turning_the_head_never_empties_the_street(tiles: Tileset, pose: Pose, turn: float) -> None:
    every = {tile.index for tile in tiles.contents()}
    chooser = TileChooser(tiles)
    turned = pose.turned(right_degrees=turn, up_degrees=0.0)
    assert chooser.choose(pose, LENS, ready=every).draw == chooser.choose(turned, LENS, ready=every).draw


@given(tiles=trees(), pose=EYES, data=st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_fetched_is_absent_possible_and_named_once(tiles: Tileset, pose: Pose, data: st.DataObject) -> None:
    ready, failed = states(tiles, data)
    choice = TileChooser(tiles).choose(pose, LENS, ready=ready, failed=failed)
    assert len(set(choice.fetch)) == len(choice.fetch)
    assert not set(choice.fetch) & (ready | failed)
    assert all(tiles.tiles[index].uri for index in choice.fetch)
    assert choice.draw <= choice.keep


@given(tiles=trees(), pose=EYES)
@settings(max_examples=100, deadline=None)
def test_fetching_what_is_asked_for_comes_to_an_end_at_the_same_picture(tiles: Tileset, pose: Pose) -> None:
    chooser, ready = TileChooser(tiles), set[int]()
    drawn_before: set[int] = set()
    for _ in range(len(tiles.tiles) + 1):
        choice = chooser.choose(pose, LENS, ready=ready)
        covered = {leaf for index in choice.draw for leaf in leaves(tiles, index)}
        assert drawn_before <= covered, "what was covered once has become a hole"
        drawn_before = covered
        if not choice.fetch:
            break
        ready.add(choice.fetch[0])
    every = {tile.index for tile in tiles.contents()}
    assert choice.fetch == ()
    assert choice.draw == chooser.choose(pose, LENS, ready=every).draw


@given(tiles=trees(), pose=EYES)
@settings(max_examples=60, deadline=None)
def test_a_coarser_target_never_draws_more_tiles(tiles: Tileset, pose: Pose) -> None:
    every = {tile.index for tile in tiles.contents()}
    fine, coarse = (TileChooser(tiles, target_error_pixels=px).choose(pose, LENS, ready=every) for px in (16, 32))
    assert len(coarse.draw) <= len(fine.draw)


@given(tiles=trees(), pose=EYES)
@settings(max_examples=60, deadline=None)
def test_distance_is_nought_inside_a_box_and_grows_outside(tiles: Tileset, pose: Pose) -> None:
    chooser = TileChooser(tiles)
    found = chooser.distances_metres(pose.eye_in_district)
    for tile, distance in zip(tiles.tiles, found, strict=True):
        half = np.abs(tile.half_axes).sum(axis=0)
        outside = np.maximum(np.abs(np.array(pose.eye_in_district) - tile.centre) - half, 0.0)
        assert abs(distance - np.linalg.norm(outside)) < 1e-6
    assert found.max() < FARTHEST_METRES


@given(
    sizes=st.lists(st.integers(1, 60), min_size=1, max_size=30),
    touches=st.lists(st.integers(0, 29), max_size=30),
    keep=st.sets(st.integers(0, 29)),
)
def test_memory_ends_under_its_ceiling_or_holds_nothing_but_what_is_kept(
    sizes: list[int], touches: list[int], keep: set[int]
) -> None:
    memory = TileMemory(ceiling_bytes=100)
    for tile, size in enumerate(sizes):
        memory.add(tile, size_bytes=size)
    for tile in touches:
        memory.touch({tile})
    order = [tile for tile in range(len(sizes)) if tile not in touches]
    order += list(dict.fromkeys(reversed([tile for tile in touches if tile < len(sizes)])))[::-1]
    leaving = memory.to_drop(keep=keep)
    assert list(leaving) == [tile for tile in order if tile not in keep][: len(leaving)]
    for tile in leaving:
        memory.drop(tile)
    assert memory.total_bytes == sum(sizes[tile] for tile in memory.ready)
    assert memory.total_bytes <= 100 or set(memory.ready) <= keep
    if leaving:  # the last one to go was needed
        assert memory.total_bytes + sizes[leaving[-1]] > 100


@given(tiles=trees(), walk=st.lists(EYES, min_size=2, max_size=6), ceiling=st.integers(1, 30))
@settings(max_examples=80, deadline=None)
def test_on_a_walk_under_a_small_ceiling_nothing_drawn_is_ever_dropped(
    tiles: Tileset, walk: list[Pose], ceiling: int
) -> None:
    chooser, memory = TileChooser(tiles), TileMemory(ceiling_bytes=ceiling)
    for pose in walk:
        for _ in range(len(tiles.tiles) + 1):
            choice = chooser.choose(pose, LENS, ready=memory.ready)
            memory.touch(choice.keep)
            for index in memory.to_drop(keep=choice.keep | choice.draw):
                assert index not in choice.draw
                memory.drop(index)
            if not choice.fetch:
                break
            memory.add(choice.fetch[0], size_bytes=1)
        assert not choice.fetch, "tiles drive each other out of the memory for ever"
        assert memory.total_bytes <= max(ceiling, len(choice.keep))
