"""What a unit number and a storey in an address say about height, and the order in which doors come."""

import re
import unicodedata

from district_builder.domain.layout import HouseNumber
from district_builder.domain.stores import Address, Store

_UNIT = re.compile(r"^(?P<wing>[A-Za-z가-힣]*)\s*-?\s*(?P<digits>\d{1,5})")
_BELOW = ("B", "지", "비")
HIGHEST_STOREY = 80
DEEPEST_STOREY = -8

AddressKey = tuple[str, int, int]


def storey_of_unit(unit: str) -> int | None:
    """Unit 601 is on storey 6, 1203 on 12, A301 on 3, B101 on -1; 7 says nothing, nor does 10234."""
    found = _UNIT.match(unit.strip())
    if not found:
        return None
    digits = found["digits"]
    above = int(digits[:-2] or 0) if len(digits) <= 4 else 0
    if found["wing"].upper().startswith(_BELOW):
        return max(-(above or 1), DEEPEST_STOREY)
    return above if 1 <= above <= HIGHEST_STOREY else None


def storeys_of(address: Address) -> tuple[int, ...]:
    """All storeys that an address names, lowest first; what the text states wins over what its units imply."""
    stated = {storey for storey in address.storeys if DEEPEST_STOREY <= storey <= HIGHEST_STOREY and storey != 0}
    implied = {storey for unit in address.units if (storey := storey_of_unit(unit)) is not None}
    return tuple(sorted(stated or implied))


def storey_of(address: Address) -> int:
    """The storey on which a store has its door: the lowest from 1 up, else the highest basement, else 1."""
    storeys = storeys_of(address)
    return min((storey for storey in storeys if storey > 0), default=max(storeys, default=1))


def door_order(store: Store) -> tuple[int, str, str, str]:
    """Sorts stores of one storey as their doors come from left to right: by unit, then by name."""
    digits = [int(found["digits"]) for unit in store.address.units if (found := _UNIT.match(unit.strip()))]
    return min(digits, default=10**6), min(store.address.units, default=""), store.name, store.store_id


def address_key(road: str, number: HouseNumber | None) -> AddressKey | None:
    """Road and number in a form that can be compared, None where either is missing."""
    return (plain_name(road), number.main, number.sub) if road and number is not None else None


def plain_name(name: str) -> str:
    """A name without blanks and in NFC, as names are compared: "봉은사로 2길" is "봉은사로2길"."""
    return "".join(unicodedata.normalize("NFC", name).split())
