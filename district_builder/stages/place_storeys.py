"""The storey of each tenant in its building, and the doubts about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.plan import PlannedBuilding
from district_builder.domain.stores import Store
from district_builder.stages.settle_notes import title_of
from district_builder.stages.settle_units import storey_of

MOST_ADDED_BASEMENTS = 6


@dataclass(frozen=True, slots=True)
class Tenant:
    """A store and the storey on which the scene shows it."""

    store: Store
    storey: int


def assign_storeys(
    building: PlannedBuilding, stores: Sequence[Store]
) -> tuple[PlannedBuilding, list[Tenant], list[BuildNote]]:
    """Give each store its storey; above the top becomes the top, a basement too few is dug."""
    tenants: list[Tenant] = []
    notes: list[BuildNote] = []
    top = building.storeys_above
    for store in stores:
        storey = storey_of(store.address)
        if storey > top:
            notes.append(
                BuildNote(
                    kind=NoteKind.UNIT_ABOVE_TOP,
                    severity=Severity.DOUBT,
                    text=(
                        f"‘{store.full_name}’의 주소는 {_place_words(store, storey)}인데 건물 ‘{title_of(building)}’의 "
                        f"지상 층수는 {top}층입니다. {top}층에 두었습니다."
                    ),
                    remedy="가게의 호수나 건물의 층수를 확인해 주세요.",
                    subject=store.store_id,
                    file=store.origin.file,
                    row=store.origin.row,
                )
            )
            storey = top
        elif storey < -building.storeys_below:
            dug = min(-storey, MOST_ADDED_BASEMENTS)
            notes.append(
                BuildNote(
                    kind=NoteKind.CONTRADICTING_BUILDING,
                    severity=Severity.INFO,
                    text=(
                        f"‘{store.full_name}’의 주소는 지하 {-storey}층인데 건물 ‘{title_of(building)}’의 "
                        f"지하 층수는 {building.storeys_below}층이라 지하 {dug}층까지 있다고 보았습니다."
                    ),
                    remedy="건물의 지하 층수를 확인해 주세요.",
                    subject=store.store_id,
                    file=store.origin.file,
                    row=store.origin.row,
                )
            )
            building = replace(building, storeys_below=max(building.storeys_below, dug))
            storey = -dug
        tenants.append(Tenant(store, storey))
    return building, tenants, notes


def _place_words(store: Store, storey: int) -> str:
    units = ", ".join(store.address.units)
    return f"{units}호({storey}층)" if units else f"{storey}층"
