"""Points that cannot be right, stores that belong elsewhere, stores listed twice."""

from dataclasses import replace
from datetime import date

from district_builder.domain.categories import Category
from district_builder.domain.frames import DistrictFrame, LonLat, Point2
from district_builder.domain.layout import Origin
from district_builder.domain.notes import NoteKind, Severity
from district_builder.domain.stores import Store, TradingStatus
from district_builder.sources.address import parse_address
from district_builder.sources.area import drop_outside, settle_same_address
from district_builder.sources.duplicates import join_duplicates
from district_builder.sources.store_reading import IdSource, StoreReading, id_from_name

FRAME = DistrictFrame(LonLat(126.9722, 37.3795))
JEJU, SEOUL = LonLat(126.53, 33.5), LonLat(127.4, 37.6)


def reading(
    name: str,
    address: str = "",
    *,
    at: tuple[float, float] | LonLat | None = (0, 0),
    status: TradingStatus = TradingStatus.UNSTATED,
    category: Category = Category.OPTICIAN,
    own_id: str = "",
    row: int = 2,
) -> StoreReading:
    place = at if isinstance(at, LonLat) or at is None else FRAME.wgs84_from_district(Point2(*at))
    store = Store(
        store_id=own_id or id_from_name(name, "", address),
        name=name,
        category=category,
        address=parse_address(address),
        status=status,
        origin=Origin(file="stores/a.csv", row=row),
    )
    source = IdSource.OWN if own_id else IdSource.NAME_AND_ADDRESS
    return StoreReading(store=store, place=place, group="a", id_source=source)


NEAR = [reading(f"가게{n}", f"경기도 의왕시 계원대학로 {n}", at=(n * 10, 0)) for n in range(1, 8)]


def test_a_store_far_from_everything_is_left_out_with_its_row() -> None:
    far = reading("제주가게", "제주특별자치도 제주시 중앙로 1", at=JEJU, row=9)
    kept, notes = drop_outside([*NEAR, far], frame=FRAME)
    assert kept == NEAR
    assert [(note.kind, note.severity, note.row) for note in notes] == [(NoteKind.OUTSIDE_AREA, Severity.PROBLEM, 9)]


def test_a_far_point_with_a_near_address_loses_only_its_point() -> None:
    wrong = reading("우리약국", "경기도 의왕시 계원대학로 9", at=SEOUL)
    kept, notes = drop_outside([*NEAR, wrong], frame=FRAME)
    assert kept[-1] == wrong.at(None)
    assert [note.severity for note in notes] == [Severity.DOUBT]


def test_a_road_of_the_same_name_in_another_city_does_not_bring_a_store_here() -> None:
    other = reading("딴 도시", "경기도 남양주시 계원대학로 9", at=SEOUL)
    assert drop_outside([*NEAR, other], frame=FRAME)[0] == NEAR


def test_a_store_without_point_is_here_if_its_city_is() -> None:
    here = reading("여기", "경기도 의왕시 내손동 746-2", at=None)
    there = reading("저기", "인천광역시 남동구 구월동 1406-9", at=None)
    kept, notes = drop_outside([*NEAR, here, there], frame=FRAME)
    assert kept == [*NEAR, here]
    assert len(notes) == 1


def test_a_city_wide_list_stays_whole() -> None:
    wide = [reading(f"가게{n}", f"경기도 의왕시 길{n}로 1", at=(n * 300.0, n * -200.0)) for n in range(30)]
    assert drop_outside(wide, frame=FRAME) == (wide, [])


def test_the_odd_one_of_an_address_follows_the_others() -> None:
    address = "경기도 의왕시 포일로 43"
    rows = [reading("가", address), reading("나", address, at=(5, 0)), reading("다", address, at=(6000, 0))]
    settled, notes = settle_same_address(rows, frame=FRAME)
    assert settled[2].place
    assert FRAME.district_from_wgs84(settled[2].place).x < 10
    assert [note.subject for note in notes] == [rows[2].store.store_id]


def test_two_of_an_address_cannot_outvote_each_other() -> None:
    rows = [reading("가", "경기도 의왕시 포일로 43"), reading("나", "경기도 의왕시 포일로 43", at=(6000, 0))]
    assert settle_same_address(rows, frame=FRAME) == (rows, [])


def test_one_store_in_two_files_is_one_store() -> None:
    rows = [
        reading("명성 사우나", "경기도 의왕시 계원대학로 28", at=None),
        reading("명성사우나", "경기도 의왕시 계원대학로 28, 명성프라자 8층 (내손동)", row=5),
    ]
    joined, notes, _ = join_duplicates(rows, frame=FRAME)
    assert len(joined) == 1
    assert joined[0].place == rows[1].place
    assert joined[0].store.address.storeys == (8,)
    assert [(note.kind, note.row) for note in notes] == [(NoteKind.DUPLICATE_STORE, 5)]


