"""The address rule as a ruler, and streets fitted to points."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.stages.settle_ruler import (
    MOST_WITNESSES,
    Ruler,
    Witness,
    branch_of,
    calibrate_ruler,
    fit_street,
    is_left_number,
    thinned,
    witnesses_of,
)

SETBACK = 17.0
EAST = (Point2(0, 0), Point2(400, 0))


def row(numbers, *, bearing=90.0, zero=(0.0, 0.0), step=10.0, setback=SETBACK, noise=()):
    """Witnesses of a straight street that leaves `zero` at a bearing clockwise from north."""
    ux, uy = math.sin(math.radians(bearing)), math.cos(math.radians(bearing))
    witnesses = []
    for index, number in enumerate(numbers):
        left = setback if number % 2 else -setback
        dx, dy = noise[index] if index < len(noise) else (0.0, 0.0)
        x = zero[0] + ux * number * step - uy * left + dx
        y = zero[1] + uy * number * step + ux * left + dy
        witnesses.append(Witness(number, Point2(x, y)))
    return witnesses


def test_number_28_stands_280_metres_from_the_start():
    assert Ruler().metres_of(28) == 280
    assert Ruler(zero_metres=-40, metres_per_number=9.5).metres_of(10) == 55


def test_odd_numbers_are_on_the_left():
    assert is_left_number(47)
    assert not is_left_number(28)


@pytest.mark.parametrize(
    ("road", "branch"),
    [
        ("계원대학로214번길", ("계원대학로", 214)),
        ("안양천동로120번가길", ("안양천동로", 120)),
        ("내손중앙길12번길", ("내손중앙길", 12)),
        ("계원대학로214번길35번길", ("계원대학로214번길", 35)),
        ("역삼로7길", None),
        ("계원대학로", None),
        ("길", None),
        ("", None),
    ],
)
def test_only_a_beongil_says_where_it_leaves_its_parent(road, branch):
    assert branch_of(road) == branch


def test_a_ruler_is_read_off_a_centreline_that_starts_late():
    """A map cut out at number 10 starts 100 m into the street."""
    witnesses = [Witness(n, Point2(n * 9.6 - 100, 15 if n % 2 else -15)) for n in (12, 14, 17, 20, 31)]
    ruler = calibrate_ruler(EAST, witnesses)
    assert ruler == pytest.approx((-100, 9.6))


def test_a_centreline_drawn_against_the_numbers_shows_in_the_sign():
    witnesses = [Witness(n, Point2(400 - 10 * n, 12)) for n in (3, 5, 9, 21)]
    ruler = calibrate_ruler(EAST, witnesses)
    assert ruler == pytest.approx((400, -10))


def test_one_wrong_address_does_not_bend_a_ruler():
    witnesses = [Witness(n, Point2(10 * n, -12)) for n in (2, 4, 8, 10, 14, 20, 26)] + [Witness(30, Point2(20, 9))]
    ruler = calibrate_ruler(EAST, witnesses)
    assert ruler
    assert ruler.metres_of(20) == pytest.approx(200, abs=12)


@pytest.mark.parametrize(
    "witnesses",
    [
        [],
        [Witness(2, Point2(20, 9)), Witness(4, Point2(40, 9))],
        [Witness(n, Point2(n * 60, 9)) for n in (2, 3, 4, 5, 6)],
        [Witness(n, Point2(10 * n, 300)) for n in (2, 12, 22)],
    ],
)
def test_too_little_or_unlikely_evidence_gives_no_ruler(witnesses):
    assert calibrate_ruler(EAST, witnesses) is None


def test_a_street_is_fitted_to_its_buildings():
    fitted = fit_street(row([2, 4, 5, 8, 13, 20, 28]), setback_metres=SETBACK)
    assert fitted
    assert fitted.zero == pytest.approx((0, 0), abs=1e-6)
    assert fitted.step == pytest.approx((10, 0), abs=1e-6)


def test_with_buildings_on_one_side_the_street_is_put_beside_them():
    for numbers in ([2, 4, 8, 14, 20], [1, 5, 9, 17]):
        fitted = fit_street(row(numbers, bearing=30, zero=(50, -20)), setback_metres=SETBACK)
        assert fitted
        assert fitted.zero == pytest.approx((50, -20), abs=1e-6)


def test_a_large_building_set_far_back_does_not_pull_the_street_across():
    """The middle of a hypermarket lies 90 m from those of the plazas across the street."""
    witnesses = [*row([2, 4, 6, 8, 10, 12, 14]), Witness(7, Point2(70, 75)), Witness(9, Point2(90, 75))]
    fitted = fit_street(witnesses, setback_metres=SETBACK)
    assert fitted
    assert fitted.zero.y == pytest.approx(0, abs=8)


def test_a_third_of_uncorrected_points_does_not_move_the_street():
    """LOCALDATA points that nobody corrected lie 256 m too far west."""
    right = row([2, 4, 6, 8, 10, 12, 14, 20])
    wrong = [Witness(n, Point2(p.x - 256, p.y)) for n, p in row([22, 28, 40, 47])]
    fitted = fit_street([*right, *wrong], setback_metres=SETBACK)
    assert fitted
    assert fitted.zero == pytest.approx((0, 0), abs=3)
    assert fitted.witnesses == len(right)


@pytest.mark.parametrize(
    "witnesses",
    [[], row([2]), row([2, 4]), row([1, 2, 3]), row([2, 4, 6, 8], step=40.0), row([2, 4, 6, 8], step=1.0)],
)
def test_no_street_is_fitted_to_too_little_or_unlikely_evidence(witnesses):
    assert fit_street(witnesses, setback_metres=SETBACK) is None


small = st.floats(-4, 4)


@settings(deadline=None, max_examples=60)
@given(
    numbers=st.sets(st.integers(1, 60), min_size=5, max_size=16),
    bearing=st.floats(0, 360),
    step=st.floats(8.5, 11.5),
    noise=st.lists(st.tuples(small, small), min_size=16, max_size=16),
    random=st.randoms(use_true_random=False),
)
def test_a_noisy_street_is_found_within_tolerance_whatever_the_order(numbers, bearing, step, noise, random):
    witnesses = row(sorted(numbers), bearing=bearing, step=step, noise=noise)
    fitted = fit_street(witnesses, setback_metres=SETBACK)
    shuffled = list(witnesses)
    random.shuffle(shuffled)
    assert fit_street(shuffled, setback_metres=SETBACK) == fitted
    if fitted and fitted.witnesses == len(witnesses):
        middle = (min(numbers) + max(numbers)) / 2
        x = fitted.zero.x + fitted.step.x * middle
        y = fitted.zero.y + fitted.step.y * middle
        ux, uy = math.sin(math.radians(bearing)), math.cos(math.radians(bearing))
        assert math.dist((x, y), (ux * middle * step, uy * middle * step)) < 16


def test_a_long_list_is_thinned_evenly():
    found = [(number, None) for number in range(500)]
    few = thinned(found)
    assert len(few) == MOST_WITNESSES
    assert few[0][0] == 0
    assert few[-1][0] > 480


def test_the_points_of_one_number_become_their_median():
    points = {6: [Point2(0, 0), Point2(2, 2), Point2(900, 900)], 4: [Point2(1, 1)], 8: []}
    assert witnesses_of(points) == [Witness(4, Point2(1, 1)), Witness(6, Point2(2, 2))]
