"""Stores on the wire."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from district_builder.domain.categories import Category
from district_builder.domain.places import PlacementKind
from district_builder.domain.stores import Address, TradingStatus


class AnchorAnswer(BaseModel):
    """The middle of a store's sign or window: WGS 84 degrees, and metres above the anchor's plane."""

    lon: float
    lat: float
    height_metres: float


class DoorAnswer(BaseModel):
    """Where one enters, WGS 84 degrees."""

    lon: float
    lat: float


class PlacementAnswer(BaseModel):
    """Where the newest scene shows a store. `side` is seen in the direction of rising building numbers."""

    building_id: str
    building_name: str
    kind: PlacementKind
    storey: int
    unit: str
    anchor: AnchorAnswer
    door: DoorAnswer
    street: str
    along_street_metres: float
    side: Literal["left", "right"]


class StoreAnswer(BaseModel):
    """One store. `is_illustration` means that no photo shows it: the scene draws it as it might be."""

    store_id: str
    district: str
    name: str
    branch: str
    category: Category
    category_label: str
    category_text: str
    address: Address
    status: TradingStatus
    phone: str
    hours_text: str
    description: str
    confirmed_on: date | None
    is_example: bool
    is_illustration: bool
    placement: PlacementAnswer | None
    version: int
    changed_at: datetime


class StorePage(BaseModel):
    stores: list[StoreAnswer]
    next: str | None
