"""Finding the store that a menu, a price list or a photo folder speaks of."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from district_builder.domain.stores import Store, StoreId, TradingStatus
from district_builder.sources.address import plain_name

_COMPANY = re.compile(r"^\((?:주|유)\)|\((?:주|유)\)$")


class StoreNames:
    """The stores of a district by id and by name, blanks and case aside."""

    def __init__(self, stores: Sequence[Store], renamed: Mapping[StoreId, StoreId]) -> None:
        self._stores = stores
        self._renamed = renamed

    @cached_property
    def _ids(self) -> dict[StoreId, StoreId]:
        return {**self._renamed, **{store.store_id: store.store_id for store in self._stores}}

    @cached_property
    def _names(self) -> dict[str, list[Store]]:
        names: dict[str, list[Store]] = {}
        for store in self._stores:
            for name in {_plain(store.full_name), _plain(store.name)}:
                names.setdefault(name, []).append(store)
        return names

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
    return plain_name(_COMPANY.sub("", name))
