"""What a tile is made of before any light falls on it, as pieces that another renderer can draw."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.coats import Rectangle
from district_builder.geometry.mesh import FeatureKind, FeatureRow, Surface
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.stages.art import LIGHT_POOL, SOFT_SHADOW

LIGHT_TRICKS: tuple[Hashable, ...] = (SOFT_SHADOW, LIGHT_POOL)
"""Films on the ground that stand for shadow and light; a renderer that traces light has the real ones."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """Triangles of one surface that show one picture, in the district frame.

    `tints` (n, 4) linear RGB and opacity; `glows` (n, 4) linear RGB of its own after dark, and the opacity then;
    `lit` (n,) carry their own light by day; `throws` (n,) light others with it after dark; `ground` (n,) is ground.
    """

    positions: NDArray[np.float32]
    normals: NDArray[np.float32]
    uvs: NDArray[np.float32]  # glTF: origin top left
    tints: NDArray[np.float32]
    glows: NDArray[np.float32]
    lit: NDArray[np.bool_]
    throws: NDArray[np.bool_]
    ground: NDArray[np.bool_]
    triangles: NDArray[np.int32]

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def of(cls, raw: RawMesh, triangles: NDArray[Any], rows: Sequence[FeatureRow], *, page: int = 0) -> Self:
        """Some triangles (m, 3) of a raw mesh, with texture coordinates of their page of the atlas."""
        used, corners = np.unique(triangles, return_inverse=True)
        kinds = [rows[feature].kind for feature in range(len(rows))]
        ground = np.array([kind is FeatureKind.GROUND for kind in kinds])
        # Street lamps shine by patches of their own, and signals to be seen rather than to light.
        throws = np.array([kind is not FeatureKind.FURNITURE for kind in kinds])
        features = raw.features[used]
        return cls(
            positions=raw.positions[used].astype(np.float32),
            normals=raw.normals[used].astype(np.float32),
            uvs=(raw.uvs[used] - (page, 0.0)).astype(np.float32),
            tints=raw.tints[used].astype(np.float32),
            glows=np.concatenate([raw.glows[used], raw.night_alphas[used, None]], axis=1).astype(np.float32),
            lit=raw.shades[used] == Shade.GLOWING,
            throws=throws[features],
            ground=ground[features],
            triangles=corners.reshape(-1, 3).astype(np.int32),
        )


def pieces_of(
    raws: Mapping[Surface, RawMesh],
    rows: Sequence[FeatureRow],
    rectangles: Mapping[Hashable, Rectangle],
    *,
    pages: int,
) -> Iterator[tuple[Surface, int, Piece]]:
    """A tile's pieces with the page of the atlas that each shows; the films that stand for light are left out."""
    tricks = [rectangles[trick] for trick in LIGHT_TRICKS if trick in rectangles]
    for surface, raw in raws.items():
        triangles = raw.triangles
        if surface is Surface.GLASS:
            triangles = triangles[~_shows_any(raw, triangles, tricks)]
        page_of = np.zeros(len(triangles), dtype=np.intp)
        if surface in (Surface.ART, Surface.GLASS):
            page_of = np.floor(raw.uvs[triangles, 0].mean(axis=1)).astype(np.intp).clip(0, max(pages - 1, 0))
        for page in np.unique(page_of).tolist():
            yield surface, page, Piece.of(raw, triangles[page_of == page], rows, page=page)


def _shows_any(raw: RawMesh, triangles: NDArray[Any], rectangles: Iterable[Rectangle]) -> NDArray[np.bool_]:
    middles = raw.uvs[triangles].mean(axis=1)
    shown = np.zeros(len(triangles), dtype=bool)
    for left, top, right, bottom in rectangles:
        inside = (middles >= (left, top)) & (middles <= (right, bottom))
        shown |= inside.all(axis=1)
    return shown
