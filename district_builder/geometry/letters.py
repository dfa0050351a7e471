"""Letters as forms: outlines of a font, flattened, filled and extruded towards the pavement."""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import mapbox_earcut
import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from shapely.geometry import LinearRing, Polygon

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.raw_mesh import Form

CURVE_STEPS = 3
SIMPLIFY_EM = 0.006
FALLBACK_EM = 0.4  # the advance of a letter that no face has


class _Outline(BasePen):  # type: ignore[misc]
    """Collects flattened contours of one glyph in font units."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.contours: list[list[tuple[float, float]]] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 (fontTools' names)
        self.contours.append([point])

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.contours[-1].append(point)

    def _curveToOne(self, a: Any, b: Any, c: Any) -> None:  # noqa: N802
        start = self.contours[-1][-1]
        for step in range(1, CURVE_STEPS + 1):
            t = step / CURVE_STEPS
            s = 1 - t
            self.contours[-1].append(
                tuple(s**3 * start[k] + 3 * t * s * s * a[k] + 3 * t * t * s * b[k] + t**3 * c[k] for k in (0, 1))
            )


@lru_cache(maxsize=16)
def _font(path: Path) -> tuple[Any, dict[int, str], Any, float]:
    font = TTFont(path, lazy=True, fontNumber=0)
    return font, font.getBestCmap(), font.getGlyphSet(), float(font["head"].unitsPerEm)


def has_letter(path: Path, letter: str) -> bool:
    """Whether a face draws a letter at all."""
    return ord(letter) in _font(path)[1]


class Letter(NamedTuple):
    """A letter 1 em high: front at y = −1, side walls from there to y = 0, baseline at z = 0.

    All normals point to the pavement, because a letter takes one value of light. A blank has no forms.
    """

    front: Form | None
    side: Form | None
    advance_em: float


@lru_cache(maxsize=8192)
def letter_of(path: Path, letter: str) -> Letter:
    """The letter as the face at `path` draws it; a letter that the face lacks is a blank of 0.4 em."""
    _, names, glyphs, units = _font(path)
    name = names.get(ord(letter))
    if name is None:
        return Letter(None, None, FALLBACK_EM)
    pen = _Outline(glyphs)
    glyphs[name].draw(pen)
    rings = [ring for contour in pen.contours if (ring := _tidy(np.array(contour, dtype=float) / units)) is not None]
    advance = float(glyphs[name].width) / units
    if not rings:
        return Letter(None, None, advance)
    return Letter(_front(rings), _sides(rings), advance)


def _tidy(contour: FloatArray) -> FloatArray | None:
    if len(contour) > 1 and np.allclose(contour[0], contour[-1]):
        contour = contour[:-1]
    if len(contour) < 3:
        return None
    ring = np.array(LinearRing(contour).simplify(SIMPLIFY_EM).coords)[:-1]
    return ring if len(ring) >= 3 else None


def _depths(shapes: list[Polygon]) -> list[int]:
    """How many other rings enclose each ring: even ones are filled, odd ones are holes, whatever their winding."""
    return [
        sum(other.area > shape.area and other.contains(shape.representative_point()) for other in shapes)
        for shape in shapes
    ]


def _sides(rings: list[FloatArray]) -> Form:
    positions: list[FloatArray] = []
    triangles: list[IntArray] = []
    count = 0
    for ring, depth in zip(rings, _depths([Polygon(ring) for ring in rings]), strict=True):
        outward = ring if (depth % 2 == 0) == LinearRing(ring).is_ccw else ring[::-1]
        number = len(outward)
        here = np.arange(number)
        after = (here + 1) % number
        front = np.column_stack([outward[:, 0], np.full(number, -1.0), outward[:, 1]])
        positions += [front, front * (1.0, 0.0, 1.0)]
        # Seen from the pavement a filled ring runs counter-clockwise, so the outside lies on its right.
        triangles += [
            np.column_stack([here, here + number, after + number]) + count,
            np.column_stack([here, after + number, after]) + count,
        ]
        count += 2 * number
    return _facing_pavement(np.concatenate(positions), np.concatenate(triangles))


def _front(rings: list[FloatArray]) -> Form:
    shapes = [Polygon(ring) for ring in rings]
    depths = _depths(shapes)
    positions: list[FloatArray] = []
    triangles: list[IntArray] = []
    count = 0
    for ring, shape, depth in zip(rings, shapes, depths, strict=True):
        if depth % 2:
            continue
        holes = [
            rings[k]
            for k, inner in enumerate(shapes)
            if depths[k] == depth + 1 and inner.area < shape.area and shape.contains(inner.representative_point())
        ]
        flat = np.concatenate([ring, *holes])
        ends = np.cumsum([len(ring), *(len(hole) for hole in holes)]).astype(np.uint32)
        fill = mapbox_earcut.triangulate_float64(flat, ends).reshape(-1, 3).astype(np.int64)
        corners = flat[fill]
        first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        backwards = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0
        fill[backwards] = fill[backwards][:, ::-1]
        positions.append(np.column_stack([flat[:, 0], np.full(len(flat), -1.0), flat[:, 1]]))
        triangles.append(fill + count)
        count += len(flat)
    return _facing_pavement(np.concatenate(positions), np.concatenate(triangles))


def _facing_pavement(positions: FloatArray, triangles: IntArray) -> Form:
    count = len(positions)
    return Form(
        positions=positions,
        normals=np.broadcast_to(np.array([0.0, -1.0, 0.0]), (count, 3)),
        uvs=np.zeros((count, 2)),
        triangles=triangles,
    )
