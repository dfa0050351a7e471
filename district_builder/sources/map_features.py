"""What a map file gives, whatever its format: footprints, centrelines and stores in WGS 84."""

from dataclasses import dataclass

from district_builder.domain.frames import LonLat
from district_builder.domain.layout import HouseNumber, Origin, RoadKind
from district_builder.domain.notes import BuildNote
from district_builder.sources.store_reading import StoreReading

LonLatRing = tuple[LonLat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A building as drawn: rings may still be closed, turned either way, or crossing themselves."""

    building_id: str
    outer: LonLatRing
    inner: tuple[LonLatRing, ...] = ()
    name: str = ""
    road: str = ""
    number: HouseNumber | None = None
    storeys_above: int | None = None
    storeys_below: int | None = None
    height_metres: float | None = None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Centreline:
    """A road as drawn."""

    road_id: str
    places: tuple[LonLat, ...]
    name: str = ""
    kind: RoadKind = RoadKind.STREET
    carriageway_width_metres: float | None = None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFeatures:
    """All that one map file gives."""

    outlines: tuple[Outline, ...] = ()
    centrelines: tuple[Centreline, ...] = ()
    stores: tuple[StoreReading, ...] = ()
    notes: tuple[BuildNote, ...] = ()
    guessed_system: str = ""
