"""Roads between buildings: widths, narrow places and buildings in the way."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.layout import RoadKind
from district_builder.geometry.outlines import polygon_of
from district_builder.geometry.outlines_centrelines import length_of
from district_builder.stages.settle_widths import Obstacles, corridor_of, fit_between, widths_of
from tests.district_builder.stages.settle_samples import box, building, street, turned

STREET = street("main", (0, 0), (200, 0), name="계원대학로", carriageway=9.0, pavement=3.5)


def fitted(road, *rings):
    return fit_between(road, Obstacles([building(f"b{index}", ring) for index, ring in enumerate(rings)]))


@pytest.mark.parametrize(
    ("kind", "stated", "widths"),
    [
        (RoadKind.STREET, None, (9.0, 3.5)),
        (RoadKind.STREET, 7.0, (7.0, 3.0)),
        (RoadKind.STREET, 40.0, (14.0, 4.0)),
        (RoadKind.STREET, 2.0, (6.0, 3.0)),
        (RoadKind.ALLEY, None, (6.0, 0.0)),
        (RoadKind.ALLEY, 4.0, (4.0, 0.0)),
        (RoadKind.PATH, None, (3.0, 0.0)),
    ],
)
def test_widths_come_from_the_source_within_the_limits_of_the_kind(kind, stated, widths):
    assert widths_of(kind, stated) == widths


def test_a_road_with_room_keeps_its_widths_and_its_one_piece():
    result = fitted(STREET, box(0, 8.2, 200, 20))
    assert result.pieces == (STREET,)
    assert not result.is_cut
    assert not result.is_narrowed


def test_pavements_give_way_before_the_carriageway():
    (piece,) = fitted(STREET, box(-10, 7.05, 220, 20)).pieces
    assert piece.carriageway_width_metres == 9.0
    assert piece.pavement_width_metres == pytest.approx(2.5)


def test_then_the_carriageway_gives_way_too():
    (piece,) = fitted(STREET, box(-10, 5.05, 220, 20)).pieces
    assert piece.pavement_width_metres == pytest.approx(1.2)
    assert piece.carriageway_width_metres == pytest.approx(7.6)


def test_a_street_squeezed_to_an_alley_loses_its_pavements():
    (piece,) = fitted(STREET, box(-10, 2.05, 220, 20)).pieces
    assert piece.pavement_width_metres == 0
    assert piece.carriageway_width_metres == pytest.approx(4.0)


def test_one_narrow_place_narrows_its_own_stretch_only():
    result = fitted(STREET, box(90, 3.0, 20, 20))
    widths = [piece.half_width_metres for piece in result.pieces]
    assert len(widths) == 3
    assert widths[0] == widths[2] == STREET.half_width_metres
    assert widths[1] < 3
    assert result.is_narrowed
    assert not result.is_cut


def test_pieces_of_a_street_go_on_counting_metres():
    pieces = fitted(STREET, box(90, 3.0, 20, 20)).pieces
    assert [piece.road_id for piece in pieces] == ["main", "main.2", "main.3"]
    assert {piece.name for piece in pieces} == {"계원대학로"}
    for before, after in pairwise(pieces):
        assert after.start_metres == pytest.approx(before.start_metres + length_of(before.centreline))
        assert after.centreline[0] == before.centreline[-1]


def test_a_building_on_the_road_ends_it_on_both_sides():
    result = fitted(STREET, box(90, -20, 20, 40))
    assert result.is_cut
    west, east = result.pieces
    assert west.centreline[-1].x <= 90
    assert east.centreline[0].x >= 110
    assert east.start_metres == pytest.approx(east.centreline[0].x)
    assert min(west.half_width_metres, east.half_width_metres) > 0.9 * STREET.half_width_metres


def test_a_road_wholly_inside_a_building_is_gone():
    result = fitted(STREET, box(-20, -20, 300, 40))
    assert result.pieces == ()
    assert result.is_cut


def test_without_buildings_every_road_fits():
    assert fitted(STREET).pieces == (STREET,)


rings = st.lists(
    st.builds(
        lambda x, y, width, depth, degrees: turned(box(0, 0, width, depth), degrees=degrees, dx=x, dy=y),
        st.floats(-10, 200),
        st.floats(-40, 40),
        st.floats(3, 40),
        st.floats(3, 40),
        st.floats(0, 90),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(rings, st.sampled_from(list(RoadKind)), st.floats(-60, 60))
def test_no_piece_of_road_touches_a_building(footprints, kind, bend):
    carriageway, pavement = widths_of(kind, None)
    road = street("r", (0, 0), (100, 0), (200, bend), kind=kind, carriageway=carriageway, pavement=pavement)
    shapes = [polygon_of(ring) for ring in footprints]
    for piece in fitted(road, *footprints).pieces:
        assert 0 < piece.carriageway_width_metres <= carriageway
        assert 0 <= piece.pavement_width_metres <= pavement
        assert all(corridor_of(piece).intersection(shape).area < 1e-6 for shape in shapes)
