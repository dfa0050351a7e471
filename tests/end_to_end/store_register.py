"""An invented store list in the 39 columns of the 상가(상권)정보 over real buildings of an Overpass answer."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon

COLUMNS = (
    *("상가업소번호", "상호명", "지점명", "상권업종대분류코드", "상권업종대분류명", "상권업종중분류코드"),
    *("상권업종중분류명", "상권업종소분류코드", "상권업종소분류명", "표준산업분류코드", "표준산업분류명"),
    *("시도코드", "시도명", "시군구코드", "시군구명", "행정동코드", "행정동명", "법정동코드", "법정동명"),
    *("지번코드", "대지구분코드", "대지구분명", "지번본번지", "지번부번지", "지번주소", "도로명코드", "도로명"),
    *("건물본번지", "건물부번지", "건물관리번호", "건물명", "도로명주소", "구우편번호", "신우편번호", "동정보"),
    *("층정보", "호정보", "경도", "위도"),
)
TRADES = (  # 대, 중, 소분류 with their codes as of 2026, and words that end a name of the trade
    ("I2", "음식", "I212", "비알코올 ", "I21201", "카페", ("커피", "다방", "로스터스")),
    ("I2", "음식", "I201", "한식", "I20101", "백반/한정식", ("식당", "밥상", "손맛")),
    ("I2", "음식", "I210", "기타 간이", "I21001", "빵/도넛", ("베이커리", "빵집")),
    ("G2", "소매", "G204", "종합 소매", "G20405", "편의점", ("편의점",)),
    ("G2", "소매", "G215", "의약·화장품 소매", "G21501", "약국", ("약국",)),
    ("S2", "수리·개인", "S207", "이용·미용", "S20701", "미용실", ("헤어", "미용실")),
    ("P1", "교육", "P105", "일반 교육", "P10501", "입시·교과학원", ("학원",)),
    ("Q1", "보건의료", "Q102", "의원", "Q10201", "내과/소아과 의원", ("내과의원",)),
)
FIRST_WORDS = ("느티", "달빛", "은모래", "초록", "다온", "가람", "새벽", "온유", "바람", "도담", "소담", "한빛", "여울")
SECOND_WORDS = ("마루", "언덕", "정원", "나루", "마을", "뜰", "골목", "모퉁이", "창가", "고개", "우물")
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A building as the register knows it: a unique address, a point inside and how many storeys it may list."""

    road: str
    number: str
    lon: float
    lat: float
    storeys: int


def write_register(path: Path, *, buildings: Path, ways: Path, count: int, within: Bounds | None = None) -> None:
    """Write `count` rows, a few for each building of an answer that lies `within` (west, south, east, north).

    A building that the map gives an address keeps it; the others get an unused number on the nearest named road.
    """
    plots = sorted(_plots(_elements(buildings), _elements(ways), within), key=lambda plot: (plot.road, plot.number))
    luck = Random("register")
    rows: list[list[str]] = []
    taken: set[tuple[str, str, int]] = set()
    while len(rows) < count:
        plot = plots[len(rows) % len(plots)] if luck.random() < 0.4 else luck.choice(plots)
        storey = luck.choice([1, 1, 2, *range(1, plot.storeys + 1)]) if plot.storeys > 1 else 1
        room = 1 + sum((plot.road, plot.number, storey) == one[:3] for one in taken)
        row = _row(plot, storey, room, serial=len(rows), luck=luck)
        taken.add((plot.road, plot.number, storey, room))
        rows.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


def _row(plot: Plot, storey: int, room: int, *, serial: int, luck: Random) -> list[str]:
    large, large_name, middle, middle_name, small, small_name, endings = luck.choice(TRADES)
    name = f"{luck.choice(FIRST_WORDS)}{luck.choice(SECOND_WORDS)} {serial}번 {luck.choice(endings)}"
    where = f"서울특별시 강남구 {plot.road} {plot.number}"
    known = {
        "상가업소번호": f"MA0101202606A{serial:07}",
        "상호명": name,
        "상권업종대분류코드": large,
        "상권업종대분류명": large_name,
        "상권업종중분류코드": middle,
        "상권업종중분류명": middle_name,
        "상권업종소분류코드": small,
        "상권업종소분류명": small_name,
        "시도명": "서울특별시",
        "시군구명": "강남구",
        "도로명": f"서울특별시 강남구 {plot.road}",
        "건물본번지": f"{plot.number.split('-')[0]}.0",  # the published files carry numbers as floats
        "도로명주소": f"{where}, {storey}층 {storey}{room:02}호",
        "경도": repr(plot.lon),
        "위도": repr(plot.lat),
    }
    return [known.get(column, "") for column in COLUMNS]


def _elements(path: Path) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = json.loads(path.read_bytes())["elements"]
    return elements


def _plots(
    buildings: Sequence[dict[str, Any]], ways: Sequence[dict[str, Any]], within: Bounds | None
) -> Iterator[Plot]:
    roads = [(way["tags"]["name"], LineString(_places(way))) for way in ways if "name" in way["tags"]]
    tree = shapely.STRtree([line for _, line in roads])
    used = {(b["tags"].get("addr:street"), b["tags"].get("addr:housenumber")) for b in buildings}
    for building in buildings:
        tags, outline = building["tags"], Polygon(_places(building))
        if not outline.is_valid or (within and not shapely.box(*within).contains(outline)):
            continue
        if "building:part" in tags or tags.get("location") == "underground" or tags.get("layer", "0").startswith("-"):
            continue
        inside = outline.representative_point()
        road, number = tags.get("addr:street", ""), tags.get("addr:housenumber", "")
        if not (road and number):
            road, line = roads[tree.nearest(inside)]
            number = _unused(road, round(line.project(inside) * 1e4) * 2 + 1, used)
        levels = tags.get("building:levels", "3")
        yield Plot(road=road, number=number, lon=inside.x, lat=inside.y, storeys=int(levels) if levels.isdigit() else 3)


def _unused(road: str, number: int, used: set[tuple[str, str]]) -> str:
    while (road, str(number)) in used:
        number += 2
    used.add((road, str(number)))
    return str(number)


def _places(way: dict[str, Any]) -> list[tuple[float, float]]:
    return [(point["lon"], point["lat"]) for point in way["geometry"]]
