"""The order in which one meets stores: by street, side, building and storey."""

from hypothesis import given
from hypothesis import strategies as st

from content_api.pages.street import StreetInOrder, streets_in_order
from content_api.stores.schemas import AnchorAnswer, DoorAnswer, PlacementAnswer, StoreAnswer
from district_builder.domain.categories import Category
from district_builder.domain.places import PlacementKind
from district_builder.domain.stores import Address, TradingStatus
from tests.content_api.invented import SPRING


def placed(
    name: str, *, street: str = "큰길", side: str = "left", along: float = 0.0, storey: int = 1, building: str = "b1"
) -> StoreAnswer:
    return store(
        name,
        PlacementAnswer(
            building_id=building,
            building_name=f"{building} 빌딩",
            kind=PlacementKind.STREET_FRONT,
            storey=storey,
            unit="",
            anchor=AnchorAnswer(lon=127.0, lat=37.0, height_metres=3.0),
            door=DoorAnswer(lon=127.0, lat=37.0),
            street=street,
            along_street_metres=along,
            side=side,  # type: ignore[arg-type]
        ),
    )


def store(name: str, placement: PlacementAnswer | None) -> StoreAnswer:
    return StoreAnswer(
        store_id=name,
        district="d",
        name=name,
        branch="",
        category=Category.CAFE,
        category_label="카페",
        category_text="",
        address=Address(text=""),
        status=TradingStatus.OPEN,
        phone="",
        hours_text="",
        description="",
        confirmed_on=None,
        is_example=True,
        is_illustration=True,
        placement=placement,
        version=1,
        changed_at=SPRING,
    )


def outline(streets: list[StreetInOrder]) -> str:
    """One line a street, side and building, as a person would read the page aloud."""
    return "\n".join(
        f"{street.name} {side.label} {building.along_street_metres:.0f} m {building.name}: "
        + ", ".join(store.name for store in building.stores)
        for street in streets
        for side in street.sides
        for building in side.buildings
    )


def test_the_districts_own_streets_come_first_in_their_order() -> None:
    stores = [placed("가", street="샛길"), placed("나", street="큰길"), placed("다", street="가로수길")]
    streets = streets_in_order(stores, streets=["큰길", "샛길"])
    assert [street.name for street in streets] == ["큰길", "샛길", "가로수길"]


def test_a_side_is_read_building_by_building_and_each_from_the_ground_up() -> None:
    stores = [
        placed("치과", along=30, storey=3),
        placed("노래방", along=28, storey=-1),
        placed("약국", along=31),
        placed("카페", along=25),
        placed("빵집", along=12, building="b0"),
        placed("책방", along=5, side="right", building="b9"),
    ]
    assert outline(streets_in_order(stores, streets=["큰길"])) == (
        "큰길 왼쪽 12 m b0 빌딩: 빵집\n큰길 왼쪽 25 m b1 빌딩: 카페, 약국, 치과, 노래방\n큰길 오른쪽 5 m b9 빌딩: 책방"
    )


def test_a_building_at_a_corner_stands_on_both_streets() -> None:
    stores = [placed("앞집", along=10), placed("옆집", along=2, street="샛길")]
    assert outline(streets_in_order(stores, streets=["큰길"])) == (
        "큰길 왼쪽 10 m b1 빌딩: 앞집\n샛길 왼쪽 2 m b1 빌딩: 옆집"
    )


def test_a_store_without_a_place_is_on_no_street() -> None:
    assert streets_in_order([store("떠돌이", None)], streets=["큰길"]) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["큰길", "샛길", ""]),
            st.sampled_from(["left", "right"]),
            st.floats(0, 500),
            st.sampled_from([-2, -1, 1, 2, 7]),
            st.sampled_from(["b1", "b2", "b3"]),
        ),
        max_size=12,
    )
)
def test_every_placed_store_is_met_exactly_once(rows: list[tuple[str, str, float, int, str]]) -> None:
    stores = [
        placed(str(number), street=street, side=side, along=along, storey=storey, building=building)
        for number, (street, side, along, storey, building) in enumerate(rows)
    ]
    streets = streets_in_order(stores, streets=["큰길"])
    met = [each.name for street in streets for side in street.sides for b in side.buildings for each in b.stores]
    assert sorted(met) == sorted(each.name for each in stores)
    assert sum(street.stores for street in streets) == len(stores)
    for street in streets:
        for side in street.sides:
            metres = [building.along_street_metres for building in side.buildings]
            assert metres == sorted(metres)
