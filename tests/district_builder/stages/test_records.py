"""What a cell's tile and a block's proxy are recorded from: every thing under its own feature, none inside out."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import shapely

from district_builder.domain.places import PlacementKind
from district_builder.domain.plan import BayUse
from district_builder.geometry.mesh import FeatureKind, Surface
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.stages.art import Blank, SignFace, StorefrontPhoto, TenantBoard
from district_builder.stages.cells import CellPlan, FrontPhoto
from district_builder.stages.contact import POOL_ABOVE_GROUND
from district_builder.stages.detail import Detail
from district_builder.stages.ground import ROADWAY_Z
from district_builder.stages.record_block import record_block
from district_builder.stages.record_cell import RecordedCell, record_cell
from district_builder.stages.shell import PARAPET_METRES
from tests.district_builder.small_district import Laid
from tests.district_builder.triangles import areas, everything, facing, in_plan, middles, of_feature, recorded, spans

LEVELS = list(Detail)


@pytest.fixture(scope="module")
def plaza(laid: Laid) -> CellPlan:
    """The cell with the plaza: twelve tenants, a basement among them."""
    return laid.cell_of("plaza")


@pytest.fixture(scope="module", params=LEVELS, ids=lambda level: level.name)
def record(request, plaza) -> RecordedCell:
    return record_cell(plaza, detail=request.param)


@pytest.fixture(scope="module")
def proxy(laid: Laid) -> RecordedCell:
    return record_block(laid.cells)


def feature_of(record: RecordedCell, name: str) -> int:
    (number,) = [
        index
        for index, row in enumerate(record.features)
        if row.store_id == name or (row.kind is FeatureKind.BUILDING and row.building_id == name)
    ]
    return number


def triangles_of(record: RecordedCell, name: str) -> np.ndarray:
    """(m, 3, 3) corners of a store's or a building's triangles."""
    mesh = everything(record.parts)
    return np.asarray(mesh.positions)[mesh.triangles[of_feature(mesh, feature_of(record, name))]]


def clockwise(mesh: RawMesh, kind: int) -> np.ndarray:
    return of_feature(mesh, kind) & (facing(mesh)[:, 2] < -1e-9)


# Features


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


# Ground


def test_a_cells_ground_is_covered_once_and_looks_up(record, plaza):
    mesh = recorded(record.parts)[Surface.MATTER]
    flat = of_feature(mesh, 0) & (np.abs(facing(mesh)[:, 2]) > 1e-9)
    assert not clockwise(mesh, 0).any()
    expected = sum(shapely.from_wkb(wkb).area for _, wkb in plaza.ground)
    assert areas(mesh)[flat].sum() == pytest.approx(expected, rel=2e-3)


def test_the_carriageway_lies_a_kerb_lower_than_the_pavement(record, plaza):
    mesh = recorded(record.parts)[Surface.MATTER]
    flat = of_feature(mesh, 0) & (facing(mesh)[:, 2] > 1e-9)
    levels = {round(z, 3) for z in middles(mesh)[flat][:, 2]}
    assert levels == {0.0, round(ROADWAY_Z, 3)}
    low = flat & (middles(mesh)[:, 2] < -0.05)
    driven = sum(shapely.from_wkb(wkb).area for kind, wkb in plaza.ground if kind in ("roadway", "white", "yellow"))
    assert areas(mesh)[low].sum() == pytest.approx(driven, rel=2e-3)


def test_the_kerbs_face_closes_the_step_and_looks_at_the_carriageway(record, plaza):
    mesh = recorded(record.parts)[Surface.MATTER]
    upright = of_feature(mesh, 0) & (np.abs(facing(mesh)[:, 2]) < 1e-9)
    line = shapely.from_wkb(plaza.kerb_line)
    assert areas(mesh)[upright].sum() == pytest.approx(line.length * -ROADWAY_Z, rel=1e-3)
    driven = shapely.union_all(
        [shapely.from_wkb(wkb) for kind, wkb in plaza.ground if kind in ("roadway", "white", "yellow")]
    )
    along_street = upright & (np.abs(facing(mesh)[:, 1]) > np.abs(facing(mesh)[:, 0]))
    step = np.sign(facing(mesh)[along_street][:, 1]) * 0.3
    places = middles(mesh)[along_street][:, :2] + np.column_stack([np.zeros(len(step)), step])
    inside = [driven.buffer(0.05).contains(shapely.Point(place)) for place in places]
    assert np.mean(inside) > 0.9


def test_ground_in_shadow_is_marked_as_such(record, plaza):
    mesh = recorded(record.parts)[Surface.MATTER]
    first = mesh.triangles[:, 0]
    ground = of_feature(mesh, 0)
    shadow = shapely.from_wkb(plaza.shadow)
    whole = shapely.union_all([shapely.from_wkb(wkb) for _, wkb in plaza.ground])
    shaded = areas(mesh)[ground & (mesh.shades[first] == Shade.SHADED)].sum()
    sunlit = areas(mesh)[ground & (mesh.shades[first] == Shade.SUNLIT)].sum()
    assert shaded == pytest.approx(whole.intersection(shadow).area, rel=5e-3, abs=0.1)
    assert sunlit == pytest.approx(whole.difference(shadow).area, rel=5e-3, abs=0.1)


# Bodies


def test_a_cell_keeps_near_its_square(laid: Laid):
    """What projects belongs to the buildings; a cell's box would otherwise swallow its neighbours."""
    for cell in laid.cells:
        mesh = everything(record_cell(cell, detail=Detail.STANDARD).parts)
        lowest, highest = spans(mesh)
        size = cell.settings.cell_metres
        assert (lowest[:2] >= np.array(cell.key) * size - 34).all()
        assert (highest[:2] <= (np.array(cell.key) + 1) * size + 34).all()


