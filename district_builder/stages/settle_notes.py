"""The notes of the ladder, one for each cause, with a few examples and what to do."""

from collections import Counter
from collections.abc import Sequence

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.plan import PlannedBuilding
from district_builder.stages.settle_addresses import AddressBuildings
from district_builder.stages.settle_footprints import Footprints
from district_builder.stages.settle_roads import Roads
from district_builder.stages.settle_storeys import Storeys, StoreySource
from district_builder.stages.settle_streets import StreetSource
from district_builder.stages.settle_units import plain_name

SHOWN_EXAMPLES = 3

_STREET_TEXTS = {
    StreetSource.CENTRELINE: "도로 중심선을 따라",
    StreetSource.POINTS: "가게 좌표에 맞춘 선을 따라",
    StreetSource.FEW_POINTS: "몇 안 되는 가게 좌표 곁에",
    StreetSource.BRANCH: "도로명이 말하는 갈림점에서 곧게",
    StreetSource.START: "district.toml의 시작점과 방위각을 따라",
    StreetSource.ANCHOR: "기준점에서 동쪽으로 곧게",
}


def footprint_notes(footprints: Footprints) -> list[BuildNote]:
    causes = (
        (footprints.absorbed, "다른 건물 안에 있어 그 건물의 일부로 보았습니다"),
        (footprints.trimmed, "이웃 건물과 겹쳐 겹친 부분을 큰 건물에 주었습니다"),
        (footprints.too_small, "너무 작아 세우지 않았습니다"),
    )
    return [
        BuildNote(
            kind=NoteKind.BAD_FOOTPRINT,
            severity=Severity.DOUBT,
            text=f"건물 외곽선 {len(ids)}개가 {verdict} ({examples(ids)}).",
            remedy="지도에서 겹친 외곽선을 확인해 주세요.",
            subject=ids[0] if len(ids) == 1 else "",
        )
        for ids, verdict in causes
        if ids
    ]


def road_notes(roads: Roads) -> list[BuildNote]:
    causes = (
        (roads.broken, Severity.PROBLEM, "길이가 없어 쓰지 못했습니다"),
        (roads.cut, Severity.DOUBT, "건물을 지나가서 그 부분을 끊었습니다"),
        (roads.narrowed, Severity.INFO, "건물 사이에 들어가도록 폭을 줄였습니다"),
    )
    return [
        BuildNote(
            kind=NoteKind.BAD_ROAD,
            severity=severity,
            text=f"도로 {len(ids)}개는 {verdict} ({examples(ids)}).",
            remedy="도로 중심선과 건물 외곽선이 맞는지 확인해 주세요.",
        )
        for ids, severity, verdict in causes
        if ids
    ]


def address_notes(address: AddressBuildings) -> list[BuildNote]:
    notes = []
    counts = Counter(plain_name(building.road) for building in address.buildings)
    for source, course in _STREET_TEXTS.items():
        streets = [one.road for one in address.streets if one.source is source and counts[plain_name(one.road.name)]]
        if streets:
            total = sum(counts[plain_name(street.name)] for street in streets)
            names = examples([street.name for street in streets])
            named = names if len(streets) <= SHOWN_EXAMPLES else f"{names} 도로 {len(streets)}개"
            notes.append(
                BuildNote(
                    kind=NoteKind.ASSUMED_LAYOUT,
                    severity=Severity.DOUBT,
                    text=(f"{named}의 건물 {total}채는 외곽선이 없어 도로명주소 규칙으로 {course} 놓았습니다."),
                    remedy="건물 외곽선을 layout/ 폴더에 넣으면 실제 모양으로 바뀝니다.",
                    subject=streets[0].road_id if len(streets) == 1 else "",
                )
            )
    return [*notes, *_missing_notes(address)]


def _missing_notes(address: AddressBuildings) -> list[BuildNote]:
    """What an address could not have: a building."""
    causes = (
        (
            address.crowded,
            NoteKind.ASSUMED_LAYOUT,
            "길가에 자리가 없어",
            "건물 외곽선을 layout/ 폴더에 넣어 주세요.",
        ),
        (
            address.out_of_reach,
            NoteKind.OUTSIDE_AREA,
            "도로의 끝에서 너무 멀어",
            "도로 전체를 layout/ 폴더에 넣거나 주소를 확인해 주세요.",
        ),
    )
    return [
        BuildNote(
            kind=kind,
            severity=Severity.PROBLEM,
            text=f"주소 {len(places)}곳은 {cause} 건물을 놓지 못했습니다 ({examples(places)}).",
            remedy=remedy,
        )
        for places, kind, cause, remedy in causes
        if places
    ]


def storey_notes(settled: Sequence[tuple[PlannedBuilding, Storeys]]) -> list[BuildNote]:
    """One note for each way of assuming, and one for each building whose register entries differ."""
    notes = []
    ways = (
        (StoreySource.TENANTS, "가게 주소의 가장 높은 층을 층수로 삼았습니다"),
        (StoreySource.DEFAULT, "건물 넓이로 층수를 짐작했습니다"),
    )
    for source, verdict in ways:
        titles = [title_of(building) for building, storeys in settled if storeys.source is source]
        if titles:
            notes.append(
                BuildNote(
                    kind=NoteKind.ASSUMED_STOREYS,
                    severity=Severity.INFO if source is StoreySource.TENANTS else Severity.DOUBT,
                    text=f"층수를 모르는 건물 {len(titles)}채는 {verdict} ({examples(titles)}).",
                    remedy="층수가 있는 건물 자료를 넣으면 그대로 따릅니다.",
                )
            )
    for building, storeys in settled:
        if len(storeys.registered) > 1:
            counts = ", ".join(f"{count}층" for count in storeys.registered)
            notes.append(
                BuildNote(
                    kind=NoteKind.CONTRADICTING_BUILDING,
                    severity=Severity.DOUBT,
                    text=(
                        f"승강기 대장에 ‘{building.name}’의 층수가 {counts}으로 다르게 있어 "
                        f"{storeys.above}층으로 보았습니다."
                    ),
                    remedy="실제 층수를 확인해 주세요.",
                    subject=building.building_id,
                )
            )
    return notes


def examples(names: Sequence[str]) -> str:
    shown = ", ".join(names[:SHOWN_EXAMPLES])
    return f"{shown} 등" if len(names) > SHOWN_EXAMPLES else shown


def title_of(building: PlannedBuilding) -> str:
    """The words by which a person knows a building: its name, else its address, else its id."""
    if building.name:
        return building.name
    return f"{building.road} {building.number}" if building.road and building.number else building.building_id
