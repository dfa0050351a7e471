"""The address rule as a ruler."""

import pytest

from district_builder.domain.frames import Point2
from district_builder.stages.settle_ruler import (
    MOST_WITNESSES,
    Ruler,
    Witness,
    branch_of,
    calibrate_ruler,
    is_left_number,
    thinned,
    without_strays,
    witnesses_of,
)

EAST = (Point2(0, 0), Point2(400, 0))


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


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [([2, 4, 66, 99_999], {2, 4, 66}), ([2, 900, 904], {900, 904}), ([7, 900], {7}), ([], set()), ([5], {5})],
)
def test_a_number_kilometres_from_all_others_does_not_stretch_the_street(numbers, kept):
    assert without_strays(numbers) == kept


def test_a_long_list_is_thinned_evenly():
    found = [(number, None) for number in range(500)]
    few = thinned(found)
    assert len(few) == MOST_WITNESSES
    assert few[0][0] == 0
    assert few[-1][0] > 480


def test_the_points_of_one_number_become_their_median():
    points = {6: [Point2(0, 0), Point2(2, 2), Point2(900, 900)], 4: [Point2(1, 1)], 8: []}
    assert witnesses_of(points) == [Witness(4, Point2(1, 1)), Witness(6, Point2(2, 2))]
