"""The address of a row of a store table, from its text and the columns beside it."""

from dataclasses import replace
from functools import lru_cache

from district_builder.domain.stores import Address
from district_builder.sources.address import join_addresses, parse_address, plain_name
from district_builder.sources.store_words import StoreWords
from district_builder.sources.units import take_rooms


def address_of(words: StoreWords) -> Address:
    """Road-name and 지번 address joined; columns for storey, unit and building win over the text."""
    address = _address(words.address, words.lot_address, words.storey, words.unit, words.building)
    return _without_tenant(address, words.name)


@lru_cache(maxsize=100_000)  # the tenants of a building that have no unit share its address
def _address(road: str, lot: str, storey: str, unit: str, building: str) -> Address:
    address = join_addresses(parse_address(road), parse_address(lot))
    if storey or unit:
        address = _with_rooms(address, storey, unit)
    return replace(address, building_name=building) if building else address


def _without_tenant(address: Address, name: str) -> Address:
    """ "부곡시장길 29 우리들약국" names the tenant, not the building."""
    if address.building_name and plain_name(address.building_name) == plain_name(name):
        return replace(address, building_name="")
    return address


def _with_rooms(address: Address, storey: str, unit: str) -> Address:
    """층정보 is "1", "지1", "지" or "1층"; 호정보 is "101" or "101호". They win over the address text."""
    storey = storey.removesuffix(".0")
    if storey.startswith("지") and "하" not in storey:
        storey = f"지하{storey[1:] or '1'}"
    rooms = take_rooms(f"{storey}{'' if storey.endswith('층') or not storey else '층'}")
    units = take_rooms(f"{unit.removesuffix('.0')}{'' if unit.endswith('호') or not unit else '호'}").units
    return replace(address, storeys=rooms.storeys or address.storeys, units=units or address.units)