def test_an_open_row_wins_over_a_closed_one_of_the_same_core_name() -> None:
    """글라스스타일: once 폐업 as "…안경", once open as "…의왕", both in unit 102."""
    rows = [
        reading("글라스스타일안경", "경기도 의왕시 계원대학로 2, 102호 (내손동)", status=TradingStatus.CLOSED),
        reading("글라스스타일의왕", "경기도 의왕시 계원대학로 2, 롯데프라자 102호 (내손동)", status=TradingStatus.OPEN),
    ]
    joined, notes, renamed = join_duplicates(rows, frame=FRAME)
    assert [(r.store.name, r.store.status) for r in joined] == [("글라스스타일의왕", TradingStatus.OPEN)]
    assert [note.severity for note in notes] == [Severity.DOUBT]
    assert renamed == {rows[0].store.store_id: rows[1].store.store_id}


def test_a_later_closing_wins_over_an_earlier_opening() -> None:
    address = "경기도 의왕시 안양판교로 128"
    opened = reading("금호주유소", address, status=TradingStatus.OPEN)
    closed = reading("금호주유소", address, status=TradingStatus.CLOSED)
    rows = [
        replace(opened, store=replace(opened.store, confirmed_on=date(2018, 1, 1))),
        replace(closed, store=replace(closed.store, confirmed_on=date(2019, 12, 10))),
    ]
    joined, _, _ = join_duplicates(rows, frame=FRAME)
    assert [r.store.status for r in joined] == [TradingStatus.CLOSED]


def test_a_stated_closing_wins_over_silence() -> None:
    address = "경기도 의왕시 계원대학로 40"
    rows = [reading("153안경", address), reading("153안경", address, status=TradingStatus.CLOSED)]
    assert join_duplicates(rows, frame=FRAME)[0][0].store.status is TradingStatus.CLOSED


def test_different_units_are_different_stores() -> None:
    rows = [reading("무인가게", f"경기도 의왕시 계원대학로 2, {unit}호") for unit in (101, 102)]
    assert len(join_duplicates(rows, frame=FRAME)[0]) == 2


def test_different_trades_of_one_core_name_are_different_stores() -> None:
    """현대안경, 현대사우나 and 현대약국 share a plaza."""
    address = "경기도 의왕시 모락로 16"
    rows = [
        reading("현대안경", address),
        reading("현대사우나", address, category=Category.BATHHOUSE),
        reading("현대약국", address, category=Category.PHARMACY),
    ]
    assert len(join_duplicates(rows, frame=FRAME)[0]) == 3


def test_the_same_name_nearby_is_one_store_and_farther_off_two() -> None:
    rows = [
        reading("씨유", at=(0, 0)),
        reading("씨유", at=(20, 0), own_id="b"),
        reading("씨유", at=(60, 0), own_id="c"),
    ]
    joined, _, _ = join_duplicates(rows, frame=FRAME)
    assert len(joined) == 2


def test_two_stores_under_one_own_id_are_not_mixed() -> None:
    rows = [
        reading("가게", "경기도 의왕시 계원대학로 2", own_id="s1"),
        reading("다른 가게", "경기도 의왕시 계원대학로 4", own_id="s1", row=3),
    ]
    joined, notes, _ = join_duplicates(rows, frame=FRAME)
    assert joined == rows[:1]
    assert [(note.severity, note.row) for note in notes] == [(Severity.PROBLEM, 3)]


def test_the_operators_id_outlives_the_joining() -> None:
    address = "경기도 의왕시 계원대학로 2"
    joined, _, renamed = join_duplicates(
        [reading("안경나라", address), reading("안경나라", address, own_id="glasses")], frame=FRAME
    )
    assert joined[0].store.store_id == "glasses"
    assert list(renamed.values()) == ["glasses"]


def test_an_id_that_gave_way_twice_leads_to_the_store_that_is_left() -> None:
    """Two rows share an address, and the store they make shares a spot with a third."""
    address = "경기도 의왕시 계원대학로 2"
    rows = [
        reading("안경나라", address, at=None),
        reading("안경나라", address, at=(0, 0), own_id="second"),
        reading("안경나라", "", at=(10, 0), own_id="third"),
    ]
    rows[1] = replace(rows[1], id_source=IdSource.REGISTER)
    (left,), _, renamed = join_duplicates(rows, frame=FRAME)
    assert left.store.store_id == "third"
    assert renamed == {rows[0].store.store_id: "third", "second": "third"}


def test_stores_keep_the_order_of_their_first_row() -> None:
    joined, _, _ = join_duplicates([*NEAR, NEAR[0]], frame=FRAME)
    assert [r.store.name for r in joined] == [r.store.name for r in NEAR]
