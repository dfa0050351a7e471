"""A district's plane against the ellipsoid and against pyproj."""

import math
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from district_builder.domain.frames import DistrictFrame, LonLat, Point2, ecef_from_wgs84

KAYWON = LonLat(126.9720, 37.3796)
anchors = st.builds(LonLat, st.floats(-179, 179), st.floats(-70, 70))
korean = st.builds(LonLat, st.floats(124.5, 131.9), st.floats(33.0, 38.7))
offsets = st.builds(Point2, st.floats(-14_000, 14_000), st.floats(-14_000, 14_000))
GEOD = Geod(ellps="WGS84")
TO_ECEF = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)


def topocentric(anchor: LonLat) -> Transformer:
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=WGS84 "
        f"+step +proj=topocentric +ellps=WGS84 +lon_0={anchor.lon!r} +lat_0={anchor.lat!r} +h_0=0"
    )


@given(anchor=anchors, point=offsets)
def test_a_point_within_20_km_comes_back_to_less_than_a_millimetre(anchor, point):
    frame = DistrictFrame(anchor)
    back = frame.district_from_wgs84(frame.wgs84_from_district(point))
    assert math.dist(back, point) < 0.001


@given(anchor=korean, point=offsets)
def test_a_place_comes_back_to_less_than_a_millimetre(anchor, point):
    frame = DistrictFrame(anchor)
    place = frame.wgs84_from_district(point)
    again = frame.wgs84_from_district(frame.district_from_wgs84(place))
    assert GEOD.inv(*place, *again)[2] < 0.001


@given(anchor=anchors, point=offsets)
def test_the_plane_is_that_of_projs_topocentric_transform(anchor, point):
    frame = DistrictFrame(anchor)
    place = frame.wgs84_from_district(point)
    x, y, _ = topocentric(anchor).transform(place.lon, place.lat, 0.0)
    ours = frame.district_from_wgs84(place)
    assert math.dist(ours, (x, y)) < 1e-4


@given(place=anchors)
def test_earth_centred_metres_are_those_of_epsg_4978(place):
    assert ecef_from_wgs84(place) == pytest.approx(TO_ECEF.transform(place.lon, place.lat, 0.0), abs=1e-4)


@given(anchor=anchors)
def test_the_anchor_is_the_origin(anchor):
    assert DistrictFrame(anchor).district_from_wgs84(anchor) == pytest.approx((0.0, 0.0), abs=1e-9)


@given(anchor=korean, metres=st.floats(1, 900), bearing=st.floats(0, 360))
def test_distances_and_bearings_on_a_street_are_true(anchor, metres, bearing):
    """Within a kilometre the plane differs from the geodesic by less than a centimetre."""
    lon, lat, _ = GEOD.fwd(anchor.lon, anchor.lat, bearing, metres)
    x, y = DistrictFrame(anchor).district_from_wgs84(LonLat(lon, lat))
    assert math.hypot(x, y) == pytest.approx(metres, abs=0.01)
    assert math.dist((x, y), (metres * math.sin(math.radians(bearing)), metres * math.cos(math.radians(bearing)))) < 0.1


def test_east_is_x_and_north_is_y():
    frame = DistrictFrame(KAYWON)
    east = frame.district_from_wgs84(LonLat(KAYWON.lon + 0.001, KAYWON.lat))
    north = frame.district_from_wgs84(LonLat(KAYWON.lon, KAYWON.lat + 0.001))
    assert east == pytest.approx((88.55, 0.0), abs=0.1)
    assert north == pytest.approx((0.0, 110.99), abs=0.1)


@given(anchor=anchors)
def test_the_tileset_transform_is_rigid_and_right_handed(anchor):
    matrix = np.array(DistrictFrame(anchor).ecef_from_district()).reshape(4, 4).T
    turn = matrix[:3, :3]
    assert turn @ turn.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(turn) == pytest.approx(1.0)
    assert matrix[3].tolist() == [0, 0, 0, 1]


@given(anchor=korean, point=st.builds(Point2, st.floats(-900, 900), st.floats(-900, 900)))
def test_the_tileset_transform_puts_a_point_where_its_place_is(anchor, point):
    """Column-major, as 3D Tiles wants it; the plane leaves the ellipsoid by 8 cm at a kilometre."""
    frame = DistrictFrame(anchor)
    matrix = np.array(frame.ecef_from_district()).reshape(4, 4).T
    placed = (matrix @ (*point, 0.0, 1.0))[:3]
    true = ecef_from_wgs84(frame.wgs84_from_district(point))
    assert math.dist(placed, true) < 0.15


@given(anchor=korean)
def test_up_points_away_from_the_earth(anchor):
    matrix = np.array(DistrictFrame(anchor).ecef_from_district()).reshape(4, 4).T
    up = matrix[:3, 2]
    above = TO_ECEF.transform(anchor.lon, anchor.lat, 100.0)
    assert matrix[:3, 3] + 100 * up == pytest.approx(above, abs=1e-6)


def test_equal_anchors_are_one_frame_and_frames_do_not_change():
    assert DistrictFrame(KAYWON) == DistrictFrame(LonLat(*KAYWON))
    with pytest.raises(FrozenInstanceError):
        DistrictFrame(KAYWON).anchor = LonLat(0, 0)
