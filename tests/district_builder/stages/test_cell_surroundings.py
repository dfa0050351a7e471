"""What a cell knows of its surroundings: kerbs, shadows, the masses beside it, the way of its paving."""

import numpy as np
import pytest
import shapely

from district_builder.stages.cells import SHADOW_REACH_METRES, tree_shadow
from district_builder.stages.ground import cast_shadow
from district_builder.stages.items import Kind
from tests.district_builder.small_district import SETTINGS, Laid
from tests.district_builder.stages.cell_squares import square


def test_the_kerbs_face_follows_the_carriageways_edge(laid: Laid):
    driven = shapely.union_all([laid.ground.roadway, laid.ground.white, laid.ground.yellow], grid_size=0.001)
    lines = shapely.union_all([shapely.from_wkb(cell.kerb_line) for cell in laid.cells])
    inner = laid.ground.extent.buffer(-0.5)
    assert lines.length == pytest.approx(driven.boundary.intersection(inner).length, abs=0.5)
    assert lines.difference(driven.boundary.buffer(0.01)).length < 0.01


def test_the_carriageway_lies_to_the_left_of_the_kerbs_line(laid: Laid):
    """So the face that is raised backwards along it looks at the cars."""
    driven = shapely.union_all([laid.ground.roadway, laid.ground.white, laid.ground.yellow]).buffer(0.01)
    for cell in laid.cells:
        line = shapely.from_wkb(cell.kerb_line)
        for piece in getattr(line, "geoms", [line]):
            if piece.length < 0.5:
                continue
            left = piece.offset_curve(0.2)
            assert driven.intersection(left).length > 0.5 * left.length


def test_shadows_of_houses_and_trees_fall_into_the_cells_that_they_reach(laid: Laid):
    sun = SETTINGS.daylight.towards_sun
    shift = (float(-sun[0] / sun[2]), float(-sun[1] / sun[2]))
    cast = [cast_shadow(building, shift) for building in laid.street.plan.buildings]
    cast += [tree_shadow(item, shift) for item in laid.items if item.kind is Kind.TREE]
    whole = shapely.union_all(cast)
    seen = shapely.union_all([shapely.from_wkb(cell.shadow) for cell in laid.cells])
    squares = shapely.union_all([square(cell) for cell in laid.cells])
    assert seen.symmetric_difference(whole.intersection(squares)).area < 0.2


def test_a_crowns_shadow_is_loose_and_under_the_sun(laid: Laid):
    tree = next(item for item in laid.items if item.kind is Kind.TREE)
    shadow = tree_shadow(tree, (0.3, -0.4))
    assert 1.0 < shadow.area < 12.0
    assert shadow.centroid.distance(shapely.Point(tree.x + 0.3 * 4.8, tree.y - 0.4 * 4.8)) < 1.0
    assert shadow.equals(tree_shadow(tree, (0.3, -0.4)))


def test_a_cell_knows_the_masses_around_it_and_not_its_own(laid: Laid):
    heights = {building.footprint: building.height_metres for building in laid.street.plan.buildings}
    for cell in laid.cells:
        own = {building.footprint for building in cell.buildings}
        rings = [mass.ring for mass in cell.neighbours]
        assert not own & set(rings)
        near = square(cell).buffer(SHADOW_REACH_METRES - 0.5)
        for ring, height in heights.items():
            if ring not in own and near.intersects(shapely.Polygon(ring)):
                assert ring in rings
                (mass,) = [mass for mass in cell.neighbours if mass.ring == ring]
                assert height <= mass.height_metres <= height + 1.0


def test_paving_of_a_cell_follows_a_road(laid: Laid):
    assert {tuple(np.round(cell.along, 6)) for cell in laid.cells} <= {(1.0, 0.0), (0.0, 1.0)}
