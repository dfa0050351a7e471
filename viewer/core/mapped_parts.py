"""A part with a light map as two: what lies on the map, and what does not and need not pay for a second texture."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from viewer.core.chunk import BakedLight, ChunkPart


def split_off_unmapped(part: ChunkPart) -> list[ChunkPart]:
    """The part, or its mapped and unmapped triangles as parts of their own, each with its own vertices.

    A triangle whose corners share one place of the map has the factor 1 (README of the builder).
    """
    if part.light_uvs is None:
        return [part]
    corners = part.light_uvs[part.triangles]
    is_mapped = (corners != corners[:, :1]).any(axis=(1, 2))
    if is_mapped.all():
        return [part]
    unmapped = replace(_with(part, part.triangles[~is_mapped]), light_uvs=None)
    return [_with(part, part.triangles[is_mapped]), unmapped] if is_mapped.any() else [unmapped]


def _with(part: ChunkPart, triangles: npt.NDArray[np.unsignedinteger]) -> ChunkPart:
    """The given triangles of a part, and of its vertices those that they stand on."""
    kept, places = np.unique(triangles, return_inverse=True)
    baked = part.baked
    return replace(
        part,
        vertices=part.vertices[kept],
        triangles=places.reshape(triangles.shape).astype(np.uint16 if len(kept) <= 65_535 else np.uint32),
        baked=baked and BakedLight(day=baked.day[kept], after_dark=baked.after_dark[kept]),
        light_uvs=None if part.light_uvs is None else part.light_uvs[kept],
    )
