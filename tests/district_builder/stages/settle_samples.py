"""Small districts for the tests of the ladder and of placing: one word for each thing that a source can say."""

import csv
import json
import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyproj import Transformer

from district_builder.domain.categories import Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat, Point2
from district_builder.domain.layout import Building, HouseNumber, Layout, LiftRecord, Origin, Ring, Road, RoadKind, Rung
from district_builder.domain.plan import PlannedBuilding, PlannedRoad, StreetPlan
from district_builder.domain.stores import Address, Store, TradingStatus
from district_builder.geometry.outlines import signed_area

ANCHOR = LonLat(126.9720, 37.3796)
STREET = "계원대학로"


def box(west: float, south: float, width: float, depth: float) -> Ring:
    """A rectangle, counter-clockwise from its south-western corner."""
    return (
        Point2(west, south),
        Point2(west + width, south),
        Point2(west + width, south + depth),
        Point2(west, south + depth),
    )


def turned(ring: Iterable[Point2], *, degrees: float, dx: float = 0.0, dy: float = 0.0) -> Ring:
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return tuple(Point2(x * cosine - y * sine + dx, x * sine + y * cosine + dy) for x, y in ring)


def number(text: str | int) -> HouseNumber:
    main, _, sub = str(text).partition("-")
    return HouseNumber(main=int(main), sub=int(sub or 0))


def building(
    building_id: str,
    footprint: Ring,
    *,
    road: str = "",
    at: str | int | None = None,
    name: str = "",
    above: int | None = None,
    below: int | None = None,
    height: float | None = None,
) -> Building:
    return Building(
        building_id=building_id,
        footprint=footprint,
        road=road,
        number=None if at is None else number(at),
        name=name,
        storeys_above=above,
        storeys_below=below,
        height_metres=height,
        origin=Origin(file="map.geojson"),
    )


def planned(
    building_id: str,
    footprint: Ring,
    *,
    road: str = "",
    at: str | int | None = None,
    name: str = "",
    above: int = 3,
    below: int = 0,
    rung: Rung = Rung.FOOTPRINT,
) -> PlannedBuilding:
    return PlannedBuilding(
        building_id=building_id,
        footprint=footprint,
        road=road,
        number=None if at is None else number(at),
        name=name,
        storeys_above=above,
        storeys_below=below,
        rung=rung,
    )


def way(
    road_id: str,
    *points: tuple[float, float],
    name: str = "",
    kind: RoadKind = RoadKind.STREET,
    width: float | None = None,
) -> Road:
    return Road(
        road_id=road_id,
        centreline=tuple(Point2(*point) for point in points),
        name=name,
        kind=kind,
        carriageway_width_metres=width,
        origin=Origin(file="map.geojson"),
    )


def street(
    road_id: str,
    *points: tuple[float, float],
    name: str = "",
    kind: RoadKind = RoadKind.STREET,
    carriageway: float = 9.0,
    pavement: float = 3.5,
    start: float = 0.0,
) -> PlannedRoad:
    return PlannedRoad(
        road_id=road_id,
        name=name,
        kind=kind,
        centreline=tuple(Point2(*point) for point in points),
        carriageway_width_metres=carriageway,
        pavement_width_metres=pavement,
        start_metres=start,
    )


def store(
    store_id: str,
    *,
    road: str = "",
    at: str | int | None = None,
    building_name: str = "",
    storeys: tuple[int, ...] = (),
    units: tuple[str, ...] = (),
    point: tuple[float, float] | None = None,
    name: str = "",
    category: Category = Category.OTHER,
    status: TradingStatus = TradingStatus.UNSTATED,
) -> Store:
    return Store(
        store_id=store_id,
        name=name or f"가게 {store_id}",
        category=category,
        address=Address(
            text=f"{road} {at or ''}".strip(),
            road=road,
            number=None if at is None else number(at),
            building_name=building_name,
            storeys=storeys,
            units=units,
        ),
        point=None if point is None else Point2(*point),
        status=status,
        origin=Origin(file="stores.csv", row=2),
    )


