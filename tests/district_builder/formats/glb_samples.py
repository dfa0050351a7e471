"""Small meshes, pictures and tables that the tests of formats share."""

import io

import numpy as np
from PIL import Image

from district_builder.geometry.mesh import FeatureKind, FeatureRow, Mesh

GROUND = FeatureRow(kind=FeatureKind.GROUND)
STORE = FeatureRow(kind=FeatureKind.STORE, store_id="계원문구", building_id="lg-plaza")
SHARED_NAME = "0123456789abcdef0123"
SHARED_URI = f"../textures/{SHARED_NAME}.webp"


def webp(side: int = 64, colour: tuple[int, int, int] = (180, 90, 40)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "WEBP", lossless=True)
    return file.getvalue()


def quads(count: int, *, seed: int = 0, span_metres: float = 40.0, uv_span: float = 1.0, features: int = 2) -> Mesh:
    """Upright rectangles scattered over a square; each with one colour and feature."""
    random = np.random.default_rng(seed)
    foot = random.uniform(-span_metres / 2, span_metres / 2, (count, 1, 3)) * [1, 1, 0.2]
    size = random.uniform(0.1, 3.0, (count, 1, 2))
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    corners = foot + np.stack([unit[:, 0] * size[..., 0], np.zeros((count, 4)), unit[:, 1] * size[..., 1]], axis=-1)
    start = 4 * np.arange(count, dtype=np.uint32)[:, None, None]
    return Mesh(
        positions=corners.reshape(-1, 3),
        uvs=np.tile(np.array([[0, 1], [1, 1], [1, 0], [0, 0]], np.float32) * np.float32(uv_span), (count, 1)),
        colours=np.repeat(random.integers(0, 256, (count, 4), dtype=np.uint8), 4, axis=0),
        after_dark=np.repeat(random.integers(0, 256, (count, 4), dtype=np.uint8), 4, axis=0),
        features=np.repeat(random.integers(0, features, count, dtype=np.uint16), 4),
        triangles=(start + np.array([[0, 1, 2], [0, 2, 3]], np.uint32)).reshape(-1, 3),
    )
