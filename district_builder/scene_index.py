"""What a client reads before any tile: tileset.json, places.geojson and scene.json of a scene whose tiles are made."""

import hashlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from district_builder.domain.districts import DistrictSource
from district_builder.domain.notes import BuildNote
from district_builder.domain.places import View, WalkableArea
from district_builder.domain.plan import PlacedStreet
from district_builder.domain.stores import StoreId
from district_builder.formats.places import write_places
from district_builder.formats.scene_json import Light, SceneCounts, StoreCost, write_scene_json
from district_builder.formats.tileset import write_tileset
from district_builder.reuse import StoredTile
from district_builder.scene_costs import budgets_of, costs_of
from district_builder.scene_tree import TileJob, TileKey, grow_tree
from district_builder.stages.settings import SceneSettings

WHOLE_ERROR_METRES = 512.0
BUILD_ID_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneIndex:
    """The three files as bytes. Equal places and tiles make equal build ids."""

    build_id: str
    tileset: bytes
    places: bytes
    scene: bytes
    costs: Mapping[StoreId, StoreCost]


def write_index(
    *,
    source: DistrictSource,
    street: PlacedStreet,
    walkable: WalkableArea,
    views: Sequence[View],
    photographed: AbstractSet[StoreId],
    jobs: Sequence[TileJob],
    tiles: Mapping[TileKey, StoredTile],
    notes: Sequence[BuildNote],
    settings: SceneSettings,
) -> SceneIndex:
    """Write the three files; none of them is in the folder yet.

    Args:
        photographed: stores whose front is a photo.
        tiles: one for each of `jobs`.
        notes: all doubts of the source and the build, in the order in which they are told.
    """
    frame = source.district.frame
    root = grow_tree(tiles, block_cells=settings.block_cells)
    tileset = write_tileset(root, frame=frame, geometric_error=WHOLE_ERROR_METRES)
    stores = {store.store_id: store for store in source.stores}
    places = write_places(
        frame=frame, stores=stores, street=street, walkable=walkable, views=views, photographed=photographed
    )
    build_id = hashlib.sha256(tileset + places).hexdigest()[:BUILD_ID_DIGITS]
    costs = costs_of(jobs, tiles)
    scene = write_scene_json(
        build_id=build_id,
        district=source.district,
        counts=SceneCounts(
            stores=len(source.stores),
            placed=len(street.placements),
            buildings=len(street.plan.buildings),
            tiles=len(jobs),
            triangles=sum(tile.triangles for tile in tiles.values()),
        ),
        buildings=street.plan.buildings,
        light=Light(
            sun_azimuth_degrees=settings.daylight.sun_azimuth_degrees,
            sun_elevation_degrees=settings.daylight.sun_elevation_degrees,
        ),
        costs=costs,
        budgets=budgets_of(jobs, tiles, costs),
        notes=notes,
    )
    return SceneIndex(build_id=build_id, tileset=tileset, places=places, scene=scene, costs=costs)
