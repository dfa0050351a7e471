"""What the operator hears of a store that is not in the scene, or not where its address says."""

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.plan import PlannedBuilding
from district_builder.domain.row_notes import note_on
from district_builder.domain.stores import Store
from district_builder.stages.settle_notes import title_of


def closed_note(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.CLOSED_STORE,
        Severity.INFO,
        text=f"‘{store.full_name}’ 가게는 폐업으로 되어 있어 거리에 두지 않았습니다.",
        remedy="다시 열었다면 영업 상태를 고쳐 주세요.",
    )


def duplicate_note(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.DUPLICATE_STORE,
        Severity.DOUBT,
        text=f"가게 번호 {store.store_id}가 두 번 나와 한 번만 두었습니다.",
        remedy="겹친 행을 지워 주세요.",
    )


def unknown_building_note(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.UNKNOWN_BUILDING,
        Severity.PROBLEM,
        text=f"‘{store.full_name}’ 가게가 있는 건물을 찾지 못했습니다 ({store.address.text or '주소 없음'}).",
        remedy="도로명 주소를 확인하거나, 그 길과 건물이 든 지도를 layout/ 폴더에 넣어 주세요.",
    )


def other_street_note(store: Store) -> BuildNote:
    return note_on(
        store,
        NoteKind.OUTSIDE_AREA,
        Severity.INFO,
        text=f"‘{store.full_name}’ 가게는 이 거리가 아닌 {store.address.road}에 있어 두지 않았습니다.",
        remedy="이 길도 보이려면 district.toml의 streets에 넣어 주세요.",
    )


def contradiction_note(store: Store, building: PlannedBuilding) -> BuildNote:
    return note_on(
        store,
        NoteKind.CONTRADICTING_BUILDING,
        Severity.DOUBT,
        text=f"‘{store.full_name}’의 주소({store.address.text})와 달리 좌표는 건물 ‘{title_of(building)}’ 안에 있어 "
        "좌표를 따랐습니다.",
        remedy="주소와 좌표 가운데 틀린 쪽을 고쳐 주세요.",
    )


def above_top_note(store: Store, building: PlannedBuilding, *, storey: int) -> BuildNote:
    units, top = ", ".join(store.address.units), building.storeys_above
    place = f"{units}호({storey}층)" if units else f"{storey}층"
    return note_on(
        store,
        NoteKind.UNIT_ABOVE_TOP,
        Severity.DOUBT,
        text=f"‘{store.full_name}’의 주소는 {place}인데 건물 ‘{title_of(building)}’의 "
        f"지상 층수는 {top}층입니다. {top}층에 두었습니다.",
        remedy="가게의 호수나 건물의 층수를 확인해 주세요.",
    )


def dug_basement_note(store: Store, building: PlannedBuilding, *, storey: int, dug: int) -> BuildNote:
    return note_on(
        store,
        NoteKind.CONTRADICTING_BUILDING,
        Severity.INFO,
        text=f"‘{store.full_name}’의 주소는 지하 {-storey}층인데 건물 ‘{title_of(building)}’의 "
        f"지하 층수는 {building.storeys_below}층이라 지하 {dug}층까지 있다고 보았습니다.",
        remedy="건물의 지하 층수를 확인해 주세요.",
    )


def no_wall_note(store: Store, building: PlannedBuilding) -> BuildNote:
    return note_on(
        store,
        NoteKind.NARROW_FRONTAGE,
        Severity.DOUBT,
        text=f"‘{store.full_name}’ 가게는 ‘{title_of(building)}’ 1층 길가에 자리가 없어 안내판에만 적었습니다.",
        remedy="가게의 층과 호수를 확인하거나 건물 외곽선을 넣어 주세요.",
    )
