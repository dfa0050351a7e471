"""Sky dome, distance haze and the plain ground beyond the district."""

import math
from typing import Any

import numpy as np
from panda3d.core import Fog, SamplerState

from district_builder.domain.frames import Point3
from viewer.core.chunk import VERTEX, Chunk, ChunkPart, Surface, Wrap
from viewer.core.features import FeatureTable
from viewer.core.sky_picture import HORIZON_COLOUR, draw_sky
from viewer.core.texels import Texels
from viewer.panda.chunks import make_chunk_node, make_texture

HAZE_PER_METRE = 0.0011
_AROUND, _UPWARDS = 48, 24


def add_sky(render: Any, *, sun_azimuth_degrees: float, sun_elevation_degrees: float) -> Any:
    """Hang the sky below a scene's root and fill the distance with haze. Move the node returned along with the eye."""
    picture = draw_sky(sun_azimuth_degrees=sun_azimuth_degrees, sun_elevation_degrees=sun_elevation_degrees)
    texels = Texels(
        width=picture.width, height=picture.height, has_alpha=False, levels=(picture.tobytes("raw", "BGR"),)
    )
    texture = make_texture(texels, name="sky", anisotropy=1)
    texture.set_minfilter(SamplerState.FT_linear)
    texture.set_wrap_u(SamplerState.WM_repeat)
    texture.set_wrap_v(SamplerState.WM_clamp)
    dome: Any = make_chunk_node(_dome(), [texture], name="sky")
    dome.set_bin("background", 0)
    dome.set_depth_write(False)
    dome.set_depth_test(False)
    dome.set_fog_off(1)
    dome.reparent_to(render)
    haze = Fog("haze")
    haze.set_color(*HORIZON_COLOUR)
    haze.set_exp_density(HAZE_PER_METRE)
    render.set_fog(haze)
    return dome


def _dome() -> Chunk:
    """A sphere of 100 m seen from inside, with the picture's top at the zenith and its left edge to the north."""
    rows, columns = np.meshgrid(np.arange(_UPWARDS + 1), np.arange(_AROUND + 1), indexing="ij")
    azimuth, elevation = columns * 2 * math.pi / _AROUND, math.pi / 2 - rows * math.pi / _UPWARDS
    vertices = np.zeros(rows.size, VERTEX)
    directions = np.stack(
        [np.cos(elevation) * np.sin(azimuth), np.cos(elevation) * np.cos(azimuth), np.sin(elevation)], axis=-1
    )
    vertices["position"] = directions.reshape(-1, 3) * 100.0
    vertices["uv"] = np.stack([columns / _AROUND, rows / _UPWARDS], axis=-1).reshape(-1, 2)
    vertices["colour"] = 255
    corner = (np.arange(_UPWARDS)[:, None] * (_AROUND + 1) + np.arange(_AROUND)).reshape(-1)
    below = corner + _AROUND + 1
    triangles = np.concatenate(
        [np.stack([corner, corner + 1, below], axis=1), np.stack([corner + 1, below + 1, below], axis=1)]
    )
    part = ChunkPart(
        name="sky",
        surface=Surface.OPAQUE,
        is_double_sided=True,
        picture=0,
        wrap_u=Wrap.REPEAT,
        wrap_v=Wrap.CLAMP,
        vertices=vertices,
        triangles=triangles.astype(np.uint16),
    )
    return Chunk(origin_in_district=Point3(0.0, 0.0, 0.0), parts=(part,), pictures=("sky",), features=FeatureTable())
