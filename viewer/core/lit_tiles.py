"""In what light the tiles in memory are shown, and which part of which is to be recoloured next."""

from collections.abc import Sequence, Set

from viewer.core.light_of_day import DAY, LightOfDay
from viewer.core.relight import light_on


class LitTiles:
    """Keeps account of parts that show an older light. A light that makes no difference on a tile leaves it alone."""

    def __init__(self) -> None:
        self._light = DAY
        self._stores: dict[int, frozenset[str]] = {}
        self._shown: dict[int, list[LightOfDay]] = {}
        self._stale: dict[int, list[int]] = {}

    @property
    def light(self) -> LightOfDay:
        return self._light

    @property
    def stale(self) -> Set[int]:
        """The tiles that have a part in an older light; a live view."""
        return self._stale.keys()

    def change(self, light: LightOfDay) -> None:
        if light != self._light:
            self._light = light
            for tile in self._shown:
                self._look_over(tile)

    def add(self, tile: int, *, stores: Sequence[str], parts: int, shown: LightOfDay) -> None:
        """A tile came in, all of its parts in one light, which need no longer be the light of now."""
        self._stores[tile] = frozenset(stores) - {""}
        self._shown[tile] = [light_on(self._stores[tile], shown)] * parts
        self._look_over(tile)

    def drop(self, tile: int) -> None:
        del self._stores[tile], self._shown[tile]
        self._stale.pop(tile, None)

    def take(self, tile: int) -> int:
        """The part of a stale tile to recolour now; it counts as done."""
        part = self._stale[tile].pop()
        if not self._stale[tile]:
            del self._stale[tile]
        self._shown[tile][part] = light_on(self._stores[tile], self._light)
        return part

    def _look_over(self, tile: int) -> None:
        wanted = light_on(self._stores[tile], self._light)
        stale = [part for part, shown in enumerate(self._shown[tile]) if shown != wanted]
        if stale:
            self._stale[tile] = stale
        else:
            self._stale.pop(tile, None)
