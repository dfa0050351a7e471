"""Streets fitted to the points of their buildings."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.domain.frames import Point2
from district_builder.geometry.outlines_centrelines import beside_line
from district_builder.stages.settle_fit import fit_street
from district_builder.stages.settle_ruler import Witness

SETBACK = 17.0


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


def test_a_row_of_buildings_that_bends_bends_the_street():
    """Even numbers on the inside of a circle of 800 m: their street runs 17 m outside of it."""
    radius, witnesses = 800.0, []
    for number in range(2, 42, 4):
        angle = number * 10 / (radius + SETBACK)
        witnesses.append(Witness(number, Point2(radius * math.sin(angle), radius * math.cos(angle) - radius - SETBACK)))
    fitted = fit_street(witnesses, setback_metres=SETBACK)
    assert fitted
    course = fitted.course(2, 38)
    assert len(course) > 10
    for point in course:
        assert math.hypot(point.x, point.y + radius + SETBACK) == pytest.approx(radius + SETBACK, abs=1.5)


def test_beyond_its_buildings_a_bent_street_goes_on_straight():
    witnesses = [Witness(n, Point2(10 * n, -17 + (n - 20) ** 2 / 20)) for n in range(2, 40, 4)]
    fitted = fit_street(witnesses, setback_metres=SETBACK)
    assert fitted
    a, b, c = (fitted.point_of(number) for number in (50, 60, 70))
    assert (b.x - a.x, b.y - a.y) == pytest.approx((c.x - b.x, c.y - b.y))


def test_scattered_buildings_do_not_bend_a_street():
    witnesses = row([2, 4, 6, 8, 10, 12, 14], noise=[(0, 4), (0, -4), (0, 4), (0, -4), (0, 4), (0, -4), (0, 4)])
    fitted = fit_street(witnesses, setback_metres=SETBACK)
    assert fitted
    assert len(fitted.course(0, 20)) == 2


@settings(deadline=None, max_examples=40)
@given(bearing=st.floats(0, 360), sag=st.floats(-12, 12))
def test_the_row_stays_on_its_side_of_a_bent_street(bearing, sag):
    noise = [(0.0, 0.0)] * 12
    witnesses = []
    for witness in row(range(2, 26, 2), bearing=bearing, noise=noise):
        share = (witness.number - 13) / 12
        ux, uy = math.sin(math.radians(bearing)), math.cos(math.radians(bearing))
        left = sag * share * share
        witnesses.append(Witness(witness.number, Point2(witness.point.x - uy * left, witness.point.y + ux * left)))
    fitted = fit_street(witnesses, setback_metres=SETBACK)
    assert fitted
    course = fitted.course(0, 30)
    for witness in witnesses:
        assert -25 < beside_line(course, witness.point).left_metres < -9
