"""Store fronts: within their walls, with recessed glass, each its own and always the same."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.frames import Point2
from district_builder.geometry.mesh import Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import RawMesh, join_raw
from district_builder.stages.art import InteriorWall, Lettering, Notice, Sheen, SignFace, UprightFace
from district_builder.stages.contact import POOL_METRES
from district_builder.stages.detail import Detail
from district_builder.stages.front import PAPERS, Front, build_front, dress
from district_builder.stages.interior import DEPTH_METRES
from district_builder.stages.store_glass import GLASS_Y
from district_builder.stages.styles import STYLES, DoorKind, SignKind
from tests.district_builder.triangles import areas, everything, facing, middles, recorded, spans

INTO_NEIGHBOURS, OVER_PAVEMENT, ABOVE = 0.05, 1.4, 1.8
LEVELS = list(Detail)
CATEGORIES = list(Category)


def front(category=Category.CAFE, **facts) -> Front:
    known = {"store_id": "s1", "name": "온기커피", "phone": "02-123-4567", "width_metres": 6.4, "height_metres": 4.2}
    return Front(category=category, **({"seed": "test"} | known | facts))


def build(of: Front, detail: Detail = Detail.NEAR) -> Parts:
    parts = Parts()
    build_front(parts, of, detail=detail)
    return parts


def bytes_of(parts: Parts) -> list[bytes]:
    return [mesh.positions.tobytes() + mesh.uvs.tobytes() + mesh.tints.tobytes() for mesh in recorded(parts).values()]


fronts = st.builds(
    Front,
    store_id=st.text("abc123", min_size=1, max_size=4),
    name=st.sampled_from(["빵", "온기커피", "참 좋은 우리 동네 정육식당", "COFFEE & CAKE", "", "김 밥"]),
    phone=st.sampled_from(["", "031-123-4567"]),
    category=st.sampled_from(CATEGORIES),
    width_metres=st.floats(1.6, 14.0),
    height_metres=st.floats(3.5, 5.5),
    seed=st.just("test"),
)

# Within its walls


@settings(deadline=None, max_examples=30)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_a_front_stands_on_the_pavement_and_ends_under_the_next_storeys_windows(of, detail):
    lowest, highest = spans(everything(build(of, detail)))
    assert lowest[2] >= -1e-6
    assert highest[2] <= of.height_metres + ABOVE
    assert highest[1] <= 0.3 + DEPTH_METRES + 1e-6


@settings(deadline=None, max_examples=30)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_nothing_projects_far_over_the_pavement(of, detail):
    """But the light that lies on the pavement after dark, which is clear by day."""
    for mesh in recorded(build(of, detail)).values():
        by_day = mesh.positions[mesh.tints[:, 3] > 0.0]
        assert by_day[:, 1].min(initial=0.0) >= -OVER_PAVEMENT
    assert spans(everything(build(of, detail)))[0][1] >= -POOL_METRES


@pytest.mark.parametrize("detail", LEVELS)
@pytest.mark.parametrize("category", CATEGORIES)
def test_the_building_of_a_front_keeps_to_its_own_width(category, detail):
    """Goods on the pavement apart, nothing of a front reaches into a neighbour."""
    for width in (1.8, 2.4, 3.3, 6.4, 11.0):
        of = front(category, width_metres=width)
        mesh = everything(build(of, detail))
        wall = mesh.triangles[(np.asarray(mesh.positions)[mesh.triangles][:, :, 2] > 1.3).all(axis=1)]
        x = mesh.positions[wall][:, :, 0]
        assert x.min() >= -INTO_NEIGHBOURS
        assert x.max() <= width + INTO_NEIGHBOURS


def is_upright(mesh: RawMesh) -> np.ndarray:
    """Which triangles stand: the dusk under goods and the light before a store lie on the ground."""
    return np.ptp(mesh.positions[mesh.triangles][:, :, 2], axis=1) > 1e-6


WIDE_GOODS = {"fruit", "bench", "flowers", "freezer", "plants"}


def set_out(category: Category, width: float, detail: Detail) -> RawMesh:
    """A front and its goods without the dusk under them, which is soft at its rim."""
    meshes = recorded(build(front(category, width_metres=width), detail))
    return join_raw([mesh for surface, mesh in meshes.items() if surface is not Surface.GLASS])


def test_goods_before_a_front_stay_before_that_front():
    outside = {category for category in CATEGORIES if STYLES[category].outside}
    over = set()
    for category in sorted(outside):
        for width in (2.4, 3.3, 4.5, 6.4, 9.0):
            lowest, highest = spans(set_out(category, width, Detail.NEAR))
            if lowest[0] < -INTO_NEIGHBOURS or highest[0] > width + INTO_NEIGHBOURS:
                over.add(category)
    assert over == set()


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_front_narrower_than_most_still_has_a_face(category):
    for width in (0.9, 1.2, 1.6, 2.0, 2.59):
        for detail in LEVELS:
            mesh = everything(build(front(category, width_metres=width), detail))
            assert np.isfinite(mesh.positions).all()
            assert areas(mesh).sum() > width * 4.2


@settings(deadline=None, max_examples=25)
@given(of=fronts)
def test_no_triangle_of_a_wall_is_turned_inside_out(of):
    """Stored normals, which light is measured by, agree with what a client draws."""
    mesh = recorded(build(of))[Surface.MATTER]
    turned = facing(mesh)
    # Letters take the light of one point, whatever way their sides face: they share a probe.
    own = np.ptp(mesh.probes[mesh.triangles], axis=1).max(axis=1) > 1e-9
    agree = np.einsum("ij,ij->i", turned, mesh.normals[mesh.triangles[:, 0]])
    assert (agree[own] >= -1e-9).all()


# What it is made of


@settings(deadline=None, max_examples=25)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_glass_is_recessed_behind_the_wall_and_looks_at_the_street(of, detail):
    glass = recorded(build(of, detail)).get(Surface.GLASS)
    if glass is None:
        assert STYLES[of.category].door is DoorKind.OPEN
        return
    upright = is_upright(glass)
    assert (np.abs(facing(glass)[~upright][:, :2]) < 1e-9).all()
    assert (facing(glass)[~upright][:, 2] > 0).all()
    assert glass.positions[glass.triangles[~upright]][:, :, 2].max(initial=0.0) < 0.02
    assert (glass.positions[glass.triangles[upright]][:, :, 1] >= GLASS_Y - 0.05).all()
    assert (facing(glass)[upright][:, 1] < 0).all()


@pytest.mark.parametrize("category", CATEGORIES)
def test_words_on_glass_keep_between_the_bars_of_its_frames(category):
    """A letter that runs over a bar is cut in two by it."""
    for width in (3.6, 6.4, 11.0):
        meshes = recorded(build(front(category, width_metres=width), Detail.STANDARD))
        if Surface.GLASS not in meshes:
            continue
        glass, matter = meshes[Surface.GLASS], meshes[Surface.MATTER]
        films = (glass.positions[glass.triangles][:, :, 1].mean(axis=1) < GLASS_Y - 0.005) & is_upright(glass)
        corners = glass.positions[glass.triangles[films]]
        bars = matter.positions[matter.triangles]
        upright = (np.ptp(bars[:, :, 0], axis=1) < 0.06) & (np.ptp(bars[:, :, 2], axis=1) > 0.3)
        middles_of_bars = bars[upright & (np.abs(bars[:, :, 1] - GLASS_Y).max(axis=1) < 0.07)][:, :, 0].mean(axis=1)
        for low, high in zip(corners[:, :, 0].min(axis=1), corners[:, :, 0].max(axis=1), strict=True):
            assert not ((middles_of_bars > low + 0.01) & (middles_of_bars < high - 0.01)).any()


@settings(deadline=None, max_examples=25)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_glass_lets_one_see_the_room(of, detail):
    parts = build(of, detail)
    meshes = recorded(parts)
    if STYLES[of.category].door is not DoorKind.OPEN:
        glass = meshes[Surface.GLASS]
        panes = glass.tints[glass.triangles[is_upright(glass)][:, 0], 3] < 0.5
        assert panes.any()
    assert any(isinstance(picture, InteriorWall) for picture in parts.pictures())


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_front_shows_its_name_at_both_levels(category):
    """Printed on a board, or as letters that stand off it."""
    printed = [
        picture.text for picture in build(front(category), Detail.STANDARD).pictures() if isinstance(picture, SignFace)
    ]
    assert printed == ["온기커피"]
    near = build(front(category), Detail.NEAR)
    faces = [picture.text for picture in near.pictures() if isinstance(picture, SignFace)]
    nameless = build(front(category, name=""), Detail.NEAR)
    if STYLES[category].sign is SignKind.LIGHT_BOX:
        assert faces == ["온기커피"]
    else:
        assert faces == []
        assert len(everything(near).triangles) > len(everything(nameless).triangles) + 100


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_front_has_a_way_in(category):
    """From the pavement a ray at breast height meets glass or nothing before it meets the room, somewhere."""
    of = front(category)
    meshes = recorded(build(of, Detail.STANDARD))
    matter = meshes[Surface.MATTER]
    upright = np.abs(matter.normals[matter.triangles[:, 0]][:, 1]) > 0.9
    corners = matter.positions[matter.triangles[upright]]
    before_glass = corners[(corners[:, :, 1] < GLASS_Y + 0.01).all(axis=1) & (corners[:, :, 1] > -0.05).all(axis=1)]
    open_metres = 0
    for x in np.arange(0.05, of.width_metres, 0.1):
        covers = (
            (before_glass[:, :, 0].min(axis=1) <= x)
            & (before_glass[:, :, 0].max(axis=1) >= x)
            & (before_glass[:, :, 2].min(axis=1) <= 1.0)
            & (before_glass[:, :, 2].max(axis=1) >= 1.0)
        )
        open_metres += 0.1 * (not covers.any())
    assert open_metres > 0.7


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_near_level_is_richer_than_the_standard_one(category):
    near, standard = (
        len(everything(build(front(category), detail)).triangles) for detail in (Detail.NEAR, Detail.STANDARD)
    )
    assert near > standard
    assert standard < 1500
    assert near < 9000


@pytest.mark.parametrize("category", CATEGORIES)
def test_pictures_have_sizes_that_an_atlas_can_hold(category):
    for picture in build(front(category, width_metres=14.0), Detail.NEAR).pictures():
        if isinstance(picture, (SignFace, UprightFace, Lettering)):
            assert 8 <= picture.width <= 1024
            assert 8 <= picture.height <= 512


def test_only_the_near_level_hangs_papers_beside_the_door():
    def papers(detail):
        return sum(isinstance(p, Notice) for p in build(front(Category.CLINIC), detail).pictures())

    assert papers(Detail.NEAR) == 1
    assert papers(Detail.STANDARD) == 0


def test_panes_share_two_pictures_of_what_glass_returns():
    sheens = [picture for picture in build(front()).pictures() if isinstance(picture, Sheen)]
    assert len(sheens) == len(set(sheens)) == 2


def test_a_paper_promises_nothing_that_a_store_would_have_to_keep():
    """No hours, no prices, no offers: those come from the merchant alone."""
    for heading, lines in PAPERS:
        text = " ".join((heading, *lines))
        assert not any(word in text for word in ("매일", "무료", "할인", "신상", "품절", "영업", "시간", "원"))


def test_the_rooms_far_wall_can_be_seen_through_the_opening():
    art = recorded(build(front(Category.BOOKS), Detail.STANDARD))[Surface.ART]
    far = middles(art)[:, 1] > 3.0
    assert far.any()
    assert (facing(art)[far][:, 1] < 0).all()


# Alike and unlike


@settings(deadline=None, max_examples=20)
@given(of=fronts, detail=st.sampled_from(LEVELS))
def test_the_same_front_twice_is_identical(of, detail):
    first, second = build(of, detail), build(replace(of), detail)
    assert first.pictures() == second.pictures()
    assert bytes_of(first) == bytes_of(second)


@pytest.mark.parametrize("category", CATEGORIES)
def test_of_several_neighbours_of_one_category_not_all_look_alike(category):
    looks = {tuple(bytes_of(build(front(category, store_id=f"s{k}"), Detail.STANDARD))) for k in range(6)}
    assert len(looks) >= 5


def test_another_seed_dresses_a_whole_street_anew():
    def palettes(seed: str) -> list:
        return [dress(front(store_id=f"s{k}", seed=seed))[1] for k in range(20)]

    assert palettes("a") == palettes("a")
    assert palettes("a") != palettes("b")


def test_luck_spreads_over_all_palettes():
    chosen = {dress(front(store_id=f"s{k}"))[1] for k in range(60)}
    assert chosen == set(STYLES[Category.CAFE].palettes)


@given(name=st.sampled_from(["빵", "온기커피", "아주 긴 이름의 가게입니다"]))
def test_a_new_name_changes_the_board_and_nothing_of_the_dress(name):
    assert dress(front(name=name))[:2] == dress(front())[:2]


def test_a_front_is_the_same_wherever_it_stands():
    plain, moved = build(front()), Parts()
    moved.stand_at(Point2(500, -300), Point2(501, -300))
    build_front(moved, front(), detail=Detail.NEAR)
    away = everything(moved).positions - (500, -300, 0)
    assert away == pytest.approx(everything(plain).positions, abs=1e-9)
