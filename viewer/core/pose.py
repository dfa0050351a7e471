"""Where an eye is and where it looks, in the district frame."""

import math
from dataclasses import dataclass, replace

from district_builder.domain.frames import Point2, Point3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """An eye. Metres east, north and up of the anchor; heading clockwise from north, pitch upwards, degrees."""

    east: float
    north: float
    height: float
    heading_degrees: float
    pitch_degrees: float = 0.0

    @property
    def eye_in_district(self) -> Point3:
        return Point3(self.east, self.north, self.height)

    @property
    def feet_in_district(self) -> Point2:
        return Point2(self.east, self.north)

    @property
    def forward_in_district(self) -> Point3:
        """The unit vector that the eye looks along."""
        heading, pitch = math.radians(self.heading_degrees), math.radians(self.pitch_degrees)
        return Point3(
            math.sin(heading) * math.cos(pitch),
            math.cos(heading) * math.cos(pitch),
            math.sin(pitch),
        )

    def moved_to(self, feet_in_district: Point2) -> "Pose":
        return replace(self, east=feet_in_district.x, north=feet_in_district.y)

    def turned(self, *, right_degrees: float, up_degrees: float) -> "Pose":
        """Look elsewhere; the pitch stops short of straight up and down, where a heading means nothing."""
        return replace(
            self,
            heading_degrees=(self.heading_degrees + right_degrees) % 360.0,
            pitch_degrees=max(-80.0, min(80.0, self.pitch_degrees + up_degrees)),
        )


def heading_degrees_towards(here: Point2, there: Point2) -> float:
    """The heading, clockwise from north in [0, 360), in which `there` lies seen from `here`."""
    return math.degrees(math.atan2(there.x - here.x, there.y - here.y)) % 360.0
