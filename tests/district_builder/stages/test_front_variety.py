"""Store fronts: each its own and always the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.frames import Point2
from district_builder.geometry.parts import Parts
from district_builder.stages.detail import Detail
from district_builder.stages.front import build_front, dress
from district_builder.stages.styles import STYLES
from tests.district_builder.stages.front_samples import CATEGORIES, LEVELS, build, front, fronts
from tests.district_builder.triangles import everything, recorded


def bytes_of(parts: Parts) -> list[bytes]:
    return [mesh.positions.tobytes() + mesh.uvs.tobytes() + mesh.tints.tobytes() for mesh in recorded(parts).values()]


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
