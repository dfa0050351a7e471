"""Street walls above the stores: closed, with windows on every storey and a board for every tenant."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from district_builder.domain.categories import Category
from district_builder.domain.frames import Point2
from district_builder.domain.plan import Bay, BayUse, StreetWall
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.stages.art import Lettering, SignFace, UprightFace
from district_builder.stages.detail import Detail
from district_builder.stages.facade import build_upper_storeys
from district_builder.stages.tenant_signs import short_name
from district_builder.stages.windows import RECESS
from tests.district_builder.stages import settle_samples as sample
from tests.district_builder.triangles import everything, facing, of_feature, recorded, spans

NAMES = {"s2": "바른이치과", "s3": "한빛미술학원", "s4": "소리노래연습장", "s5": "구름요가", "s9": "지하당구장"}
KINDS = (Category.DENTIST, Category.ACADEMY, Category.KARAOKE, Category.GYM, Category.BILLIARDS)
STORES = {
    key: sample.store(key, name=name, category=category)
    for (key, name), category in zip(NAMES.items(), KINDS, strict=True)
}
NUMBERS = {key: index for index, key in enumerate(STORES, start=1)}


def bay(store_id: str, storey: int, start: float, end: float) -> Bay:
    return Bay(use=BayUse.STORE, storey=storey, start_metres=start, end_metres=end, store_id=store_id)


def wall_of(width: float, bays=()) -> StreetWall:
    return StreetWall(
        building_id="plaza",
        left_foot_in_district=Point2(0, 0),
        right_foot_in_district=Point2(width, 0),
        road_id="r",
        bays=tuple(bays),
    )


def house(storeys: int, width: float = 20.0):
    return sample.planned("plaza", sample.box(0, 0, width, 12), above=storeys)


def upper(wall: StreetWall, storeys: int, *, detail=Detail.NEAR, seed="test") -> Parts:
    parts = Parts()
    build_upper_storeys(
        parts, wall, house(storeys, wall.width_metres), STORES, seed=seed, detail=detail, features=NUMBERS
    )
    return parts


TENANTS = [bay("s2", 2, 1, 7), bay("s3", 2, 8, 15), bay("s4", 3, 1, 12), bay("s5", 5, 4, 12)]


@settings(deadline=None, max_examples=25)
@given(width=st.floats(0.5, 40), storeys=st.integers(2, 8), seed=st.sampled_from("abcdefgh"))
def test_a_wall_has_no_hole_from_the_first_floor_to_the_roof(width, storeys, seed):
    """Seen from the street, wall, frames and windows together cover the whole of it."""
    parts = upper(wall_of(width), storeys, seed=seed, detail=Detail.STANDARD)
    mesh = everything(parts)
    seen = facing(mesh)[:, 1] < -1e-9
    corners = mesh.positions[mesh.triangles[seen]][:, :, [0, 2]]
    covered = shapely.union_all([Polygon(triangle) for triangle in corners], grid_size=1e-4)
    building = house(storeys, width)
    whole = box(0, building.floor_metres(2), width, building.height_metres)
    assert whole.difference(covered.buffer(0.002)).area < 0.01


@settings(deadline=None, max_examples=25)
@given(width=st.floats(0.5, 40), storeys=st.integers(2, 8), detail=st.sampled_from(list(Detail)))
def test_a_plain_wall_keeps_to_its_rectangle(width, storeys, detail):
    lowest, highest = spans(everything(upper(wall_of(width), storeys, detail=detail)))
    building = house(storeys, width)
    assert (lowest[0], lowest[2]) == pytest.approx((0.0, building.floor_metres(2)), abs=1e-6)
    assert lowest[1] >= -0.6  # outdoor units hang before it
    assert highest[0] == pytest.approx(width)
    assert highest[1] <= RECESS + 1e-9
    assert highest[2] == pytest.approx(building.height_metres)


def test_a_house_of_one_storey_has_nothing_above_its_stores():
    assert recorded(upper(wall_of(20.0), 1)) == {}


@pytest.mark.parametrize("storeys", [2, 5, 8])
def test_every_storey_has_windows_and_they_lie_in_a_recess(storeys):
    mesh = recorded(upper(wall_of(20.0), storeys, detail=Detail.STANDARD))[Surface.MATTER]
    panes = np.abs(mesh.positions[mesh.triangles][:, :, 1] - RECESS).max(axis=1) < 1e-6
    heights = mesh.positions[mesh.triangles[panes]][:, :, 2].mean(axis=1)
    building = house(storeys)
    for storey in range(2, storeys + 1):
        base = building.floor_metres(storey)
        assert ((heights > base) & (heights < base + 3.3)).sum() >= 8


def test_a_narrow_wall_has_no_windows():
    mesh = everything(upper(wall_of(1.5), 3))
    assert np.ptp(mesh.positions[:, 1]) == pytest.approx(0.0)


# Tenants


@pytest.mark.parametrize("detail", list(Detail))
def test_every_tenant_above_has_a_board_on_its_storey(detail):
    mesh = everything(upper(wall_of(20.0, TENANTS), 5, detail=detail))
    building = house(5)
    for tenant in TENANTS:
        own = mesh.positions[mesh.triangles[of_feature(mesh, NUMBERS[tenant.store_id])]].reshape(-1, 3)
        base = building.floor_metres(tenant.storey)
        on_wall = own[(own[:, 1] <= 0.001) & (own[:, 1] > -0.4) & (np.abs(own[:, 0] - 10.0) < 9.5)]  # blades apart
        boards = on_wall[(on_wall[:, 2] >= base) & (on_wall[:, 2] <= base + 1.1)]
        assert np.ptp(boards[:, 0]) > 2.0
        assert boards[:, 0].min() >= tenant.start_metres - 0.01
        assert boards[:, 0].max() <= tenant.end_metres + 0.01


def test_every_tenants_whole_name_is_written_somewhere():
    printed = {
        p.text for p in upper(wall_of(20.0, TENANTS), 5, detail=Detail.STANDARD).pictures() if isinstance(p, SignFace)
    }
    assert printed == {STORES[tenant.store_id].full_name for tenant in TENANTS}


@pytest.mark.parametrize("detail", list(Detail))
def test_windows_above_say_a_tenants_name_and_nothing_that_it_may_not_offer(detail):
    words = {p.text for p in upper(wall_of(20.0, TENANTS), 5, detail=detail).pictures() if isinstance(p, Lettering)}
    names = {STORES[tenant.store_id].name for tenant in TENANTS}
    assert words - {""}
    assert all(any(word in name for name in names) for word in words)


def test_tenants_of_other_storeys_are_not_hung_here():
    """The ground floor and the basement are the fronts' and the entrance's business."""
    parts = upper(wall_of(20.0, [bay("s9", -1, 2, 8), bay("s2", 1, 2, 8)]), 4)
    assert parts.pictures() == []


def test_blades_stack_at_one_edge_of_the_wall_in_the_order_of_their_storeys():
    mesh = everything(upper(wall_of(20.0, TENANTS), 5))
    blades = {}
    for tenant in TENANTS:
        own = mesh.positions[mesh.triangles[of_feature(mesh, NUMBERS[tenant.store_id])]].reshape(-1, 3)
        projecting = own[own[:, 1] < -0.5]
        assert len(projecting)
        blades[tenant.store_id] = projecting
    middles = [points[:, 0].mean() for points in blades.values()]
    assert np.ptp(middles) < 0.1
    assert min(middles[0], 20.0 - middles[0]) < 0.6
    tops = [blades[tenant.store_id][:, 2].max() for tenant in TENANTS]
    assert tops == sorted(tops)
    assert min(points[:, 1].min() for points in blades.values()) >= -1.4


def test_blades_of_one_storey_do_not_cover_each_other():
    mesh = everything(upper(wall_of(20.0, TENANTS[:2]), 3))
    spans_z = []
    for key in ("s2", "s3"):
        own = mesh.positions[mesh.triangles[of_feature(mesh, NUMBERS[key])]].reshape(-1, 3)
        z = own[own[:, 1] < -0.5][:, 2]
        spans_z.append((z.min(), z.max()))
    (_, top), (bottom, _) = sorted(spans_z)
    assert bottom >= top


def test_a_narrow_wall_has_no_blades():
    pictures = upper(wall_of(3.5, [bay("s2", 2, 0.2, 3.3)]), 3).pictures()
    assert not any(isinstance(picture, UprightFace) for picture in pictures)


def test_the_wall_itself_belongs_to_the_building():
    parts = Parts()
    parts.feature = 9
    wall = wall_of(20.0, TENANTS)
    build_upper_storeys(parts, wall, house(5), STORES, seed="t", detail=Detail.STANDARD, features=NUMBERS)
    mesh = everything(parts)
    assert parts.feature == 9
    assert set(np.unique(mesh.features)) == {9, *(NUMBERS[tenant.store_id] for tenant in TENANTS)}
    assert of_feature(mesh, 9).sum() > of_feature(mesh, NUMBERS["s2"]).sum()


def test_a_bay_too_narrow_for_a_board_still_has_its_wall():
    narrow, none = upper(wall_of(20.0, [bay("s2", 2, 3, 3.9)]), 2), upper(wall_of(20.0), 2)
    boards = [picture for picture in narrow.pictures() if isinstance(picture, SignFace)]
    assert boards == []
    assert len(everything(narrow).triangles) >= len(everything(none).triangles)


def test_a_blade_says_a_short_name_or_what_the_store_is():
    assert short_name(STORES["s2"]) == "바른이치과"
    assert short_name(replace(STORES["s2"], name="세상에서제일긴이름치과")) == "치과"


def test_a_tenant_that_moves_in_changes_no_other_tenants_board():
    def own(bays, key):
        mesh = everything(upper(wall_of(20.0, bays), 5))
        return mesh.positions[mesh.triangles[of_feature(mesh, NUMBERS[key])]]

    assert own(TENANTS, "s4") == pytest.approx(own([TENANTS[2]], "s4"))
    assert own(TENANTS, "s5") == pytest.approx(own([TENANTS[3]], "s5"))
