"""A block's proxy: no pictures, and houses as large as the houses."""

import numpy as np
import pytest
import shapely

from district_builder.domain.plan import BayUse
from district_builder.geometry.mesh import Surface
from district_builder.stages.record_block import record_block
from district_builder.stages.shell import PARAPET_METRES
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.recorded_features import clockwise, feature_of, triangles_of
from tests.district_builder.triangles import areas, everything, facing, in_plan, middles, of_feature, recorded


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
