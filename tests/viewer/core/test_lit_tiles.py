"""Which tiles are recoloured when the light changes: those on which it makes a difference, each part once."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.core.light_of_day import DAY, EVENING, LightOfDay
from viewer.core.lit_tiles import LitTiles
from viewer.core.relight import light_on

STORES = {1: ("", "cafe", "bar"), 2: ("", "shoes"), 3: ("",)}
LIGHTS = st.builds(
    LightOfDay,
    evening=st.sampled_from((0.0, 0.5, 1.0)),
    closed_stores=st.frozensets(st.sampled_from(("cafe", "bar", "shoes", "elsewhere"))),
)


def lit_by_day(*, parts: int = 2) -> LitTiles:
    tiles = LitTiles()
    for tile, stores in STORES.items():
        tiles.add(tile, stores=stores, parts=parts, shown=DAY)
    return tiles


def take_all(tiles: LitTiles) -> list[tuple[int, int]]:
    taken = []
    while tiles.stale:
        tile = min(tiles.stale)
        taken.append((tile, tiles.take(tile)))
    return taken


def test_dusk_recolours_every_part_once() -> None:
    tiles = lit_by_day()
    tiles.change(EVENING)
    assert sorted(take_all(tiles)) == [(tile, part) for tile in STORES for part in (0, 1)]


def test_the_same_light_again_recolours_nothing() -> None:
    tiles = lit_by_day()
    tiles.change(LightOfDay())
    assert not tiles.stale
    tiles.change(EVENING)
    take_all(tiles)
    tiles.change(LightOfDay(evening=1.0))
    assert not tiles.stale


def test_a_store_that_closes_by_day_recolours_nothing() -> None:
    tiles = lit_by_day()
    tiles.change(LightOfDay(closed_stores=frozenset({"cafe"})))
    assert not tiles.stale


def test_a_store_that_closes_in_the_evening_recolours_its_own_tile_alone() -> None:
    tiles = lit_by_day()
    tiles.change(EVENING)
    take_all(tiles)
    tiles.change(LightOfDay(evening=1.0, closed_stores=frozenset({"shoes"})))
    assert set(tiles.stale) == {2}


def test_a_light_that_changes_back_half_way_recolours_what_was_done_and_no_more() -> None:
    tiles = lit_by_day()
    tiles.change(EVENING)
    done = tiles.take(2)
    tiles.change(DAY)
    assert take_all(tiles) == [(2, done)]


def test_a_tile_that_comes_in_the_light_of_now_is_settled_and_one_of_an_older_light_is_not() -> None:
    tiles = LitTiles()
    tiles.change(EVENING)
    tiles.add(1, stores=STORES[1], parts=2, shown=EVENING)
    tiles.add(2, stores=STORES[2], parts=2, shown=DAY)
    assert set(tiles.stale) == {2}


def test_a_tile_that_goes_is_not_recoloured() -> None:
    tiles = lit_by_day()
    tiles.change(EVENING)
    tiles.drop(1)
    tiles.drop(3)
    assert {tile for tile, _ in take_all(tiles)} == {2}


def test_a_tile_without_parts_never_waits() -> None:
    tiles = lit_by_day(parts=0)
    tiles.change(EVENING)
    assert not tiles.stale


@given(changes=st.lists(st.tuples(LIGHTS, st.integers(0, 4)), max_size=8))
def test_whatever_the_light_did_all_parts_show_it_in_the_end(changes: list[tuple[LightOfDay, int]]) -> None:
    tiles = lit_by_day()
    shown = {(tile, part): DAY for tile in STORES for part in (0, 1)}

    def recolour() -> None:
        tile = max(tiles.stale)
        shown[tile, tiles.take(tile)] = light_on(frozenset(STORES[tile]) - {""}, tiles.light)

    for light, steps in changes:
        tiles.change(light)
        for _ in range(min(steps, len(tiles.stale))):
            recolour()
    while tiles.stale:
        recolour()
    for (tile, _), light in shown.items():
        assert light == light_on(frozenset(STORES[tile]) - {""}, tiles.light)
