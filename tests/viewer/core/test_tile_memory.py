"""Which tiles are forgotten when the memory is full."""

from viewer.core.tile_memory import TileMemory


def test_memory_drops_what_was_unused_longest_and_never_what_is_kept() -> None:
    memory = TileMemory(ceiling_bytes=100)
    for tile in (1, 2, 3, 4):
        memory.add(tile, size_bytes=40)
    memory.touch({1})
    assert memory.total_bytes == 160
    assert memory.to_drop(keep={2}) == (3, 4)
    for tile in (3, 4):
        memory.drop(tile)
    assert memory.to_drop(keep=set()) == ()
    assert set(memory.ready) == {1, 2}


def test_memory_may_pass_its_ceiling_for_what_is_on_the_screen() -> None:
    memory = TileMemory(ceiling_bytes=10)
    memory.add(1, size_bytes=40)
    assert memory.to_drop(keep={1}) == ()


def test_a_tile_added_twice_counts_once() -> None:
    memory = TileMemory(ceiling_bytes=10)
    memory.add(1, size_bytes=4)
    memory.add(1, size_bytes=5)
    assert memory.total_bytes == 5
