"""Where a primitive lies on its tile's light map: occlusionTexture and TEXCOORD_1 (README of the builder)."""

from typing import Any

import numpy as np
import numpy.typing as npt

from viewer.core.glb_file import GlbFile

TEXCOORD = 1


def lies_on_light_map(occlusion: dict[str, Any]) -> bool:
    """Whether an occlusionTexture lies as a light map does; another is somebody else's, for a scene that is lit."""
    return bool(occlusion.get("texCoord", 0) == TEXCOORD)


def read_light_uvs(file: GlbFile, attributes: dict[str, Any], *, count: int) -> npt.NDArray[np.float32]:
    """Places on one layer of the light map, (n, 2), v downwards; in the file they lie on the upper of two layers.

    Raises:
        SceneError: they are not a place on a picture a vertex.
    """
    uvs = file.numbers(attributes[f"TEXCOORD_{TEXCOORD}"])
    if uvs.shape != (count, 2) or not ((uvs >= 0.0) & (uvs <= 1.0)).all():
        raise file.wrong(f"TEXCOORD_{TEXCOORD} does not have one place on the light map a vertex.")
    return np.ascontiguousarray(uvs * np.array([1.0, 2.0], np.float32), np.float32)
