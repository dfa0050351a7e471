"""Sky dome, distance haze and the plain ground beyond the district, by the light of the day."""

import math
from typing import Any

import numpy as np
from panda3d.core import Fog, SamplerState
from PIL import Image

from district_builder.domain.frames import Point3
from viewer.core.chunk import VERTEX, Chunk, ChunkPart, Surface, Wrap
from viewer.core.features import FeatureTable
from viewer.core.light_of_day import DAY, LightOfDay
from viewer.core.sky_picture import draw_day_sky, horizon_colour, sky_by_evening
from viewer.core.sun import WEST_DEGREES
from viewer.core.texels import Texels
from viewer.panda.chunks import make_chunk_node, make_texture

HAZE_PER_METRE = 0.0011
LEAST_CHANGE = 1 / 16  # of an evening or a night, for which the picture is drawn anew
_AROUND, _UPWARDS = 48, 24


class Sky:
    """What hangs over a scene and fills its distance. Move it along with the eye. Main thread only."""

    def __init__(self, render: Any, *, sun_azimuth_degrees: float, sun_elevation_degrees: float) -> None:
        self._day = draw_day_sky(sun_azimuth_degrees=sun_azimuth_degrees, sun_elevation_degrees=sun_elevation_degrees)
        self._shown = DAY
        self._texture = make_texture(_texels(self._day.picture), name="sky", anisotropy=1)
        self._texture.set_minfilter(SamplerState.FT_linear)
        self._texture.set_wrap_u(SamplerState.WM_repeat)
        self._texture.set_wrap_v(SamplerState.WM_clamp)
        self._dome: Any = make_chunk_node(_dome(), [self._texture], name="sky")
        self._dome.set_bin("background", 0)
        self._dome.set_depth_write(False)
        self._dome.set_depth_test(False)
        self._dome.set_fog_off(1)
        self._dome.reparent_to(render)
        self._haze = Fog("haze")
        self._haze.set_color(*horizon_colour(DAY.evening))
        self._haze.set_exp_density(HAZE_PER_METRE)
        render.set_fog(self._haze)

    def set_pos(self, east: float, north: float, height: float) -> None:
        """Put the middle of the dome where the eye is, metres in the district frame."""
        self._dome.set_pos(east, north, height)

    def show_light(self, light: LightOfDay, *, glow_azimuth_degrees: float = WEST_DEGREES) -> None:
        """Take on another light. What nobody would notice, less than LEAST_CHANGE of it, waits for more.

        `glow_azimuth_degrees` is where the sun goes down, or comes up, clockwise from north.
        """
        change = abs(light.evening - self._shown.evening) + abs(light.night - self._shown.night)
        is_an_end = light.evening in (0.0, 1.0) and light.night in (0.0, 1.0)
        if change == 0.0 or (change < LEAST_CHANGE and not is_an_end):
            return
        self._shown = light
        picture = sky_by_evening(self._day, light.evening, night=light.night, glow_azimuth_degrees=glow_azimuth_degrees)
        texels = _texels(picture)
        self._texture.set_x_size(texels.width)
        self._texture.set_y_size(texels.height)
        self._texture.set_ram_image(texels.levels[0])
        self._haze.set_color(*horizon_colour(light.evening, night=light.night))


def add_sky(render: Any, *, sun_azimuth_degrees: float, sun_elevation_degrees: float) -> Sky:
    """Hang the sky by day below a scene's root and fill the distance with haze."""
    return Sky(render, sun_azimuth_degrees=sun_azimuth_degrees, sun_elevation_degrees=sun_elevation_degrees)


def _texels(picture: Image.Image) -> Texels:
    return Texels(width=picture.width, height=picture.height, has_alpha=False, levels=(picture.tobytes("raw", "BGR"),))


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
