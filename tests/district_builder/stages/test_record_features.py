"""Every thing of a tile is recorded under its own feature, at its own place."""

from collections import Counter

import numpy as np
import pytest

from district_builder.domain.places import PlacementKind
from district_builder.domain.plan import BayUse
from district_builder.geometry.mesh import FeatureKind
from district_builder.stages.art import SignFace, TenantBoard
from district_builder.stages.contact import POOL_ABOVE_GROUND
from district_builder.stages.detail import Detail
from district_builder.stages.record_cell import record_cell
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.recorded_features import triangles_of
from tests.district_builder.triangles import everything


def test_the_ground_is_always_feature_0(record, proxy):
    for one in (record, proxy):
        assert one.features[0].kind is FeatureKind.GROUND
        assert Counter(row.kind for row in one.features)[FeatureKind.GROUND] == 1


def test_each_building_and_each_store_of_a_cell_has_one_row(record, plaza):
    assert [row.building_id for row in record.features if row.kind is FeatureKind.BUILDING] == [
        building.building_id for building in plaza.buildings
    ]
    stores = {row.store_id: row.building_id for row in record.features if row.kind is FeatureKind.STORE}
    assert stores == {place.store_id: place.building_id for place in plaza.placements}


def test_a_block_has_the_rows_of_all_its_cells(laid: Laid, proxy):
    assert {row.store_id for row in proxy.features if row.store_id} == set(laid.placements)
    assert {row.building_id for row in proxy.features if row.building_id} == {
        building.building_id for building in laid.street.plan.buildings
    }


def test_every_vertex_names_a_row(record, proxy):
    for one in (record, proxy):
        mesh = everything(one.parts)
        assert mesh.features.min() >= 0
        assert mesh.features.max() < len(one.features)
        split = np.ptp(mesh.features[mesh.triangles], axis=1)
        assert (split == 0).all()


@pytest.mark.parametrize("store_id", ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s10", "s11", "s12"])
def test_every_store_with_a_bay_has_triangles_of_its_own_near_its_place(store_id, record, laid: Laid):
    own = triangles_of(record, store_id).reshape(-1, 3)
    assert len(own) > 6
    anchor = np.array(laid.placements[store_id].anchor_in_district)
    assert np.linalg.norm(own - anchor, axis=1).min() < 3.0


@pytest.mark.parametrize("store_id", ["s01", "s02", "s03", "s10", "s11"])
def test_a_front_stands_before_its_frontage_and_reaches_a_room_deep_behind_it(store_id, record, laid: Laid):
    frontage = laid.placements[store_id].frontage
    left, right = np.array(frontage.left_foot_in_district), np.array(frontage.right_foot_in_district)
    ahead = (right - left) / frontage.width_metres
    inward = np.array([-ahead[1], ahead[0]])
    own = triangles_of(record, store_id).reshape(-1, 3)
    own = own[np.abs(own[:, 2] - POOL_ABOVE_GROUND) > 1e-6]  # light on the pavement lies before the store
    depth, along = (own[:, :2] - left) @ inward, (own[:, :2] - left) @ ahead
    assert -1.45 <= depth.min() < 0
    assert 3.0 < depth.max() < 4.2
    high = own[:, 2] > 1.3
    assert along[high].min() >= -0.05
    assert along[high].max() <= frontage.width_metres + 0.05


def test_a_store_without_a_bay_is_named_on_the_board_of_its_house(record, plaza, laid: Laid):
    boards = [picture for picture in record.parts.pictures() if isinstance(picture, TenantBoard)]
    named = " ".join(names for board in boards for _, names in board.rows)
    assert laid.placements["s09"].kind is PlacementKind.BASEMENT
    assert "챔프당구장" in named
    for store in plaza.stores:
        if laid.placements[store.store_id].building_id == "plaza":
            assert store.name in named


def test_every_storey_with_tenants_has_a_board_for_each(record, plaza, laid: Laid):
    for wall in plaza.walls:
        for bay in wall.bays:
            if bay.use is not BayUse.STORE:
                continue
            own = triangles_of(record, bay.store_id).reshape(-1, 3)
            building = next(b for b in plaza.buildings if b.building_id == wall.building_id)
            base = building.floor_metres(bay.storey)
            top = base + (building.ground_storey_metres if bay.storey == 1 else building.upper_storey_metres)
            assert ((own[:, 2] >= base) & (own[:, 2] <= top)).sum() >= 4


def test_names_of_all_stores_with_a_bay_are_printed_at_the_standard_level(laid: Laid):
    for cell in laid.cells:
        if not cell.stores:
            continue
        printed = {
            p.text for p in record_cell(cell, detail=Detail.STANDARD).parts.pictures() if isinstance(p, SignFace)
        }
        shown = {bay.store_id for wall in cell.walls for bay in wall.bays if bay.use is BayUse.STORE}
        assert printed >= {store.full_name for store in cell.stores if store.store_id in shown}
