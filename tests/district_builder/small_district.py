"""Saebyeok-ro, an invented street that the tests of the mesh builder share.

y
40        ┌──┐a┌──┐         a: an alley, 새벽로1길, from the street northwards
25   ┌────┴┐ │a│ ┌┴─┐┌───┐
9    └──┴──┘ │a│ └──┘└───┘      odd numbers: a plaza of five storeys, small houses
0    ═══════ street ═══════ x   새벽로, 120 m, 9 m of carriageway
-9   ┌────┐┌─┐┌───┐┌────┐
-25  └────┘└─┘└───┘└────┘       even numbers
    -50        0           70
"""

from collections.abc import Sequence
from dataclasses import dataclass

from district_builder.domain.categories import Category
from district_builder.domain.districts import DistrictSource
from district_builder.domain.layout import Building, RoadKind
from district_builder.domain.places import Placement
from district_builder.domain.plan import PlacedStreet
from district_builder.domain.stores import Store
from district_builder.laid_street import lay_street
from district_builder.stages.cells import CellPlan
from district_builder.stages.ground import Ground
from district_builder.stages.items import Item
from district_builder.stages.settings import SceneSettings
from tests.district_builder.stages.settle_samples import box, building, source, store, way

STREET, ALLEY = "새벽로", "새벽로1길"
SETTINGS = SceneSettings(seed="test")

BUILDINGS: tuple[Building, ...] = (
    building("plaza", box(-48, 9.5, 26, 16), road=STREET, at=1, name="새벽프라자", above=5, below=1),
    building("house-3", box(-20, 9.5, 8, 9), road=STREET, at=3, above=1),
    building("house-5", box(-10, 9.5, 11, 14), road=STREET, at=5, above=3),
    building("house-7", box(24, 9.5, 12, 12), road=STREET, at=7, name="해뜰빌딩", above=4),
    building("house-9", box(40, 9.5, 9, 10), road=STREET, at=9, above=2),
    building("house-2", box(-46, -25.5, 18, 16), road=STREET, at=2, name="노을타워", above=6, below=1),
    building("house-4", box(-24, -21.5, 7, 12), road=STREET, at=4, above=2),
    building("house-6", box(-10, -23.5, 14, 14), road=STREET, at=6, above=3),
    building("house-8", box(12, -25.5, 20, 16), road=STREET, at=8, name="참좋은상가", above=3),
    building("alley-2", box(18, 28, 9, 10), road=ALLEY, at=2, above=2),
)

ROADS = (
    way("main", (-55, 0), (65, 0), name=STREET, width=9.0),
    way("lane", (10, 0), (10, 48), name=ALLEY, kind=RoadKind.ALLEY, width=5.0),
)

STORES: tuple[Store, ...] = (
    store("s01", road=STREET, at=1, units=("101",), name="온기커피", category=Category.CAFE),
    store("s02", road=STREET, at=1, units=("102",), name="엄마김밥", category=Category.SNACK),
    store("s03", road=STREET, at=1, units=("103",), name="새벽약국", category=Category.PHARMACY),
    store("s04", road=STREET, at=1, units=("201",), name="바른이치과", category=Category.DENTIST),
    store("s05", road=STREET, at=1, units=("202",), name="한빛미술학원", category=Category.ACADEMY),
    store("s06", road=STREET, at=1, units=("301",), name="소리노래연습장", category=Category.KARAOKE),
    store("s07", road=STREET, at=1, units=("401",), name="튼튼한의원", category=Category.ORIENTAL_CLINIC),
    store("s08", road=STREET, at=1, units=("501",), name="구름요가", category=Category.GYM),
    store("s09", road=STREET, at=1, units=("B101",), name="챔프당구장", category=Category.BILLIARDS),
    store("s10", road=STREET, at=3, name="싱싱청과", category=Category.GROCERY),
    store("s11", road=STREET, at=5, units=("101",), name="또와분식", category=Category.SNACK),
    store("s12", road=STREET, at=5, units=("201",), name="가위손", category=Category.HAIR),
    store("s13", road=STREET, at=7, units=("101",), name="해뜰베이커리", category=Category.BAKERY),
    store("s14", road=STREET, at=7, units=("302",), name="별별공방", category=Category.WORKSHOP),
    store("s15", road=STREET, at=9, name="들꽃", category=Category.FLORIST),
    store("s16", road=STREET, at=2, units=("101",), name="이십사편의점", category=Category.CONVENIENCE),
    store("s17", road=STREET, at=2, units=("102",), name="노을부동산", category=Category.REAL_ESTATE),
    store("s18", road=STREET, at=2, units=("B1",), name="지하피시방", category=Category.PC_ROOM),
    store("s19", road=STREET, at=2, units=("601",), name="하늘사진관", category=Category.PHOTO_STUDIO),
    store("s20", road=STREET, at=4, name="낡은책방", category=Category.BOOKS),
    store("s21", road=STREET, at=6, units=("101",), name="바삭치킨", category=Category.CHICKEN),
    store("s22", road=STREET, at=8, units=("101",), name="고운세탁", category=Category.LAUNDRY),
    store("s23", road=STREET, at=8, units=("102",), name="두레식당", category=Category.KOREAN),
    store("s24", road=ALLEY, at=2, name="골목술집", category=Category.PUB),
)


def small_source(stores: Sequence[Store] = STORES) -> DistrictSource:
    return source(buildings=BUILDINGS, roads=ROADS, stores=stores, streets=[STREET, ALLEY])


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A source on its way to tiles: everything before the first triangle."""

    source: DistrictSource
    street: PlacedStreet
    ground: Ground
    items: tuple[Item, ...]
    cells: tuple[CellPlan, ...]

    @property
    def stores(self) -> dict[str, Store]:
        return {one.store_id: one for one in self.source.stores}

    @property
    def placements(self) -> dict[str, Placement]:
        return {one.store_id: one for one in self.street.placements}

    def cell_of(self, building_id: str) -> CellPlan:
        return next(cell for cell in self.cells if any(one.building_id == building_id for one in cell.buildings))


def lay(source: DistrictSource, settings: SceneSettings = SETTINGS) -> Laid:
    laid = lay_street(source, settings)
    return Laid(source=source, street=laid.street, ground=laid.ground, items=laid.items, cells=laid.cells)
