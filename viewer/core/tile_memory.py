"""What tiles may stay when the memory for them is full."""

from collections import OrderedDict
from collections.abc import Set


class TileMemory:
    """Counts the bytes of drawable tiles and names the ones to drop, the longest unused first."""

    def __init__(self, *, ceiling_bytes: int) -> None:
        self.ceiling_bytes = ceiling_bytes
        self._sizes: OrderedDict[int, int] = OrderedDict()
        self._total = 0

    @property
    def total_bytes(self) -> int:
        return self._total

    @property
    def ready(self) -> Set[int]:
        """The tiles held; a live view."""
        return self._sizes.keys()

    def add(self, tile: int, *, size_bytes: int) -> None:
        self.drop(tile)
        self._sizes[tile] = size_bytes
        self._total += size_bytes

    def drop(self, tile: int) -> None:
        self._total -= self._sizes.pop(tile, 0)

    def touch(self, tiles: Set[int]) -> None:
        """Mark tiles as used now."""
        for tile in sorted(tiles & self._sizes.keys()):
            self._sizes.move_to_end(tile)

    def to_drop(self, *, keep: Set[int]) -> tuple[int, ...]:
        """Tiles whose going brings the total under the ceiling; never one of `keep`, whatever the total."""
        excess, leaving = self._total - self.ceiling_bytes, []
        for tile, size in self._sizes.items():
            if excess <= 0:
                break
            if tile not in keep:
                leaving.append(tile)
                excess -= size
        return tuple(leaving)
