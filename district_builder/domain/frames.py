"""Named frames, metres and degrees.

    wgs84     longitude, latitude in degrees
    ecef      earth-centred, earth-fixed metres (EPSG:4978)
    district  metres east (x), north (y) and up (z) of the anchor, a plane that touches the ellipsoid there
    frontage  metres along a store's wall from its left foot seen from the pavement (x), into the building (y), up (z)

A transform is named target_from_source.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

SEMI_MAJOR_METRES = 6_378_137.0  # WGS 84, NIMA TR8350.2
FIRST_ECCENTRICITY_SQUARED = 6.694_379_990_141_316e-3


class LonLat(NamedTuple):
    """A place on the WGS 84 ellipsoid, degrees, in GeoJSON's order."""

    lon: float
    lat: float


class Point2(NamedTuple):
    """Metres in a plane frame that the holder names."""

    x: float
    y: float


class Point3(NamedTuple):
    """Metres in a frame that the holder names."""

    x: float
    y: float
    z: float


@dataclass(frozen=True)
class DistrictFrame:
    """The east-north-up plane at a district's anchor (height 0 on the ellipsoid).

    The plane leaves the ellipsoid by distance² / 12,700 km: 0.08 m at 1 km.
    """

    anchor: LonLat

    @cached_property
    def _axes(self) -> tuple[Point3, Point3, Point3]:
        """East, north and up as unit vectors in ecef."""
        lon, lat = math.radians(self.anchor.lon), math.radians(self.anchor.lat)
        east = Point3(-math.sin(lon), math.cos(lon), 0.0)
        north = Point3(-math.sin(lat) * math.cos(lon), -math.sin(lat) * math.sin(lon), math.cos(lat))
        up = Point3(math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
        return east, north, up

    @cached_property
    def _origin(self) -> Point3:
        return ecef_from_wgs84(self.anchor)

    def district_from_wgs84(self, place: LonLat) -> Point2:
        """Project a place onto the plane, along the anchor's up axis."""
        there, here = ecef_from_wgs84(place), self._origin
        away = Point3(there.x - here.x, there.y - here.y, there.z - here.z)
        east, north, _ = self._axes
        return Point2(_dot(away, east), _dot(away, north))

    def wgs84_from_district(self, point: Point2) -> LonLat:
        """The place on the ellipsoid above or below a point of the plane; inverts district_from_wgs84 to under 1 mm."""
        lat = math.radians(self.anchor.lat)
        bend = 1 - FIRST_ECCENTRICITY_SQUARED * math.sin(lat) ** 2
        metres_per_radian_lon = SEMI_MAJOR_METRES / math.sqrt(bend) * math.cos(lat)
        metres_per_radian_lat = SEMI_MAJOR_METRES * (1 - FIRST_ECCENTRICITY_SQUARED) / bend**1.5
        guess = self.anchor
        for _ in range(4):  # each round shrinks the error about a thousandfold within 10 km
            seen = self.district_from_wgs84(guess)
            guess = LonLat(
                guess.lon + math.degrees((point.x - seen.x) / metres_per_radian_lon),
                guess.lat + math.degrees((point.y - seen.y) / metres_per_radian_lat),
            )
        return guess

    def ecef_from_district(self) -> tuple[float, ...]:
        """The 4 × 4 matrix in column-major order, as 3D Tiles 1.1 wants a tile's transform."""
        columns = [(*axis, 0.0) for axis in self._axes] + [(*self._origin, 1.0)]
        return tuple(value for column in columns for value in column)


def ecef_from_wgs84(place: LonLat) -> Point3:
    """A place on the ellipsoid's surface as earth-centred metres."""
    lon, lat = math.radians(place.lon), math.radians(place.lat)
    normal = SEMI_MAJOR_METRES / math.sqrt(1 - FIRST_ECCENTRICITY_SQUARED * math.sin(lat) ** 2)
    return Point3(
        normal * math.cos(lat) * math.cos(lon),
        normal * math.cos(lat) * math.sin(lon),
        normal * (1 - FIRST_ECCENTRICITY_SQUARED) * math.sin(lat),
    )


def _dot(a: Point3, b: Point3) -> float:
    return a.x * b.x + a.y * b.y + a.z * b.z
