"""An invented street of four stores, and the pieces to invent others."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image

from district_builder.domain.categories import Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat, Point2, Point3
from district_builder.domain.layout import Building, HouseNumber, Layout, LiftRecord, Origin, Road, Rung
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.photos import Photo, PhotoKind
from district_builder.domain.places import Placement, PlacementKind
from district_builder.domain.stores import Address, Menu, MenuItem, MenuSection, Product, Store, TradingStatus

SPRING = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
ROAD = "느티나무로"


def picture_bytes(kind: str, *, size: tuple[int, int] = (800, 600), colour: str = "tan") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, kind)
    return content.getvalue()


def street_source(folder: Path) -> DistrictSource:
    """Four stores in two buildings of an invented street; the files they name are made in `folder`."""
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    (folder / "photos" / "front.jpg").write_bytes(picture_bytes("JPEG"))
    (folder / "bread.png").write_bytes(picture_bytes("PNG", size=(400, 400), colour="peru"))
    plaza = Building(
        building_id="b1",
        footprint=(Point2(0.0, 0.0), Point2(30.5, 0.0), Point2(30.5, 20.0), Point2(0.0, 20.0)),
        name="햇살프라자",
        road=ROAD,
        number=HouseNumber(main=12),
        storeys_above=5,
        rung=Rung.FOOTPRINT_WITH_STOREYS,
        origin=Origin(file="layout.geojson", row=1),
    )
    road = Road(
        road_id="r1",
        centreline=(Point2(-50.0, -8.0), Point2(90.0, -8.0)),
        name=ROAD,
        origin=Origin(file="layout.geojson", row=2),
    )
    return DistrictSource(
        district=District(
            slug="neutinamu",
            name_ko="느티나무골",
            name_en="Zelkova Alley",
            anchor=LonLat(126.97, 37.38),
            streets=(ROAD,),
            attribution=("지어낸 자료",),
            is_example=True,
        ),
        layout=Layout(buildings=(plaza,), roads=(road,)),
        stores=(
            store("bread", "고소한 하루", Category.BAKERY, unit="101", phone="031-000-1234", hours="매일 08:00–20:00"),
            store("hair", "머리하는날", Category.HAIR, storey=2, unit="201", confirmed_on=date(2026, 3, 2)),
            store("karaoke", "별밤 노래연습장", Category.KARAOKE, storey=-1, unit="B01"),
            store("closed", "옛날책방", Category.BOOKS, status=TradingStatus.CLOSED),
        ),
        menus=(
            Menu(
                store_id="bread",
                sections=(
                    MenuSection(
                        name="빵",
                        items=(
                            MenuItem(name="소금빵", price_won=3200, picture="bread.png", is_signature=True),
                            MenuItem(name="오늘의 케이크", price_won=None, description="날마다 달라요"),
                        ),
                    ),
                    MenuSection(name="음료", items=(MenuItem(name="아메리카노", price_won=4500),)),
                ),
            ),
        ),
        products=(
            Product(store_id="bread", name="딸기잼", price_won=12000, maker="고소한 하루", seen_on=date(2026, 1, 5)),
            Product(store_id="bread", name="밤잼", price_won=None),
        ),
        photos=(Photo(store_id="bread", kind=PhotoKind.FRONT, path=folder / "photos" / "front.jpg"),),
        lifts=(LiftRecord(building_name="햇살프라자", storeys=5),),
        notes=(
            BuildNote(
                kind=NoteKind.CLOSED_STORE,
                severity=Severity.INFO,
                text="옛날책방은 폐업한 가게입니다.",
                remedy="맞는지 확인해 주세요.",
                subject="closed",
                file="stores.csv",
                row=5,
            ),
        ),
    )


def store(
    store_id: str,
    name: str,
    category: Category = Category.OTHER,
    *,
    storey: int = 1,
    unit: str = "",
    phone: str = "",
    hours: str = "",
    status: TradingStatus = TradingStatus.OPEN,
    confirmed_on: date | None = None,
) -> Store:
    return Store(
        store_id=store_id,
        name=name,
        category=category,
        address=Address(
            text=f"{ROAD} 12, 햇살프라자",
            road=ROAD,
            number=HouseNumber(main=12),
            building_name="햇살프라자",
            storeys=(storey,),
            units=(unit,) if unit else (),
        ),
        point=Point2(1.25, -3.5),
        status=status,
        phone=phone,
        hours_text=hours,
        confirmed_on=confirmed_on,
        is_example=True,
        origin=Origin(file="stores.csv", row=2),
    )


def placement(store_id: str, *, storey: int = 1, along: float = 120.0, unit: str = "", left: bool = True) -> Placement:
    kind = PlacementKind.STREET_FRONT if storey == 1 else PlacementKind.UPPER if storey > 1 else PlacementKind.BASEMENT
    return Placement(
        store_id=store_id,
        building_id="b1",
        kind=kind,
        storey=storey,
        unit=unit,
        anchor_in_district=Point3(10.0, 0.0, 3.2),
        door_in_district=Point2(10.0, -0.5),
        street=ROAD,
        along_street_metres=along,
        is_left_side=left,
    )
