"""Where a visitor may go."""

from collections.abc import Sequence

import shapely
from shapely.geometry import Point
from shapely.geometry.polygon import orient

from district_builder.domain.frames import Point2
from district_builder.domain.places import WalkableArea
from district_builder.geometry.paving import area_without, common_area, polygons_of
from district_builder.stages.ground import MARGIN_METRES, Ground
from district_builder.stages.items import FLAT, Item, Kind

SMALLEST_SQUARE_METRES = 25.0
GIRTHS = {
    Kind.TREE: 0.3,
    Kind.LAMP: 0.2,
    Kind.POLE: 0.3,
    Kind.BENCH: 0.6,
    Kind.BOLLARD: 0.15,
    Kind.PLANTER: 0.7,
    Kind.SIGNAL: 0.25,
    Kind.SCOOTER: 0.8,
    Kind.BICYCLES: 0.9,
}


def find_walkable(ground: Ground, items: Sequence[Item]) -> WalkableArea:
    """Roadways, pavements and lots up to the district's edge, without what stands there."""
    open_ground = shapely.union_all(
        [ground.roadway, ground.white, ground.yellow, ground.kerb, ground.pavement, ground.lot], grid_size=0.01
    )
    inside = common_area(open_ground, ground.extent.buffer(-MARGIN_METRES / 3), grid_metres=0.01)
    standing = [item for item in items if item.kind not in FLAT]
    things = shapely.union_all([Point(item.x, item.y).buffer(GIRTHS[item.kind], 2) for item in standing])
    area = shapely.simplify(area_without(inside, things, grid_metres=0.01), 0.03)
    large = sorted(
        (polygon for polygon in polygons_of(area) if polygon.area >= SMALLEST_SQUARE_METRES),
        key=lambda polygon: -polygon.area,
    )
    return WalkableArea(
        polygons=tuple(
            (_ring(turned.exterior), tuple(_ring(hole) for hole in turned.interiors))
            for turned in (orient(polygon) for polygon in large)
        )
    )


def _ring(ring: shapely.LinearRing) -> tuple[Point2, ...]:
    return tuple(Point2(x, y) for x, y in ring.coords[:-1])
