"""tileset.json: a tree of boxes in the district frame as 3D Tiles 1.1."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from district_builder.domain.frames import DistrictFrame
from district_builder.formats.json_text import json_bytes
from district_builder.geometry.mesh import Box

PADDING_METRES = 0.001  # clients compare vertices with boxes to 1e-7 m
DIGITS = 4  # a tenth of a millimetre; boxes are rounded outwards


@dataclass(frozen=True, slots=True, kw_only=True)
class TileNode:
    """A tile and the finer ones that replace it. `box` is where its own content lies, None without content.

    Raises:
        ValueError: when there is neither content nor a child, or content without a box.
    """

    geometric_error: float
    content_uri: str | None = None
    box: Box | None = None
    children: tuple["TileNode", ...] = ()

    def __post_init__(self) -> None:
        if (self.content_uri is None) != (self.box is None):
            raise ValueError("A tile has both content and its box, or neither.")
        if self.box is None and not self.children:
            raise ValueError("A tile needs content or children.")

    @property
    def reach(self) -> Box:
        """The box around the content of this tile and of all below it."""
        boxes = [self.box] if self.box else []
        boxes += [child.reach for child in self.children]
        whole = boxes[0]
        for box in boxes[1:]:
            whole = whole.joined(box)
        return whole

    def walk(self) -> Iterator["TileNode"]:
        """This tile and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


def write_tileset(root: TileNode, *, frame: DistrictFrame, geometric_error: float) -> bytes:
    """Write tileset.json. Every box holds all that lies below it, so a parent's box may be larger than its content.

    Args:
        geometric_error: metres, the error of drawing nothing at all.

    Raises:
        ValueError: when a geometric error is not a length, or is larger than its parent's.
    """
    tileset = {
        "asset": {"version": "1.1"},
        "geometricError": _checked(geometric_error, parent=float("inf")),
        "root": {"transform": frame.ecef_from_district()} | _tile(root, parent_error=geometric_error),
    }
    return json_bytes(tileset)


def _tile(node: TileNode, *, parent_error: float) -> dict[str, Any]:
    tile: dict[str, Any] = {
        "boundingVolume": {"box": _volume(node.reach)},
        "geometricError": _checked(node.geometric_error, parent=parent_error),
        "refine": "REPLACE",
    }
    if node.content_uri is not None:
        tile["content"] = {"uri": node.content_uri}
    if node.children:
        tile["children"] = [_tile(child, parent_error=node.geometric_error) for child in node.children]
    return tile


def _checked(error: float, *, parent: float) -> float:
    if not 0 <= error < float("inf"):
        raise ValueError(f"A geometric error of {error} m is not a length.")
    if error > parent:
        raise ValueError(f"A tile's geometric error of {error} m is above its parent's {parent} m.")
    return error


def _volume(box: Box) -> list[float]:
    """3D Tiles 1.1, 7.1: the centre and three half axes. Rounding is paid for by one more unit of the last digit."""
    padded = box.padded(PADDING_METRES + 10**-DIGITS)
    spans = list(zip(padded.lowest, padded.highest, strict=True))
    centre = [round((low + high) / 2, DIGITS) for low, high in spans]
    x, y, z = (round((high - low) / 2, DIGITS) for low, high in spans)
    return [*centre, x, 0, 0, 0, y, 0, 0, 0, z]
