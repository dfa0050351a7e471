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
class BakedLight:
    """Linear light x tint of every vertex, uint8 (n, 4) each, as the file has it (README of the builder).

    `day`: the alpha is opacity for MASK and BLEND, for OPAQUE the share of the light that comes from the sky.
    `after_dark`: the alpha is opacity for BLEND, for OPAQUE and MASK the share that goes out with the feature's store.
    """

    day: npt.NDArray[np.uint8]
    after_dark: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkPart:
    """One draw call. `picture` is an index into the chunk's pictures, None for plain colours.

    `vertices` is VERTEX (n,) in the light of day, `triangles` uint16 or uint32 (m, 3). `baked` is None for what looks
    the same at any hour. `light_uvs` float32 (n, 2) are places on the chunk's light map, None for a part without one.
    """

    name: str
    surface: Surface
    alpha_cutoff: float = 0.5
    is_double_sided: bool = False
    picture: int | None
    wrap_u: Wrap = Wrap.REPEAT
    wrap_v: Wrap = Wrap.REPEAT
    vertices: npt.NDArray[np.void]
    baked: BakedLight | None = None
    triangles: npt.NDArray[np.unsignedinteger]
    light_uvs: npt.NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A tile. `pictures` holds relative URIs, or "embedded:N" for picture N inside the GLB.

    `light_map` is the name of such an embedded picture, "" for none.
    """

    origin_in_district: Point3
    parts: tuple[ChunkPart, ...]
    pictures: tuple[str, ...]
    features: FeatureTable
    light_map: str = ""

    @property
    def size_bytes(self) -> int:
        """What is drawn."""
        drawn = sum(part.vertices.nbytes + part.triangles.nbytes for part in self.parts)
        return drawn + sum(part.light_uvs.nbytes for part in self.parts if part.light_uvs is not None)

    @property
    def relit_bytes(self) -> int:
        """What must stay besides, for its colours to follow the light."""
        lights = (part.baked.day.nbytes + part.baked.after_dark.nbytes for part in self.parts if part.baked is not None)
        return sum(part.vertices.nbytes for part in self.parts) + sum(lights)

    @property
    def drawn_parts(self) -> tuple[ChunkPart, ...]:
        """The parts that have triangles."""
        return tuple(part for part in self.parts if len(part.triangles))
