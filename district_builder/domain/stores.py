"""Stores and what they sell, as an operator's files give them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from district_builder.domain.categories import Category
from district_builder.domain.frames import Point2
from district_builder.domain.layout import HouseNumber, Origin

StoreId: TypeAlias = str


class TradingStatus(StrEnum):
    """What a register says of a store's existence; the hours of the day are another matter."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A Korean road-name address, taken apart. Empty and None mean that the text does not say.

    Storeys count from 1 upwards and from -1 downwards; there is no storey 0.
    A storey that the text states ("2층") wins over one that a unit implies ("201호").
    """

    text: str
    road: str = ""
    number: HouseNumber | None = None
    building_name: str = ""
    storeys: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    dong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One tenant. `point` lies in the district frame; `category_text` and `hours_text` are the source's own words."""

    store_id: StoreId
    name: str
    branch: str = ""
    category: Category = Category.OTHER
    category_text: str = ""
    address: Address
    point: Point2 | None = None
    status: TradingStatus = TradingStatus.UNSTATED
    phone: str = ""
    hours_text: str = ""
    description: str = ""
    confirmed_on: date | None = None
    is_example: bool = False
    origin: Origin

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.branch}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """Something with a price. `price_won` is None when the source says 시가 or nothing."""

    name: str
    price_won: int | None = None
    description: str = ""
    picture: str = ""  # path inside the source folder
    is_signature: bool = False
    origin: Origin = field(default=Origin(file=""), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuSection:
    name: str
    items: tuple[MenuItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A menu or a price list of one store, in the order of the source."""

    store_id: StoreId
    sections: tuple[MenuSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A good on a store's shelf with the day on which its price was seen."""

    store_id: StoreId
    name: str
    price_won: int | None = None
    maker: str = ""
    seen_on: date | None = None
    origin: Origin = field(default=Origin(file=""))
