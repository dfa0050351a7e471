"""Finding the store that a menu, a price list or a photo folder speaks of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from district_builder.domain.stores import Address, Store, StoreId, TradingStatus
from district_builder.sources.address import parse_address, plain_name
from district_builder.sources.text import NAME_LIMIT, read_code

MOST_OFFERED = 3
LONGEST_OFFERED = 40  # the ciphered numbers of clinics are longer than anybody writes by hand
LONGEST_SAID = 2 * NAME_LIMIT  # a name and an address behind it

_COMPANY = re.compile(r"^\((?:주|유)\)|\((?:주|유)\)$")
_BEFORE_HINT = re.compile(r"[\s,(]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichStore:
    """Why a text means no single store, and what would mean one: "…이 2곳이라" and "A, B 가운데 하나"."""

    reason: str
    choices: str


class StoreNames:
    """The stores of a district by id, by the number that their register gives them and by name.

    Args:
        renamed: ids that gave way to another when two rows were one store.
        numbers: what the operator's lists call their stores (상가업소번호, 관리번호) beside the ids made for them.
    """

    def __init__(
        self, stores: Sequence[Store], *, renamed: Mapping[StoreId, StoreId], numbers: Sequence[tuple[str, StoreId]]
    ) -> None:
        self._stores = stores
        self._renamed = renamed
        self._said_numbers = numbers

    @cached_property
    def _ids(self) -> dict[StoreId, Store]:
        ids = {store.store_id: store for store in self._stores}
        return {gone: ids[left] for gone, left in self._renamed.items() if left in ids} | ids

    @cached_property
    def _numbers(self) -> dict[str, list[Store]]:
        numbers: dict[str, list[Store]] = {}
        for said, store_id in self._said_numbers:
            store, named = self._ids.get(store_id), numbers.setdefault(_plain_number(said), [])
            if store and store not in named:
                named.append(store)
        return numbers

    @cached_property
    def _names(self) -> dict[str, list[Store]]:
        names: dict[str, list[Store]] = {}
        for store in self._stores:
            for name in {_plain(name) for name in _ways_to_say(store)}:
                names.setdefault(name, []).append(store)
        return names

    @cached_property
    def _number_of(self) -> dict[StoreId, str]:
        """The number to offer for a store: one as its list writes it that means no other store."""
        return {
            self._ids[store_id].store_id: said
            for said, store_id in reversed(self._said_numbers)
            if store_id in self._ids and len(said) <= LONGEST_OFFERED and len(self._numbers[_plain_number(said)]) == 1
        }

    def find(self, text: str) -> StoreId | None:
        """The id of the one store that a text means; None when it means none or several."""
        meant = self.meant_by(text)
        return meant[0].store_id if len(meant) == 1 else None

    def meant_by(self, text: str) -> tuple[Store, ...]:
        """The stores that an id, a register's number or a name can mean, blanks, case and signs aside.

        A storey, a unit or an address may stand behind the name ("편의점 2층"); it must be true. Of several stores
        those that are not closed are meant.
        """
        if len(text) > LONGEST_SAID:
            return ()
        if text in self._ids:
            return (self._ids[text],)
        named = self._numbers.get(_plain_number(text)) or self._names.get(_plain(text)) or self._hinted(text)
        trading = [store for store in named if store.status is not TradingStatus.CLOSED]
        return tuple(trading or named)

    def which(self, text: str) -> WhichStore:
        """The words for a text that means no single store."""
        meant = self.meant_by(text)
        if not meant:
            reason = f"'{text[:40]}'에 맞는 가게가 목록에 없어" if text else "가게 이름이 비어 있어"
            return WhichStore(
                reason=reason, choices="가게 목록의 이름(지점까지), 상가업소번호나 관리번호, id 가운데 하나"
            )
        offered = ", ".join(self._offer(store) for store in meant[:MOST_OFFERED])
        return WhichStore(
            reason=f"'{text[:40]}'에 맞는 가게가 {len(meant)}곳이라",
            choices=f"{offered} {'등에서' if len(meant) > MOST_OFFERED else '가운데'} 하나",
        )

    def _offer(self, store: Store) -> str:
        place = _place_words(store.address)
        return f"{self._number_of.get(store.store_id, store.store_id)}{f'({place})' if place else ''}"

    def _hinted(self, text: str) -> list[Store]:
        """Stores whose name a text begins with, the longest such name, and whose place agrees with the rest of it."""
        for gap in reversed(list(_BEFORE_HINT.finditer(text))):
            if named := self._names.get(_plain(text[: gap.start()])):
                hint = parse_address(text[gap.start() :].lstrip(" ,"))
                return [store for store in named if _agrees(hint, store.address)]
        return []


def _ways_to_say(store: Store) -> Iterable[str]:
    yield from (store.name, store.full_name)
    if store.branch:
        yield store.full_name.removesuffix("점")


def _plain(name: str) -> str:
    """A name of nothing but signs is compared as it is."""
    return plain_name(_COMPANY.sub("", name)) or name


def _plain_number(number: str) -> str:
    return plain_name(read_code(number)) or number


def _agrees(hint: Address, address: Address) -> bool:
    """Whether all that a hint says is so; a hint that says nothing agrees with nobody."""
    if hint.road and (hint.road, hint.number) != (address.road, address.number):
        return False
    if hint.units and address.units and not set(hint.units) & set(address.units):
        return False
    if hint.storeys and not set(hint.storeys) & set(address.storeys):
        return False
    return bool(hint.road or hint.storeys or hint.units)


def _place_words(address: Address) -> str:
    storeys = (f"지하 {-storey}층" if storey < 0 else f"{storey}층" for storey in address.storeys[:1])
    units = (f"{unit}호" for unit in address.units[:1])
    road = (f"{address.road} {address.number}",) if address.road and address.number else ()
    return " ".join((*road, *storeys, *units))
