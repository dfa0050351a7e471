"""Places projected once, and reading without the collector."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.frames import DistrictFrame, LonLat
from district_builder.sources.bulk import uncollected
from district_builder.sources.plane import Plane

FRAME = DistrictFrame(LonLat(126.9722, 37.3795))
places = st.builds(LonLat, st.floats(126.5, 127.5), st.floats(37.0, 38.0))


@given(st.lists(places, max_size=20))
def test_the_plane_says_what_the_frame_says(listed):
    plane = Plane(FRAME)
    assert [plane[place] for place in listed] == [FRAME.district_from_wgs84(place) for place in listed]
    assert len(plane) == len(set(listed))


def test_a_place_is_projected_once():
    plane = Plane(FRAME)
    place = LonLat(126.98, 37.38)
    assert plane[place] is plane[place]


def test_the_anchor_is_the_origin():
    assert Plane(FRAME)[FRAME.anchor] == pytest.approx((0, 0), abs=1e-6)


def test_the_collector_rests_while_a_folder_is_read_and_then_goes_on():
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_goes_on_after_an_error():
    with pytest.raises(ValueError, match="bad"), uncollected():
        raise ValueError("bad")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
