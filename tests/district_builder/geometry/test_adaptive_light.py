"""Light on texels is asked for where it changes, interpolated where it does not, and right everywhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.geometry.adaptive_light import codes, measure_texels
from district_builder.geometry.light_meter import Light, Probes
from district_builder.geometry.raw_mesh import Shade
from district_builder.geometry.texel_places import find_places
from district_builder.geometry.wall_charts import lay_charts
from district_builder.geometry.wall_faces import find_walls
from tests.district_builder.geometry.lit_points import OPEN, SKY, scene_of
from tests.district_builder.geometry.wall_samples import ByPlace, walls

SCENE = scene_of(OPEN, SKY)
FORGIVEN_CODES = 4.0  # of 255


def measured(light_at, *, coarsest=4, spans=(((0, 8), (0, 4), 0.0),), owner_of=None):
    """Places along and up (k, 2), the sky found there (k,) and how often the meter was asked about how many."""
    found = lay_charts(find_walls(walls(*spans)), texel_metres=0.25)
    assert found is not None
    kept, charts = found
    places = find_places(kept, charts)
    normals = np.zeros((len(places), 3))
    normals[:, :2] = kept.normals[places.faces]
    probes = Probes(
        points=kept.points(places.faces, places.places),
        normals=normals,
        shades=np.full(len(places), Shade.EACH_VERTEX),
        features=np.zeros(len(places), dtype=int) if owner_of is None else owner_of[places.faces],
    )
    meter = ByPlace(light_at)
    light = measure_texels(places, probes, charts, SCENE, meter, coarsest=coarsest)
    return places.places, light.sky[:, 0], meter.asked


def slope(points):
    return 0.4 + 0.005 * points[:, 0] + 0.003 * points[:, 2]


def edge(points):
    return np.where(points[:, 0] + 0.7 * points[:, 2] < 4.1, 0.3, 0.9)


def test_even_light_is_asked_for_once_on_the_coarse_lattice():
    _, sky, asked = measured(lambda points: np.full(len(points), 0.5))
    assert asked == [9 * 5 + 8 * 4]  # 32 by 16 texels: every fourth line, and the last, and the middles between
    assert sky == pytest.approx(0.5)


def test_a_gentle_slope_is_interpolated_exactly():
    places, sky, asked = measured(slope)
    assert len(asked) == 1
    assert sky == pytest.approx(0.4 + 0.005 * places[:, 0] + 0.003 * places[:, 1], abs=0.002)


def test_at_an_edge_every_texel_is_measured_and_away_from_it_few_are():
    places, sky, asked = measured(edge)
    truth = np.where(places[:, 0] + 0.7 * places[:, 1] < 4.1, 0.3, 0.9)
    assert sky == pytest.approx(truth)
    assert len(asked) == 3
    assert sum(asked) < 0.6 * len(places)


def test_the_finest_lattice_asks_for_all():
    places, sky, asked = measured(edge, coarsest=1)
    assert asked == [len(places)]
    assert sky == pytest.approx(np.where(places[:, 0] + 0.7 * places[:, 1] < 4.1, 0.3, 0.9))


def test_a_buried_place_tells_nothing_of_those_beside_it():
    """Behind a board, from 2 to 3 m, it is dark; right beside it the wall is as bright as anywhere."""
    places, sky, _ = measured(lambda points: np.where((points[:, 0] > 2) & (points[:, 0] < 3), 0.0, 0.6), coarsest=2)
    beside = (places[:, 0] < 2) | (places[:, 0] > 3)
    assert sky[beside] == pytest.approx(0.6)


def test_a_cell_at_a_walls_edge_is_filled_from_the_corners_that_it_has():
    """Where a door leaves a gap of 1.5 m, cells beside it have corners in the air; even light asks for nothing more."""
    spans = (((0, 3), (0, 4), 0.0), ((4.5, 8), (0, 4), 0.0))
    places, sky, asked = measured(slope, spans=spans)
    assert sky == pytest.approx(0.4 + 0.005 * places[:, 0] + 0.003 * places[:, 1], abs=0.004)
    assert sum(asked) < 0.25 * len(places)


def test_a_wide_cell_is_halved_for_less_than_a_narrow_one():
    """Light that changes by eight codes a metre: too much for cells of a metre, and not for those of half of one."""

    def light_at(points):
        return 0.3 + 0.06 * points[:, 0]

    assert len(measured(light_at)[2]) == 2
    assert len(measured(light_at, coarsest=2)[2]) == 1


def test_a_lamp_between_four_alike_corners_is_not_missed():
    def light_at(points):
        return 0.25 + 0.8 / (1.0 + ((points[:, 0] - 2.625) ** 2 + (points[:, 2] - 2.375) ** 2) / 4)

    places, sky, asked = measured(light_at)
    truth = light_at(np.stack([places[:, 0], np.zeros(len(places)), places[:, 1]], axis=1))
    assert np.abs(codes(sheet(sky)) - codes(sheet(truth))).max() < 2.5
    assert sum(asked) < 0.75 * len(places)


def test_light_does_not_pass_from_one_owner_to_the_next():
    owners = np.array([0, 1])
    spans = (((0, 3.9), (0, 4), 0.0), ((3.9, 8), (0, 4), 0.0))
    places, _, one = measured(lambda points: np.full(len(points), 0.5), spans=spans)
    _, _, two = measured(lambda points: np.full(len(points), 0.5), spans=spans, owner_of=owners)
    assert len(one) == 1
    assert sum(one) < sum(two) < len(places)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 8), st.floats(0, 4), st.floats(0.1, 0.9)), min_size=1, max_size=4))
def test_smooth_light_is_never_off_by_more_than_the_eye_forgives(lamps):
    def light_at(points):
        total = np.full(len(points), 0.25)
        for x, z, strength in lamps:
            total += strength / (1.0 + ((points[:, 0] - x) ** 2 + (points[:, 2] - z) ** 2) / 4)
        return total

    places, sky, _ = measured(light_at)
    truth = light_at(np.stack([places[:, 0], np.zeros(len(places)), places[:, 1]], axis=1))
    assert np.abs(codes(sheet(sky)) - codes(sheet(truth))).max() < FORGIVEN_CODES


def sheet(sky) -> Light:
    grey, none = np.repeat(np.asarray(sky)[:, None], 3, axis=1), np.zeros((len(sky), 3))
    return Light(sun=none, sky=grey, lamps=none, store=none)


def test_codes_count_the_day_and_the_evening():
    dark = sheet([0.0])
    lamp = Light(sun=dark.sun, sky=dark.sky, lamps=np.ones((1, 3)), store=dark.store)
    assert codes(dark).tolist() == [[0, 0]]
    by_day, evening = codes(lamp)[0]
    assert (by_day, evening) == (0, pytest.approx(203, abs=1))  # sRGB of 0.6
