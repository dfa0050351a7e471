"""Common entrances: a way in, a stair, and a board that names every tenant of the house."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.plan import Bay, BayUse, StreetWall
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.stages.art import SignFace, TenantBoard
from district_builder.stages.cladding import clad
from district_builder.stages.detail import Detail
from district_builder.stages.entrance import RECESS, build_entrance, list_tenants, storey_label, tenants_of
from tests.district_builder.small_district import Laid
from tests.district_builder.stages import settle_samples as sample
from tests.district_builder.triangles import everything, facing, middles, recorded, spans

PLAZA = sample.planned("plaza", sample.box(0, 0, 20, 12), above=5, name="새벽프라자")
TENANTS = [(1, "온기커피"), (1, "엄마김밥"), (3, "소리노래연습장"), (-1, "챔프당구장")]


def entrance(width=2.6, tenants=TENANTS, building=PLAZA, detail=Detail.NEAR) -> Parts:
    parts = Parts()
    bay = Bay(use=BayUse.ENTRANCE, storey=1, start_metres=4.0, end_metres=4.0 + width)
    build_entrance(parts, bay, building, tenants, clad("plaza", seed="t")[0], detail=detail)
    return parts


# The board


@pytest.mark.parametrize(("storey", "label"), [(1, "1F"), (12, "12F"), (-1, "B1"), (-3, "B3")])
def test_storeys_are_called_as_lifts_call_them(storey, label):
    assert storey_label(storey) == label


def test_the_board_lists_storeys_from_the_top_down():
    assert list_tenants(TENANTS) == (("3F", "소리노래연습장"), ("1F", "온기커피 · 엄마김밥"), ("B1", "챔프당구장"))


storeys = st.integers(-3, 7).filter(bool)


@given(tenants=st.lists(st.tuples(storeys, st.text("가나다라마", min_size=1, max_size=5)), max_size=30))
def test_every_tenant_is_on_the_board_on_its_own_storey(tenants):
    rows = dict(list_tenants(tenants))
    for storey, name in tenants:
        assert name in rows[storey_label(storey)].split(" · ")
    assert sum(len(names.split(" · ")) for names in rows.values()) == len(tenants)


def test_the_board_of_a_tall_house_lists_its_basement_too():
    tenants = [(storey, f"가게{storey}") for storey in (*range(1, 12), -1)]
    assert "가게-1" in dict(list_tenants(tenants)).get("B1", "")


def test_the_board_of_each_house_lists_every_tenant_that_was_placed(laid: Laid):
    """Also those without a bay of their own: in basements and inside."""
    for building in laid.street.plan.buildings:
        own = [place for place in laid.street.placements if place.building_id == building.building_id]
        bayless = [
            (place.storey, laid.stores[place.store_id].name)
            for place in own
            if place.frontage is None and place.storey < 1
        ]
        listed = tenants_of(building.building_id, laid.street.walls, laid.stores, bayless)
        assert sorted(listed) == sorted((place.storey, laid.stores[place.store_id].name) for place in own)


def test_tenants_of_another_house_are_not_listed():
    walls = [
        StreetWall(
            building_id=building_id,
            left_foot_in_district=sample.Point2(0, 0),
            right_foot_in_district=sample.Point2(9, 0),
            road_id="r",
            bays=(
                Bay(use=BayUse.STORE, storey=1, start_metres=0, end_metres=4, store_id=store_id),
                Bay(use=BayUse.ENTRANCE, storey=1, start_metres=4, end_metres=6),
                Bay(use=BayUse.PLAIN, storey=1, start_metres=6, end_metres=9),
            ),
        )
        for building_id, store_id in (("plaza", "a"), ("other", "b"))
    ]
    stores = {key: sample.store(key, name=f"이름 {key}") for key in "ab"}
    assert tenants_of("plaza", walls, stores) == [(1, "이름 a")]
    assert tenants_of("plaza", walls, stores, [(-1, "지하")]) == [(1, "이름 a"), (-1, "지하")]


def test_the_board_hangs_in_the_entrance_at_eye_level():
    parts = entrance()
    (board,) = [picture for picture in parts.pictures() if isinstance(picture, TenantBoard)]
    assert board.title == "새벽프라자"
    assert board.rows == list_tenants(TENANTS)
    art = recorded(parts)[Surface.ART]
    sideways = np.abs(facing(art)[:, 0]) > 1e-6
    places = middles(art)[sideways]
    assert (places[:, 1] > 0).all()
    assert (places[:, 1] < RECESS).all()
    assert 0.8 < places[:, 2].min() < places[:, 2].max() < 2.4


def test_an_empty_house_has_an_entrance_without_a_board():
    assert not any(isinstance(picture, TenantBoard) for picture in entrance(tenants=[]).pictures())


def test_a_house_without_a_name_calls_its_board_a_guide():
    nameless = sample.planned("plaza", sample.box(0, 0, 20, 12), above=5)
    pictures = entrance(building=nameless).pictures()
    assert not any(isinstance(picture, SignFace) for picture in pictures)
    assert [picture.title for picture in pictures if isinstance(picture, TenantBoard)] == ["안내"]


def test_the_houses_name_is_over_its_door():
    parts = entrance()
    assert [picture.text for picture in parts.pictures() if isinstance(picture, SignFace)] == ["새벽프라자"]
    art = recorded(parts)[Surface.ART]
    frontal = facing(art)[:, 1] < -1e-6
    assert middles(art)[frontal][:, 2].min() > 2.5


# The way in


@settings(deadline=None, max_examples=30)
@given(width=st.floats(1.2, 5.0), detail=st.sampled_from(list(Detail)))
def test_an_entrance_keeps_to_its_bay_and_its_storey(width, detail):
    lowest, highest = spans(everything(entrance(width, detail=detail)))
    assert lowest[0] >= -1e-6
    assert highest[0] <= width + 1e-6
    assert lowest[2] >= 0.0
    assert highest[2] == pytest.approx(PLAZA.ground_storey_metres)
    assert lowest[1] >= -0.1


@pytest.mark.parametrize("detail", list(Detail))
def test_one_sees_a_stair_through_glass(detail):
    meshes = recorded(entrance(detail=detail))
    glass = meshes[Surface.GLASS]
    assert (glass.tints[:, 3] < 0.5).all()
    assert (facing(glass)[:, 1] < 0).all()
    assert (np.abs(glass.positions[:, 1] - RECESS) < 0.1).all()
    treads = middles(meshes[Surface.MATTER])[facing(meshes[Surface.MATTER])[:, 2] > 1e-6]
    behind = treads[treads[:, 1] > RECESS]
    assert len({round(z, 3) for z in behind[:, 2]}) >= 4


def test_no_wall_stands_in_the_doorway():
    mesh = recorded(entrance())[Surface.MATTER]
    corners = mesh.positions[mesh.triangles]
    facing_street = np.abs(facing(mesh)[:, 1]) > 1e-9
    before = facing_street & (corners[:, :, 1] < RECESS - 0.06).all(axis=1)
    for triangle in corners[before]:
        blocks = triangle[:, 0].max() > 0.2 and triangle[:, 0].min() < 2.4 and triangle[:, 2].min() < 2.0
        assert not blocks


@pytest.mark.parametrize("detail", list(Detail))
def test_its_floor_reaches_over_the_pavement_so_that_no_gap_is_seen_below_it(detail):
    mesh = everything(entrance(detail=detail))
    corners = mesh.positions[mesh.triangles]
    is_floor = (facing(mesh)[:, 2] > 1e-9) & (corners[:, :, 2] < 0.06).all(axis=1)
    floor = shapely.union_all([shapely.Polygon(corner[:, :2]) for corner in corners[is_floor]], grid_size=1e-4)
    assert shapely.box(0.6, -0.03, 2.0, RECESS).difference(floor).area < 0.001
