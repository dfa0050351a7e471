"""OpenStreetMap tags -> our words (wiki.openstreetmap.org: Key:building, Key:highway, Simple 3D Buildings)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from district_builder.domain.categories import Category
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Origin, RoadKind
from district_builder.domain.stores import Address, Store, TradingStatus
from district_builder.sources.address import parse_address
from district_builder.sources.category_words import category_of_name
from district_builder.sources.map_features import Centreline, LonLatRing, Outline
from district_builder.sources.measures import (
    HIGHEST_METRES,
    WIDEST_METRES,
    first_of,
    read_house_number,
    read_metres,
    read_storeys,
)
from district_builder.sources.store_reading import IdSource, StoreReading
from district_builder.sources.text import LINE_LIMIT, NAME_LIMIT, clean
from district_builder.sources.units import take_rooms

Tags = Mapping[str, str]

LANE_METRES = 3.0

_NO_BUILDING = frozenset({"no", "roof", "carport", "ruins", "proposed", "demolished"})
_STREETS = frozenset(
    ["motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "road", "busway"]
)
_ALLEYS = frozenset({"living_street", "service", "track"})
_PATHS = frozenset(["footway", "pedestrian", "path", "steps", "cycleway", "bridleway", "corridor"])

_CATEGORIES: dict[str, Category] = {
    "cafe": Category.CAFE,
    "coffee": Category.CAFE,
    "ice_cream": Category.CAFE,
    "tea": Category.CAFE,
    "bakery": Category.BAKERY,
    "pastry": Category.BAKERY,
    "confectionery": Category.BAKERY,
    "restaurant": Category.KOREAN,
    "food_court": Category.KOREAN,
    "fast_food": Category.FAST_FOOD,
    "bar": Category.PUB,
    "pub": Category.PUB,
    "biergarten": Category.PUB,
    "nightclub": Category.PUB,
    "convenience": Category.CONVENIENCE,
    "supermarket": Category.SUPERMARKET,
    "department_store": Category.SUPERMARKET,
    "greengrocer": Category.GROCERY,
    "butcher": Category.GROCERY,
    "alcohol": Category.GROCERY,
    "pharmacy": Category.PHARMACY,
    "optician": Category.OPTICIAN,
    "hairdresser": Category.HAIR,
    "beauty": Category.NAIL,
    "laundry": Category.LAUNDRY,
    "dry_cleaning": Category.LAUNDRY,
    "florist": Category.FLORIST,
    "books": Category.BOOKS,
    "stationery": Category.STATIONERY,
    "art": Category.ART_SUPPLY,
    "clothes": Category.CLOTHING,
    "shoes": Category.CLOTHING,
    "jewelry": Category.CLOTHING,
    "cosmetics": Category.COSMETICS,
    "chemist": Category.COSMETICS,
    "mobile_phone": Category.PHONE,
    "hardware": Category.HARDWARE,
    "doityourself": Category.HARDWARE,
    "trade": Category.HARDWARE,
    "copyshop": Category.PRINT,
    "clinic": Category.CLINIC,
    "doctors": Category.CLINIC,
    "hospital": Category.CLINIC,
    "dentist": Category.DENTIST,
    "veterinary": Category.VET,
    "karaoke_box": Category.KARAOKE,
    "internet_cafe": Category.PC_ROOM,
    "public_bath": Category.BATHHOUSE,
    "estate_agent": Category.REAL_ESTATE,
    "bank": Category.BANK,
    "photo": Category.PHOTO_STUDIO,
    "language_school": Category.ACADEMY,
    "prep_school": Category.ACADEMY,
}
_CUISINES: dict[str, Category] = {
    "korean": Category.KOREAN,
    "chinese": Category.CHINESE,
    "japanese": Category.JAPANESE,
    "sushi": Category.JAPANESE,
    "ramen": Category.JAPANESE,
    "italian": Category.WESTERN,
    "pizza": Category.PIZZA,
    "chicken": Category.CHICKEN,
    "burger": Category.FAST_FOOD,
    "coffee_shop": Category.CAFE,
}
_AMENITY_STORES = frozenset(key for key in _CATEGORIES if key not in {"hospital"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element of any OSM file: `ref` is n, w or r and its number."""

    ref: str
    tags: Tags
    origin: Origin


def is_building(tags: Tags) -> bool:
    """Whether the tags say a building whose walls stand on the ground."""
    return bool(tags.get("building")) and tags["building"] not in _NO_BUILDING and not is_below_ground(tags)


def is_below_ground(tags: Tags) -> bool:
    """Whether a thing lies underground or indoors, where a street scene must not show it."""
    if tags.get("location") in {"underground", "indoor"} or tags.get("tunnel") in {"yes", "culvert"}:
        return True
    return tags.get("indoor") == "yes" or tags.get("layer", "").startswith("-") or tags.get("level", "").startswith("-")


