"""Chunks as engine nodes. Called from the main thread only, at most once a frame."""

from typing import Any

import numpy as np
import numpy.typing as npt
from panda3d.core import (
    AlphaTestAttrib,
    ColorAttrib,
    CPTA_uchar,
    CullBinAttrib,
    CullFaceAttrib,
    DepthWriteAttrib,
    Geom,
    GeomNode,
    GeomTriangles,
    GeomVertexArrayFormat,
    GeomVertexData,
    GeomVertexFormat,
    InternalName,
    NodePath,
    RenderAttrib,
    RenderState,
    SamplerState,
    Texture,
    TextureAttrib,
    TextureStage,
    TransparencyAttrib,
)

from viewer.core.chunk import VERTEX, Chunk, ChunkPart, Surface, Wrap
from viewer.core.texels import Texels
from viewer.panda.light_maps import STAGE, TEXCOORD

_WRAPS = {
    Wrap.REPEAT: SamplerState.WM_repeat,
    Wrap.CLAMP: SamplerState.WM_clamp,
    Wrap.MIRROR: SamplerState.WM_mirror,
}


def make_texture(texels: Texels, *, name: str, anisotropy: int) -> Any:
    """A texture with the mipmaps that came with it, so that the driver computes none while somebody walks."""
    texture = begin_texture(texels, name=name, anisotropy=anisotropy)
    add_smaller_levels(texture, texels)
    return texture


def begin_texture(texels: Texels, *, name: str, anisotropy: int) -> Any:
    """A texture of the largest level alone, for a frame that has no time for all of them."""
    texture = Texture(name)
    layout = Texture.F_rgba if texels.has_alpha else Texture.F_rgb
    texture.setup_2d_texture(texels.width, texels.height, Texture.T_unsigned_byte, layout)
    texture.set_ram_image(texels.levels[0])  # a view of the cache's file is copied once only
    texture.set_minfilter(SamplerState.FT_linear_mipmap_linear)
    texture.set_magfilter(SamplerState.FT_linear)
    texture.set_anisotropic_degree(anisotropy)
    texture.set_keep_ram_image(False)
    return texture


def add_smaller_levels(texture: Any, texels: Texels) -> None:
    """Make whole what begin_texture began."""
    for level, data in enumerate(texels.levels[1:], start=1):
        texture.set_ram_mipmap_image(level, CPTA_uchar(data))


def make_chunk_node(chunk: Chunk, textures: list[Any | None], *, name: str, light: Any | None = None) -> Any:
    """One GeomNode for a chunk, placed at its origin, with a Geom for each of its drawn parts.

    `textures` runs parallel to the chunk's pictures; `light` is the texture of its light map, if that is shown.
    """
    node = GeomNode(name)
    for part in chunk.drawn_parts:
        texture = textures[part.picture] if part.picture is not None else None
        is_mapped = light is not None and part.light_uvs is not None
        node.add_geom(_geom(part), _state(part, texture, light if is_mapped else None))
    path = NodePath(node)
    path.set_pos(*chunk.origin_in_district)
    return path


def prepare_vertices(path: Any, card: Any) -> None:
    """Have the next frame bring a chunk's vertices to the graphics card, shown or not.

    The engine's own prepare_scene prepares copies in another format, which it then never draws.
    """
    node = path.node()
    for index in range(node.get_num_geoms()):
        data = node.modify_geom(index).modify_vertex_data()
        for array in range(data.get_num_arrays()):
            data.modify_array(array).prepare(card)


def recolour(path: Any, index: int, colours: npt.NDArray[np.uint8]) -> None:
    """Give the vertices of a chunk's Geom other colours, (n, 4); the card has them when it next draws the Geom."""
    array = path.node().modify_geom(index).modify_vertex_data().modify_array(0)
    np.frombuffer(memoryview(array).cast("B"), VERTEX)["colour"] = colours


def _vertex_format(*further: Any) -> Any:
    array = GeomVertexArrayFormat(
        InternalName.get_vertex(), 3, Geom.NT_float32, Geom.C_point,
        InternalName.get_texcoord(), 2, Geom.NT_float32, Geom.C_texcoord,
        InternalName.get_color(), 4, Geom.NT_uint8, Geom.C_color,
    )  # fmt: skip
    array.add_column(InternalName.make("feature"), 1, Geom.NT_uint32, Geom.C_other)
    whole = GeomVertexFormat(array)
    for column in further:
        whole.add_array(column)
    return GeomVertexFormat.register_format(whole)


_FORMAT = _vertex_format()
_MAPPED_FORMAT = _vertex_format(
    GeomVertexArrayFormat(InternalName.get_texcoord_name(TEXCOORD), 2, Geom.NT_float32, Geom.C_texcoord)
)


def _geom(part: ChunkPart) -> Any:
    data = GeomVertexData(part.name, _FORMAT if part.light_uvs is None else _MAPPED_FORMAT, Geom.UH_static)
    data.unclean_set_num_rows(len(part.vertices))
    memoryview(data.modify_array(0)).cast("B")[:] = part.vertices.view(np.uint8).data
    if part.light_uvs is not None:
        memoryview(data.modify_array(1)).cast("B")[:] = part.light_uvs.view(np.uint8).reshape(-1).data
    triangles = GeomTriangles(Geom.UH_static)
    triangles.set_index_type(Geom.NT_uint16 if part.triangles.dtype == np.uint16 else Geom.NT_uint32)
    indices = triangles.modify_vertices()
    indices.unclean_set_num_rows(part.triangles.size)
    memoryview(indices).cast("B")[:] = part.triangles.reshape(-1).view(np.uint8).data
    geom = Geom(data)
    geom.add_primitive(triangles)
    return geom


def _state(part: ChunkPart, texture: Any | None, light: Any | None) -> Any:
    state = RenderState.make(ColorAttrib.make_vertex())
    textures = TextureAttrib.make()
    if texture is not None:
        textures = textures.add_on_stage(TextureStage.get_default(), texture)
        texture.set_wrap_u(_WRAPS[part.wrap_u])
        texture.set_wrap_v(_WRAPS[part.wrap_v])
    if light is not None:
        textures = textures.add_on_stage(STAGE, light)
    if textures.get_num_on_stages():
        state = state.add_attrib(textures)
    if part.is_double_sided:
        state = state.add_attrib(CullFaceAttrib.make(CullFaceAttrib.M_cull_none))
    if part.surface is Surface.MASK:
        state = state.add_attrib(AlphaTestAttrib.make(RenderAttrib.M_greater_equal, part.alpha_cutoff))
    elif part.surface is Surface.BLEND:
        state = state.add_attrib(TransparencyAttrib.make(TransparencyAttrib.M_alpha))
        state = state.add_attrib(DepthWriteAttrib.make(DepthWriteAttrib.M_off))
        state = state.add_attrib(CullBinAttrib.make("transparent", 0))
    else:
        state = state.add_attrib(TransparencyAttrib.make(TransparencyAttrib.M_none))
    return state
