"""A district before its first triangle: where everything stands, and the cells that become tiles."""

from collections.abc import Mapping
from dataclasses import dataclass

from district_builder.domain.districts import DistrictSource
from district_builder.domain.errors import GolmokError
from district_builder.domain.notes import BuildNote
from district_builder.domain.places import PlacementKind
from district_builder.domain.plan import PlacedStreet
from district_builder.domain.progress import Report, silent
from district_builder.domain.stores import StoreId
from district_builder.front_photos import choose_front_photos
from district_builder.stages.cells import CellPlan, FrontPhoto, cut_cells
from district_builder.stages.furniture import place_furniture
from district_builder.stages.ground import Ground, lay_ground
from district_builder.stages.items import Item
from district_builder.stages.place_stores import place_stores
from district_builder.stages.settings import SceneSettings
from district_builder.stages.settle_plan import settle_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidStreet:
    """All that tiles and index files are made from. `notes` are of this work alone, in the order they are told."""

    street: PlacedStreet
    ground: Ground
    items: tuple[Item, ...]
    photos: Mapping[StoreId, FrontPhoto]
    cells: tuple[CellPlan, ...]
    notes: tuple[BuildNote, ...]


def place(source: DistrictSource) -> tuple[PlacedStreet, tuple[BuildNote, ...]]:
    """Settle the ground plan and place the stores in it: all that `golmok check` needs."""
    plan, settle_notes = settle_plan(source)
    street, place_notes = place_stores(plan, source)
    return street, (*settle_notes, *place_notes)


def lay_street(source: DistrictSource, settings: SceneSettings, *, report: Report = silent) -> LaidStreet:
    """Everything of a build that comes before tiles.

    Raises:
        GolmokError: there is nothing to build, or the layout contradicts itself.
    """
    report("배치", 0, 1)
    street, notes = place(source)
    plan = street.plan
    if not (plan.buildings or plan.roads):
        raise GolmokError(
            f"{source.district.slug}: 지을 것이 없습니다. 건물도 길도 주소 있는 가게도 없습니다. "
            "layout이나 stores 폴더에 자료를 넣어 주세요."
        )
    report("땅과 길", 0, 1)
    ground = lay_ground(plan)
    items = place_furniture(plan.roads, ground, seed=settings.seed)
    fronts = {place.store_id for place in street.placements if place.kind is PlacementKind.STREET_FRONT}
    photos, photo_notes = choose_front_photos(source.photos, fronts=fronts)
    stores = {store.store_id: store for store in source.stores}
    return LaidStreet(
        street=street,
        ground=ground,
        items=items,
        photos=photos,
        cells=cut_cells(street, ground, items, stores, photos, settings),
        notes=(*notes, *photo_notes),
    )
