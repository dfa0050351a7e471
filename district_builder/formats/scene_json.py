"""scene.json: what a build made, what it cost, what it doubts, and whom it thanks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from district_builder.domain.districts import District
from district_builder.domain.layout import Rung
from district_builder.domain.notes import BuildNote
from district_builder.domain.plan import PlannedBuilding
from district_builder.domain.stores import StoreId
from district_builder.formats.json_text import json_bytes

FORMAT = "golmok-scene-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneCounts:
    """How much of everything; `placed` of the `stores` have a place in the scene. Triangles are those of all tiles."""

    stores: int
    placed: int
    buildings: int
    tiles: int
    triangles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """The sun that the tiles' colours were baked with. Azimuth clockwise from north."""

    sun_azimuth_degrees: float
    sun_elevation_degrees: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCost:
    """A store's share of the tiles that show it."""

    proxy_bytes: int
    standard_bytes: int
    near_bytes: int
    near_triangles: int
    textures_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A limit and the worst case that this scene has."""

    name: str
    limit: float
    worst: float

    @property
    def is_met(self) -> bool:
        return self.worst <= self.limit


def write_scene_json(
    *,
    build_id: str,
    district: District,
    counts: SceneCounts,
    buildings: Sequence[PlannedBuilding],
    light: Light,
    costs: Mapping[StoreId, StoreCost],
    budgets: Sequence[Budget],
    notes: Sequence[BuildNote],
) -> bytes:
    """Write scene.json as the scene contract describes; stores in alphabetical order, the rest in the order given."""
    rungs = Counter(building.rung for building in buildings)
    return json_bytes(
        {
            "format": FORMAT,
            "build_id": build_id,
            "district": {
                "slug": district.slug,
                "name_ko": district.name_ko,
                "name_en": district.name_en,
                "anchor": list(district.anchor),
                "timezone": district.timezone,
                "is_example": district.is_example,
            },
            "counts": asdict(counts),
            "rungs": {str(int(rung)): rungs[rung] for rung in Rung},
            "light": asdict(light),
            "costs": {store_id: asdict(costs[store_id]) for store_id in sorted(costs)},
            "budgets": [asdict(budget) | {"met": budget.is_met} for budget in budgets],
            "notes": [asdict(note) for note in notes],
            "attribution": list(district.attribution),
        }
    )
