"""A tile ready for the GPU: interleaved vertices, indices and the names of its pictures, nothing to decode any more."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from district_builder.domain.frames import Point3
from viewer.core.features import FeatureTable

VERTEX = np.dtype([("position", "<f4", (3,)), ("uv", "<f4", (2,)), ("colour", "u1", (4,)), ("feature", "<u4")])
"""28 bytes. Positions in metres of the district frame from the chunk's origin; uv with v downwards, as pictures lie in
memory; colour is RGBA with sRGB-encoded light, to be multiplied with the texture's sRGB value as they are."""


class Surface(StrEnum):
    """How a part covers what is behind it (glTF alphaMode)."""

    OPAQUE = "opaque"
    MASK = "mask"
    BLEND = "blend"


class Wrap(StrEnum):
    REPEAT = "repeat"
    CLAMP = "clamp"
    MIRROR = "mirror"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkPart:
    """One draw call. `picture` is an index into the chunk's pictures, None for plain colours.

    `vertices` is VERTEX (n,), `triangles` uint16 or uint32 (m, 3).
    """

    name: str
    surface: Surface
    alpha_cutoff: float = 0.5
    is_double_sided: bool = False
    picture: int | None
    wrap_u: Wrap = Wrap.REPEAT
    wrap_v: Wrap = Wrap.REPEAT
    vertices: npt.NDArray[np.void]
    triangles: npt.NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A tile. `pictures` holds relative URIs, or "embedded:N" for picture N inside the GLB."""

    origin_in_district: Point3
    parts: tuple[ChunkPart, ...]
    pictures: tuple[str, ...]
    features: FeatureTable

    @property
    def size_bytes(self) -> int:
        return sum(part.vertices.nbytes + part.triangles.nbytes for part in self.parts)
