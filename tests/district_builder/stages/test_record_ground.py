"""The ground of a cell's tile: covered once, looking up, with its kerbs and its shadows."""

import numpy as np
import pytest
import shapely

from district_builder.geometry.mesh import Surface
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.ground import ROADWAY_Z
from tests.district_builder.stages.recorded_features import clockwise
from tests.district_builder.triangles import areas, facing, middles, of_feature, recorded


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
