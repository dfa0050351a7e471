"""A small map from above: buildings, roads, and where one stands."""

import math

from PIL import Image, ImageDraw

from district_builder.domain.frames import Point2
from district_builder.domain.layout import RoadKind
from viewer.core.places import Places
from viewer.core.pose import Pose

PIXELS_PER_METRE = 2.0
METRES_ACROSS = 120.0
MOST_SIDE_PIXELS = 4096
_GROUND, _ROAD, _BUILDING, _EDGE = (236, 231, 222), (255, 255, 255), (205, 194, 180), (180, 167, 151)
_STORE, _HERE = (176, 58, 28), (24, 105, 200)
_ROAD_METRES = {RoadKind.STREET: 9.0, RoadKind.ALLEY: 5.0, RoadKind.PATH: 2.5}


class Minimap:
    """The whole district drawn once; each look at it is a piece cut out, north at the top."""

    def __init__(self, places: Places) -> None:
        points = [p for b in places.buildings for p in b.outline] + [p for r in places.roads for p in r.points]
        points += [Point2(s.anchor_in_district.x, s.anchor_in_district.y) for s in places.stores]
        points = points or [Point2(0.0, 0.0)]
        margin = METRES_ACROSS / 2
        self._west, self._north = min(p.x for p in points) - margin, max(p.y for p in points) + margin
        width, height = max(p.x for p in points) + margin - self._west, self._north - min(p.y for p in points) + margin
        self._scale = min(PIXELS_PER_METRE, MOST_SIDE_PIXELS / max(width, height))
        self._picture = Image.new("RGB", (math.ceil(width * self._scale), math.ceil(height * self._scale)), _GROUND)
        self._draw(places)

    def look(self, pose: Pose, *, side_pixels: int) -> Image.Image:
        """A square of 120 m around an eye, RGBA with round corners and an arrow that points where the eye looks."""
        x, y = self._pixel(pose.feet_in_district)
        half = METRES_ACROSS / 2 * self._scale
        around = (x - half, y - half, x + half, y + half)
        large = side_pixels * 2
        piece = self._picture.transform(
            (large, large), Image.Transform.EXTENT, around, Image.Resampling.BILINEAR, fillcolor=_GROUND
        )
        self._draw_arrow(piece, pose.heading_degrees)
        mask = Image.new("L", (large, large), 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, large - 1, large - 1), large // 10, fill=242)
        piece.putalpha(mask)
        return piece.resize((side_pixels, side_pixels), Image.Resampling.BOX)

    def _pixel(self, point: Point2) -> tuple[float, float]:
        return (point.x - self._west) * self._scale, (self._north - point.y) * self._scale

    def _draw(self, places: Places) -> None:
        draw = ImageDraw.Draw(self._picture)
        for road in places.roads:
            width = max(1, round(_ROAD_METRES[road.kind] * self._scale))
            draw.line([self._pixel(p) for p in road.points], fill=_ROAD, width=width, joint="curve")
        for building in places.buildings:
            if len(building.outline) >= 3:
                draw.polygon([self._pixel(p) for p in building.outline], fill=_BUILDING, outline=_EDGE)
        for store in places.stores:
            x, y = self._pixel(Point2(store.anchor_in_district.x, store.anchor_in_district.y))
            reach = max(1.0, 0.9 * self._scale)
            draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=_STORE)

    def _draw_arrow(self, piece: Image.Image, heading_degrees: float) -> None:
        middle, reach = piece.width / 2, piece.width / 18
        turn = math.radians(heading_degrees)

        def at(angle: float, distance: float) -> tuple[float, float]:
            return middle + distance * math.sin(turn + angle), middle - distance * math.cos(turn + angle)

        draw = ImageDraw.Draw(piece, "RGBA")
        cone = [at(math.radians(angle), reach * 4.2) for angle in range(-35, 36, 5)]
        draw.polygon([(middle, middle), *cone], fill=(*_HERE, 52))
        draw.polygon(
            [at(0.0, reach * 1.5), at(2.5, reach * 1.25), at(math.pi, reach * 0.55), at(-2.5, reach * 1.25)],
            fill=(255, 255, 255, 255),
        )
        draw.polygon(
            [at(0.0, reach * 1.15), at(2.5, reach * 0.95), at(math.pi, reach * 0.38), at(-2.5, reach * 0.95)],
            fill=(*_HERE, 255),
        )
