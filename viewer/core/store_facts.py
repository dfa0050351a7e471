"""What a client has learnt of one store, from the API or from the scene alone."""

from dataclasses import dataclass, field
from datetime import date

from district_builder.domain.stores import MenuSection, Product, StoreId, TradingStatus
from viewer.core.places import StorePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFacts:
    """One store as a panel needs it; empty where nobody said.

    `pictures` holds encoded pictures by the names that menu items use. `is_illustration` means that the walls in the
    scene were drawn as they might be, because no photo shows them.
    """

    store_id: StoreId
    name: str
    category_label: str
    storey: int | None = None
    unit: str = ""
    building_name: str = ""
    address_text: str = ""
    hours_text: str = ""
    phone: str = ""
    description: str = ""
    status: TradingStatus = TradingStatus.UNSTATED
    is_example: bool = False
    is_illustration: bool = False
    confirmed_on: date | None = None
    menu: tuple[MenuSection, ...] = ()
    products: tuple[Product, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)


def facts_from_place(place: StorePlace, *, category_label: str, building_name: str = "") -> StoreFacts:
    """What the scene alone says of a store, for the moment before the API has answered and for when it cannot."""
    return StoreFacts(
        store_id=place.store_id,
        name=place.name,
        category_label=category_label,
        storey=place.storey,
        unit=place.unit,
        building_name=building_name,
        is_illustration=place.is_illustration,
    )
