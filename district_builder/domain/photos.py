"""Photos that an operator filed under a store."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from district_builder.domain.frames import Point2
from district_builder.domain.stores import StoreId


class PhotoKind(StrEnum):
    FRONT = "front"
    INTERIOR = "interior"
    PANORAMA = "panorama"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture file. `corners` are the frontage's top left, top right, bottom right and bottom left.

    Corners are fractions of the upright picture's width and height, (0, 0) at its top left.
    """

    store_id: StoreId
    kind: PhotoKind
    path: Path
    corners: tuple[Point2, Point2, Point2, Point2] | None = None
