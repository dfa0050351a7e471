"""Flat pictures over the street, pixel for pixel."""

from typing import Any

import numpy as np
from panda3d.core import SamplerState, TransparencyAttrib
from PIL import Image

from district_builder.domain.frames import Point3
from viewer.core.chunk import VERTEX, Chunk, ChunkPart, Surface, Wrap
from viewer.core.features import FeatureTable
from viewer.core.texels import Texels
from viewer.panda.chunks import make_chunk_node, make_texture


class OverlayPicture:
    """One picture at a place of the window, or nothing. Main thread only."""

    def __init__(self, overlay: Any, *, sort: int) -> None:
        self._overlay, self._sort = overlay, sort
        self._node: Any = None
        self.place = (0, 0, 0, 0)

    @property
    def is_shown(self) -> bool:
        return self._node is not None

    def show(self, picture: Image.Image, *, x: int, y: int) -> None:
        """Put an RGBA picture with its top left at a pixel of the window."""
        self.hide()
        width, height = picture.size
        padded = Image.new("RGBA", (1 << (width - 1).bit_length(), 1 << (height - 1).bit_length()))
        padded.paste(picture, (0, 0))
        texels = Texels(
            width=padded.width, height=padded.height, has_alpha=True, levels=(padded.tobytes("raw", "BGRA"),)
        )
        texture = make_texture(texels, name="overlay", anisotropy=1)
        texture.set_minfilter(SamplerState.FT_nearest)
        texture.set_magfilter(SamplerState.FT_nearest)
        chunk = _quad(width, height, width / padded.width, height / padded.height)
        self._node = make_chunk_node(chunk, [texture], name="overlay")
        self._node.reparent_to(self._overlay, self._sort)
        self._node.set_bin("fixed", self._sort)
        self._node.set_transparency(TransparencyAttrib.M_alpha)
        self._node.set_pos(x, 0.0, -y)
        self.place = (x, y, width, height)

    def hide(self) -> None:
        if self._node is not None:
            self._node.remove_node()
            self._node = None


def _quad(width: int, height: int, right: float, bottom: float) -> Chunk:
    vertices = np.zeros(4, VERTEX)
    vertices["position"] = [(0, 0, -height), (width, 0, -height), (width, 0, 0), (0, 0, 0)]
    vertices["uv"] = [(0, bottom), (right, bottom), (right, 0), (0, 0)]
    vertices["colour"] = 255
    part = ChunkPart(
        name="overlay",
        surface=Surface.BLEND,
        picture=0,
        wrap_u=Wrap.CLAMP,
        wrap_v=Wrap.CLAMP,
        vertices=vertices,
        triangles=np.array([(0, 1, 2), (0, 2, 3)], np.uint16),
    )
    return Chunk(
        origin_in_district=Point3(0.0, 0.0, 0.0), parts=(part,), pictures=("overlay",), features=FeatureTable()
    )