def road_kind(tags: Tags) -> RoadKind | None:
    """The kind of a highway, None for what nobody walks or drives along (areas, plans, platforms).

    A Korean residential way is a shared alley unless a pavement, two lanes or 8 m of width are mapped: "○○길" by name.
    """
    highway = tags.get("highway", "").removesuffix("_link")
    if tags.get("area") == "yes" or is_below_ground(tags):
        return None
    if highway in _PATHS:
        return RoadKind.PATH
    if highway in _ALLEYS:
        return RoadKind.ALLEY
    if highway not in _STREETS:
        return None
    if highway in {"residential", "unclassified", "road"} and not _has_pavement(tags):
        is_alley = tags.get("sidewalk") in {"no", "none"} or tags.get("name", "").endswith("길")
        return RoadKind.ALLEY if is_alley else RoadKind.STREET
    return RoadKind.STREET


def _has_pavement(tags: Tags) -> bool:
    sides = {tags.get("sidewalk"), tags.get("sidewalk:both"), tags.get("sidewalk:left"), tags.get("sidewalk:right")}
    if sides & {"both", "left", "right", "yes", "separate"}:
        return True
    return (read_storeys(tags.get("lanes", "")) or 0) >= 2 or (road_width(tags) or 0) >= 8


def road_width(tags: Tags) -> float | None:
    """The mapped width in metres, else 3 m a lane, else None."""
    if width := read_metres(first_of(tags, ("width:carriageway", "width", "est_width")), most=WIDEST_METRES):
        return width
    lanes = read_storeys(tags.get("lanes", ""), most=20)
    return lanes * LANE_METRES if lanes else None


def outline_from_element(element: Element, outer: LonLatRing, inner: tuple[LonLatRing, ...] = ()) -> Outline:
    """A building with what its tags say of name, address, storeys and height."""
    tags = element.tags
    above = read_storeys(tags.get("building:levels", ""))
    return Outline(
        building_id=element.ref,
        outer=outer,
        inner=inner,
        name=_name(tags),
        road=clean(tags.get("addr:street", "")),
        number=read_house_number(tags.get("addr:housenumber", "")),
        storeys_above=above or None,  # levels=0 says "nothing above ground", which a building with walls contradicts
        storeys_below=read_storeys(tags.get("building:levels:underground", ""), most=12),
        height_metres=read_metres(tags.get("height", ""), most=HIGHEST_METRES),
        origin=element.origin,
    )


def centreline_from_element(element: Element, kind: RoadKind, places: tuple[LonLat, ...]) -> Centreline:
    """A road with what its tags say of name and width."""
    return Centreline(
        road_id=element.ref,
        places=places,
        name=_name(element.tags),
        kind=kind,
        carriageway_width_metres=None if kind is RoadKind.PATH else road_width(element.tags),
        origin=element.origin,
    )


def store_from_element(element: Element, place: LonLat, *, storeys: tuple[int, ...] = ()) -> StoreReading | None:
    """A named tenant (shop=*, amenity=cafe and the like); None for anything else."""
    tags = element.tags
    trade = tags.get("shop", "") or (tags.get("amenity", "") if tags.get("amenity") in _AMENITY_STORES else "")
    name = _name(tags)
    if not trade or not name or trade in {"no", "vacant"}:
        return None
    cuisine = next((_CUISINES[word] for word in tags.get("cuisine", "").split(";") if word in _CUISINES), None)
    category = category_of_name(name) or cuisine or _CATEGORIES.get(trade, Category.OTHER)
    if trade == "restaurant" and category is Category.KOREAN and not cuisine and not re.search("[가-힣]", name):
        category = Category.WESTERN
    store = Store(
        store_id=f"osm-{element.ref}",
        name=name,
        branch=clean(tags.get("branch", ""))[:NAME_LIMIT],
        category=category,
        category_text=trade,
        address=_address(tags, storeys),
        status=TradingStatus.UNSTATED,
        phone=clean(first_of(tags, ("phone", "contact:phone")))[:40],
        hours_text=clean(tags.get("opening_hours", ""))[:LINE_LIMIT],
        description=clean(tags.get("description", ""))[:LINE_LIMIT],
        origin=element.origin,
    )
    return StoreReading(
        store=store, place=place, group=f"{element.origin.file}#osm", id_source=IdSource.REGISTER, is_reprojected=True
    )


def _name(tags: Tags) -> str:
    return clean(first_of(tags, ("name:ko", "name", "name:en", "brand")))[:NAME_LIMIT]


def _address(tags: Tags, storeys: tuple[int, ...]) -> Address:
    full = clean(tags.get("addr:full", ""))
    street, number = clean(tags.get("addr:street", "")), read_house_number(tags.get("addr:housenumber", ""))
    if not street and full:
        return parse_address(full)
    level = read_storeys(tags.get("level", ""))
    unit = take_rooms(f"{clean(tags.get('addr:unit', ''))}호").units
    return Address(
        text=full or " ".join(part for part in (street, str(number or "")) if part),
        road=street,
        number=number,
        building_name=clean(tags.get("addr:housename", ""))[:NAME_LIMIT],
        storeys=(level + 1,) if level is not None else storeys,
        units=unit,
    )
