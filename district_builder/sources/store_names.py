"""Finding the store that a menu, a price list or a photo folder speaks of."""

import re
from collections.abc import Iterable, Mapping

from district_builder.domain.stores import Store, StoreId, TradingStatus
from district_builder.sources.address import plain_name


class StoreNames:
    """The stores of a district by id and by name, blanks and case aside."""

    def __init__(self, stores: Iterable[Store], renamed: Mapping[StoreId, StoreId]) -> None:
        self._ids = dict(renamed)
        self._names: dict[str, list[Store]] = {}
        for store in stores:
            self._ids[store.store_id] = store.store_id
            for name in {_plain(store.full_name), _plain(store.name)}:
                self._names.setdefault(name, []).append(store)

    def find(self, text: str) -> StoreId | None:
        """The id of the one store that an id or a name means; None when it means none or several.

        Of several with one name the only one that is not closed is meant.
        """
        if text in self._ids:
            return self._ids[text]
        named = self._names.get(_plain(text), [])
        if len(named) > 1:
            named = [store for store in named if store.status is not TradingStatus.CLOSED]
        return named[0].store_id if len(named) == 1 else None


def _plain(name: str) -> str:
    return plain_name(re.sub(r"^\((?:주|유)\)|\((?:주|유)\)$", "", name))
