"""A generated city: streets in a grid, plazas of five to eight storeys along them, a dozen tenants in each.

──────── 가람로 ────────      A plaza is 26 m wide and 18 m deep and stands 10.5 m from its street's middle; streets
▭ ▭ ▭ ▭ │ ▭ ▭ ▭ ▭            lie 75 m apart, and a cross street comes after every fifth plaza.
▭ ▭ ▭ ▭ │ ▭ ▭ ▭ ▭
──────── 나래로 ────────
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat, Point2
from district_builder.domain.layout import Building, HouseNumber, Layout, Origin, Road
from district_builder.domain.stores import Address, Store, TradingStatus

PLAZAS_A_SIDE = 20
PLAZA_WIDTH, PLAZA_DEPTH, SETBACK = 26.0, 18.0, 10.5
LOT_WIDTH, CROSS_WIDTH, STREET_SPACING = 29.0, 22.0, 75.0
PLAZAS_BETWEEN_CROSSINGS = 5
STREET_LENGTH = PLAZAS_A_SIDE * LOT_WIDTH + (PLAZAS_A_SIDE // PLAZAS_BETWEEN_CROSSINGS - 1) * CROSS_WIDTH
STREET_NAMES = (
    "가람",
    "나래",
    "다온",
    "라온",
    "마루",
    "바람",
    "새벽",
    "아람",
    "자람",
    "차오름",
    "큰뜰",
    "타래",
    "푸름",
    "한결",
)
FIRST_WORDS = ("느티", "달빛", "은모래", "초록", "도담", "소담", "한빛", "여울", "솔바람", "햇살", "이음", "온유")
SECOND_WORDS = ("마루", "언덕", "정원", "나루", "뜰", "골목", "모퉁이", "창가", "우물", "마당", "다락", "쉼터")
ORIGIN = Origin(file="stores/city.csv", row=2)


@dataclass(frozen=True, kw_only=True)
class _Plaza:
    building: Building
    road: str
    number: HouseNumber


def make_city(stores: int) -> DistrictSource:
    """A city of exactly so many stores; the same number gives the same city."""
    luck = Random("city")
    found: list[Store] = []
    plazas: list[Building] = []
    streets = 0
    while len(found) < stores:
        for plaza in _plazas_of_street(streets, luck):
            if len(found) < stores:
                plazas.append(plaza.building)
                found.extend(_tenants(plaza, luck, first=len(found)))
        streets += 1
    return DistrictSource(
        district=District(slug="city", name_ko="지어낸 도시", anchor=LonLat(126.97, 37.37), streets=(_street_name(0),)),
        layout=Layout(buildings=tuple(plazas), roads=tuple(_roads(streets))),
        stores=tuple(found[:stores]),
    )


def _street_name(index: int) -> str:
    turn, name = divmod(index, len(STREET_NAMES))
    return f"{STREET_NAMES[name]}{turn + 1 if turn else ''}로"


def _roads(streets: int) -> Iterator[Road]:
    for index in range(streets):
        y = index * STREET_SPACING
        yield Road(
            road_id=f"street-{index}",
            centreline=(Point2(-12.0, y), Point2(STREET_LENGTH + 12.0, y)),
            name=_street_name(index),
            origin=ORIGIN,
        )
    if streets < 2:
        return
    for index in range(1, PLAZAS_A_SIDE // PLAZAS_BETWEEN_CROSSINGS):
        x = index * PLAZAS_BETWEEN_CROSSINGS * LOT_WIDTH + (index - 0.5) * CROSS_WIDTH
        yield Road(
            road_id=f"cross-{index}",
            centreline=(Point2(x, -12.0), Point2(x, (streets - 1) * STREET_SPACING + 12.0)),
            name=f"건널{index}길",
            origin=ORIGIN,
        )


def _plazas_of_street(street: int, luck: Random) -> Iterator[_Plaza]:
    """Odd numbers north of the street, on the left of its direction, even ones south."""
    middle, road = street * STREET_SPACING, _street_name(street)
    for place in range(PLAZAS_A_SIDE):
        left = place * LOT_WIDTH + place // PLAZAS_BETWEEN_CROSSINGS * CROSS_WIDTH
        right = left + PLAZA_WIDTH
        for side in (1, -1):
            low, high = sorted((middle + side * SETBACK, middle + side * (SETBACK + PLAZA_DEPTH)))
            number = HouseNumber(main=2 * place + (1 if side > 0 else 2))
            building = Building(
                building_id=f"b-{street}-{number}",
                footprint=(Point2(left, low), Point2(right, low), Point2(right, high), Point2(left, high)),
                name=f"{luck.choice(FIRST_WORDS)}프라자",
                road=road,
                number=number,
                storeys_above=luck.randint(5, 8),
                storeys_below=1,
                origin=ORIGIN,
            )
            yield _Plaza(building=building, road=road, number=number)


def _tenants(plaza: _Plaza, luck: Random, *, first: int) -> Iterator[Store]:
    """Four on the pavement, one in the basement, one or two on each storey above."""
    storeys = plaza.building.storeys_above or 1
    rooms = [(1, room) for room in range(1, 5)] + [(-1, 1)]
    rooms += [(storey, room) for storey in range(2, storeys + 1) for room in range(1, luck.randint(1, 2) + 1)]
    categories = list(Category)
    for count, (storey, room) in enumerate(rooms):
        serial = first + count
        category = categories[(serial * 7) % len(categories)]
        floor, unit = (f"{storey}층", f"{storey}{room:02}") if storey > 0 else ("지하1층", f"B1{room:02}")
        yield Store(
            store_id=f"c-{serial:05}",
            name=f"{luck.choice(FIRST_WORDS)}{luck.choice(SECOND_WORDS)} {KOREAN_LABELS[category]}",
            category=category,
            address=Address(
                text=f"{plaza.road} {plaza.number}, {floor} {unit}호",
                road=plaza.road,
                number=plaza.number,
                storeys=(storey,),
                units=(unit,),
            ),
            status=TradingStatus.OPEN,
            phone=f"031-000-{serial % 10_000:04}",
            origin=Origin(file="stores/city.csv", row=serial + 2),
        )
