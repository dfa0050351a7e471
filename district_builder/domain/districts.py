"""A district and all that its source folder says."""

from dataclasses import dataclass

from district_builder.domain.frames import DistrictFrame, LonLat
from district_builder.domain.layout import Layout, LiftRecord
from district_builder.domain.notes import BuildNote
from district_builder.domain.photos import Photo
from district_builder.domain.stores import Menu, Product, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """The facts of district.toml. `streets` names the roads the district is about, the main one first.

    `start` and `bearing_degrees` (clockwise from north) place the main street where neither ways nor store points can.
    """

    slug: str
    name_ko: str
    name_en: str = ""
    timezone: str = "Asia/Seoul"
    anchor: LonLat
    streets: tuple[str, ...] = ()
    start: LonLat | None = None
    bearing_degrees: float | None = None
    coordinate_system: str = ""  # EPSG code of projected coordinates whose file does not say, e.g. "EPSG:5174"
    attribution: tuple[str, ...] = ()
    is_example: bool = False

    @property
    def frame(self) -> DistrictFrame:
        return DistrictFrame(self.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictSource:
    """Everything read from one source folder: what the import hands over and the build takes."""

    district: District
    layout: Layout
    stores: tuple[Store, ...] = ()
    menus: tuple[Menu, ...] = ()
    products: tuple[Product, ...] = ()
    photos: tuple[Photo, ...] = ()
    lifts: tuple[LiftRecord, ...] = ()
    notes: tuple[BuildNote, ...] = ()
