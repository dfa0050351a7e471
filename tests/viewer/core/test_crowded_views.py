"""A view of too many things is drawn coarser, and finer again only when there is room."""

from tests.viewer.core.two_blocks import LENS, by_name, tileset
from viewer.core.pose import Pose
from viewer.core.tile_choice import TileChooser

ALL = ("west", "east", "cell0", "cell1", "near0", "near1", "cell2")


def test_a_view_of_too_many_geoms_becomes_coarser_until_it_has_few_enough() -> None:
    tiles = tileset()
    ready = by_name(tiles, *ALL)
    geoms = {tile.index: 4 for tile in tiles.contents()}
    west, east = by_name(tiles, "west"), by_name(tiles, "east")
    pose = Pose(east=60.0, north=-18.0, height=1.6, heading_degrees=0.0)
    free = TileChooser(tiles).choose(pose, LENS, ready=ready, geoms=geoms)
    assert len(free.draw - east) == 2
    capped = TileChooser(tiles, most_geoms=7).choose(pose, LENS, ready=ready, geoms=geoms)
    assert capped.draw - east == west
    assert capped.fetch == ()


def test_only_what_is_in_view_counts_as_crowded() -> None:
    tiles = tileset()
    geoms = {tile.index: 4 for tile in tiles.contents()}
    away = Pose(east=60.0, north=-18.0, height=1.6, heading_degrees=180.0)
    choice = TileChooser(tiles, most_geoms=1).choose(away, LENS, ready=by_name(tiles, *ALL), geoms=geoms)
    assert len(choice.draw - by_name(tiles, "east")) == 2


def test_a_crowded_view_becomes_finer_again_only_when_there_is_room() -> None:
    tiles = tileset()
    ready = by_name(tiles, *ALL)
    pose = Pose(east=60.0, north=-18.0, height=1.6, heading_degrees=0.0)
    west, east = by_name(tiles, "west"), by_name(tiles, "east")
    chooser = TileChooser(tiles, most_geoms=20)

    def drawn(geoms_a_tile: int) -> frozenset[int]:
        geoms = {tile.index: geoms_a_tile for tile in tiles.contents()}
        for _ in range(12):  # it climbs a step a choice
            choice = chooser.choose(pose, LENS, ready=ready, geoms=geoms)
        return choice.draw - east

    assert drawn(11) == west  # two finer tiles would be 22
    assert drawn(10) == west  # 20 are allowed, but leave no room
    assert len(drawn(9)) == 2
