"""Places on a district's plane, each projected once: the stores of a building share its point."""

from district_builder.domain.frames import DistrictFrame, LonLat, Point2


class Plane(dict[LonLat, Point2]):
    """Looking up a place in WGS 84 gives its point in the district frame."""

    def __init__(self, frame: DistrictFrame) -> None:
        super().__init__()
        self.frame = frame

    def __missing__(self, place: LonLat) -> Point2:
        point = self[place] = self.frame.district_from_wgs84(place)
        return point