def test_near_has_more_triangles_than_standard_and_standard_more_than_the_proxy(laid: Laid, plaza):
    counts = [
        len(everything(one.parts).triangles)
        for one in (
            record_cell(plaza, detail=Detail.NEAR),
            record_cell(plaza, detail=Detail.STANDARD),
            record_block([plaza]),
        )
    ]
    assert counts[0] > 1.5 * counts[1] > 3 * counts[2]


def test_recording_twice_gives_the_same_bytes(plaza):
    first, second = record_cell(plaza, detail=Detail.NEAR), record_cell(plaza, detail=Detail.NEAR)
    assert first.features == second.features
    assert first.parts.pictures() == second.parts.pictures()
    assert everything(first.parts).positions.tobytes() == everything(second.parts).positions.tobytes()


def test_a_photo_takes_the_place_of_a_drawn_front(plaza):
    photo = FrontPhoto(store_id="s02", path="front.jpg", digest="abc", corners=((0, 0), (1, 0), (1, 1), (0, 1)))
    record = record_cell(replace(plaza, photos=(photo,)), detail=Detail.NEAR)
    pictures = record.parts.pictures()
    assert StorefrontPhoto("s02", "abc") in pictures
    assert "엄마김밥" not in {picture.text for picture in pictures if isinstance(picture, SignFace)}
    art = recorded(record.parts)[Surface.ART]
    own = of_feature(art, feature_of(record, "s02"))
    bay = next(bay for wall in plaza.walls for bay in wall.bays if bay.store_id == "s02")
    assert areas(art)[own].sum() == pytest.approx(bay.width_metres * 4.2, rel=1e-6)
    assert (facing(art)[own][:, 1] < 0).all()  # the plaza's wall looks south


def test_a_bare_cell_is_ground_alone(laid: Laid):
    bare = next(cell for cell in laid.cells if not cell.buildings and not cell.items)
    record = record_cell(bare, detail=Detail.STANDARD)
    assert set(np.unique(everything(record.parts).features)) == {0}
    assert record.parts.pictures() == []


# Proxies


def test_a_proxy_has_no_pictures(proxy):
    assert proxy.parts.pictures() == []
    assert set(recorded(proxy.parts)) <= {Surface.MATTER, Surface.LEAF}


def test_a_proxys_houses_are_as_large_as_the_houses(laid: Laid, proxy):
    for building in laid.street.plan.buildings:
        own = triangles_of(proxy, building.building_id).reshape(-1, 3)
        ring = np.array(building.footprint)
        assert own[:, :2].min(axis=0) == pytest.approx(ring.min(axis=0), abs=0.01)
        assert own[:, :2].max(axis=0) == pytest.approx(ring.max(axis=0), abs=0.01)
        assert own[:, 2].max() == pytest.approx(building.height_metres + PARAPET_METRES, abs=0.01)


def test_a_proxys_walls_face_outwards(laid: Laid, proxy):
    mesh = everything(proxy.parts)
    for building in laid.street.plan.buildings:
        shape = shapely.Polygon(building.footprint)
        own = of_feature(mesh, feature_of(proxy, building.building_id)) & (np.abs(facing(mesh)[:, 2]) < 1e-9)
        turned = facing(mesh)[own]
        away = middles(mesh)[own] + 0.3 * turned / np.linalg.norm(turned, axis=1, keepdims=True)
        assert own.any()
        assert not any(shape.contains(shapely.Point(place)) for place in away[:, :2])


def test_a_proxy_shows_a_board_for_every_store_with_a_bay(laid: Laid, proxy):
    for wall in laid.street.walls:
        for bay in wall.bays:
            if bay.use is BayUse.STORE:
                assert len(triangles_of(proxy, bay.store_id)) >= 2


def test_a_proxys_ground_is_about_the_districts(laid: Laid, proxy):
    mesh = recorded(proxy.parts)[Surface.MATTER]
    flat = of_feature(mesh, 0)
    assert not clockwise(mesh, 0).any()
    whole = laid.ground.extent.area - sum(shapely.Polygon(b.footprint).area for b in laid.street.plan.buildings)
    assert areas(mesh)[flat].sum() == pytest.approx(whole, rel=0.03)
    sample = [triangle for triangle, own in zip(in_plan(mesh), flat, strict=True) if own and triangle.area > 0.5]
    assert shapely.union_all(sample).area == pytest.approx(sum(t.area for t in sample), rel=0.03)


def test_a_proxy_is_the_same_every_time(laid: Laid, proxy):
    assert everything(record_block(laid.cells).parts).positions.tobytes() == everything(proxy.parts).positions.tobytes()


def test_panes_are_the_only_blank_pictures(record):
    blanks = [picture for picture in record.parts.pictures() if isinstance(picture, Blank)]
    assert len(blanks) == 1