def source(
    *,
    buildings: Sequence[Building] = (),
    roads: Sequence[Road] = (),
    stores: Sequence[Store] = (),
    lifts: Sequence[LiftRecord] = (),
    streets: Sequence[str] = (),
    start: LonLat | None = None,
    bearing: float | None = None,
) -> DistrictSource:
    return DistrictSource(
        district=District(
            slug="sample",
            name_ko="보기",
            anchor=ANCHOR,
            streets=tuple(streets),
            start=start,
            bearing_degrees=bearing,
        ),
        layout=Layout(buildings=tuple(buildings), roads=tuple(roads)),
        stores=tuple(stores),
        lifts=tuple(lifts),
    )


def plan_of(buildings: Sequence[PlannedBuilding], roads: Sequence[PlannedRoad] = ()) -> StreetPlan:
    return StreetPlan(buildings=tuple(buildings), roads=tuple(roads))


def gangnam(shared_data: Path) -> DistrictSource:
    """The real blocks around 강남역, read in twenty lines, without stores."""
    folder = shared_data / "osm-seoul-gangnam"
    district = District(slug="gangnam", name_ko="강남", anchor=LonLat(127.0345, 37.4975))

    def line(element: dict[str, list[dict[str, float]]]) -> tuple[Point2, ...]:
        places = [LonLat(node["lon"], node["lat"]) for node in element["geometry"]]
        return tuple(district.frame.district_from_wgs84(place) for place in places)

    buildings, roads = [], []
    for element in json.loads((folder / "buildings.overpass.json").read_text(encoding="utf-8"))["elements"]:
        tags, ring = element["tags"], line(element)[:-1]
        at = tags.get("addr:housenumber", "")
        levels = tags.get("building:levels")
        buildings.append(
            building(
                f"way/{element['id']}",
                ring if signed_area(ring) > 0 else ring[::-1],
                road=tags.get("addr:street", ""),
                at=at if at.replace("-", "").isdigit() else None,
                name=tags.get("name", ""),
                above=int(float(levels)) if levels else None,
            )
        )
    kinds = {"footway": RoadKind.PATH, "steps": RoadKind.PATH, "service": RoadKind.ALLEY, "residential": RoadKind.ALLEY}
    for element in json.loads((folder / "ways.overpass.json").read_text(encoding="utf-8"))["elements"]:
        tags = element["tags"]
        kind = kinds.get(tags["highway"], RoadKind.STREET)
        roads.append(way(f"way/{element['id']}", *line(element), name=tags.get("name", ""), kind=kind))
    return DistrictSource(district=district, layout=Layout(buildings=tuple(buildings), roads=tuple(roads)))


def kaywon(shared_data: Path, *, uncorrected: Sequence[str] = ()) -> DistrictSource:
    """The real street read in twenty lines, its shifted points corrected but for those of the named stores."""
    folder = shared_data / "kaywon-street"
    frame = source().district.frame
    from_5174 = Transformer.from_crs("EPSG:5174", "EPSG:4326", always_xy=True)
    stores = []
    with (folder / "kaywon_daehakro_places.csv").open(encoding="utf-8-sig") as file:
        for index, row in enumerate(csv.DictReader(file)):
            point = None
            if row["lon"]:
                lon, lat = float(row["lon"]), float(row["lat"])
                if lon > 1000:
                    lon, lat = from_5174.transform(lon, lat)
                elif "WEST" in row["coord_note"] and row["name"] not in uncorrected:
                    lon += 0.00289
                point = frame.district_from_wgs84(LonLat(lon, lat))
            tail = row["road_address"].split(row["bldg_no"], 1)[1]
            named = re.search(r"[가-힣A-Z]+(?:프라자|마당|센타|마트)", tail)
            units = re.search(r"([\d, ]+)호", tail)
            stores.append(
                store(
                    f"s{index:02}",
                    road=STREET,
                    at=row["bldg_no"],
                    building_name=named[0] if named else "",
                    storeys=tuple(int(found) for found in re.findall(r"(\d+)층", tail)),
                    units=tuple(part.strip() for part in units[1].split(",") if part.strip()) if units else (),
                    point=point and Point2(*point),
                    name=row["name"],
                    status=TradingStatus.CLOSED if row["status"] == "폐업" else TradingStatus.UNSTATED,
                )
            )
    with (folder / "elevators_named_buildings.csv").open(encoding="utf-8-sig") as file:
        lifts = [
            LiftRecord(building_name=row["건물명"], storeys=int(float(row["건물층수"]))) for row in csv.DictReader(file)
        ]
    assert source().district.anchor == ANCHOR
    return source(stores=stores, lifts=lifts, streets=[STREET])
