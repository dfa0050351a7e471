"""The sky as one picture of the whole dome: blue overhead, pale at the horizon, a soft sun and a few clouds.

Towards the evening it turns into a second picture, half as large and painted by rows: at sundown a warm band over the
place where the sun goes, after it the dark blue above a lit town, at night hardly that. At sundown nothing of the day's
picture is left.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from viewer.core.sun import WEST_DEGREES

WIDTH, HEIGHT = 1024, 512
HORIZON_COLOUR = (0.80, 0.86, 0.90)
"""sRGB by day; the haze that distant things fade into has the same colour, so that no edge shows."""
_ZENITH, _MIDDLE, _GROUND = (0.26, 0.49, 0.80), (0.53, 0.71, 0.90), (0.62, 0.63, 0.61)
_GLOW_HEIGHT = math.radians(11.0)
_SUNDOWN = 0.5  # the evening at which the day's picture has gone: the sun stands on the horizon

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySky:
    """The sky by day, 1024 × 512, and what the evening's is made from: it at half the size, and its clouds' cover."""

    picture: Image.Image
    half_picture: Image.Image
    half_clouds: Image.Image


@dataclass(frozen=True, slots=True, kw_only=True)
class _Palette:
    """sRGB colours of a sky without a sun; `glow_share` is how much of the glow lies where it is strongest."""

    zenith: Colour
    middle: Colour
    horizon: Colour
    ground: Colour
    cloud: Colour
    glow: Colour
    glow_share: float


_AT_SUNDOWN = _Palette(
    zenith=(0.17, 0.28, 0.50),
    middle=(0.42, 0.51, 0.66),
    horizon=(0.70, 0.66, 0.66),
    ground=(0.36, 0.36, 0.38),
    cloud=(0.52, 0.50, 0.58),
    glow=(0.98, 0.66, 0.42),
    glow_share=0.78,
)
_AT_NIGHTFALL = _Palette(
    zenith=(0.07, 0.11, 0.22),
    middle=(0.185, 0.24, 0.36),
    horizon=(0.37, 0.335, 0.335),
    ground=(0.155, 0.16, 0.185),
    cloud=(0.23, 0.25, 0.32),
    glow=(0.60, 0.41, 0.31),
    glow_share=0.32,
)
_AT_NIGHT = _Palette(
    zenith=(0.022, 0.032, 0.066),
    middle=(0.050, 0.062, 0.105),
    horizon=(0.130, 0.125, 0.140),
    ground=(0.062, 0.062, 0.074),
    cloud=(0.085, 0.090, 0.115),
    glow=(0.130, 0.125, 0.140),
    glow_share=0.0,
)


def draw_sky(
    *,
    sun_azimuth_degrees: float,
    sun_elevation_degrees: float,
    evening: float = 0.0,
    night: float = 0.0,
    glow_azimuth_degrees: float = WEST_DEGREES,
) -> Image.Image:
    """An equirectangular RGB picture: north at the left edge, east at a quarter, the zenith at the top.

    It is 1024 × 512 by day and half of that in the evening, when nothing in it has edges.
    """
    day = draw_day_sky(sun_azimuth_degrees=sun_azimuth_degrees, sun_elevation_degrees=sun_elevation_degrees)
    return sky_by_evening(day, evening, night=night, glow_azimuth_degrees=glow_azimuth_degrees)


def draw_day_sky(*, sun_azimuth_degrees: float, sun_elevation_degrees: float) -> DaySky:
    """The sky of draw_sky by day; takes some tenths of a second."""
    azimuth, elevation = np.meshgrid(
        np.linspace(0.0, 2 * math.pi, WIDTH, endpoint=False), np.linspace(math.pi / 2, -math.pi / 2, HEIGHT)
    )
    upwards = np.clip(np.sin(elevation), 0.0, 1.0)
    sky = _from_horizon_to_zenith(upwards, horizon=HORIZON_COLOUR, middle=_MIDDLE, zenith=_ZENITH)
    sun = math.radians(sun_azimuth_degrees), math.radians(sun_elevation_degrees)
    towards_sun = np.cos(elevation) * math.cos(sun[1]) * np.cos(azimuth - sun[0]) + np.sin(elevation) * math.sin(sun[1])
    clouds = _clouds(azimuth, elevation)
    lit = _mix(np.array((0.86, 0.88, 0.91)), np.array((1.0, 0.99, 0.97)), np.clip(towards_sun * 0.5 + 0.6, 0.0, 1.0))
    sky = _mix(sky, lit, clouds)
    glow = 0.30 * np.clip(towards_sun, 0.0, 1.0) ** 24 + 0.75 * np.clip(towards_sun, 0.0, 1.0) ** 900
    sky = _mix(sky, np.array((1.0, 0.97, 0.88)), np.clip(glow, 0.0, 1.0))
    sky = _mix(sky, np.array(_GROUND), _below_horizon(elevation))
    picture, cover = Image.fromarray(_bytes(sky), "RGB"), Image.fromarray(_bytes(clouds), "L")
    return DaySky(picture=picture, half_picture=picture.reduce(2), half_clouds=cover.reduce(2))


def sky_by_evening(
    day: DaySky, evening: float, *, night: float = 0.0, glow_azimuth_degrees: float = WEST_DEGREES
) -> Image.Image:
    """The sky of a day at `evening` and `night` of LightOfDay, in a few milliseconds; at 0 the day's picture itself.

    `glow_azimuth_degrees` is where the sun goes down, or comes up.
    """
    if evening <= 0.0:
        return day.picture
    painted = _paint(_palette(evening, night), day.half_clouds, glow_azimuth=math.radians(glow_azimuth_degrees))
    return painted if evening >= _SUNDOWN else Image.blend(day.half_picture, painted, evening / _SUNDOWN)


def horizon_colour(evening: float, *, night: float = 0.0) -> Colour:
    """sRGB of the horizon away from the glow, the haze's colour."""
    return _between(HORIZON_COLOUR, _palette(evening, night).horizon, min(max(evening, 0.0) / _SUNDOWN, 1.0))


def _palette(evening: float, night: float) -> _Palette:
    share = min(max((evening - _SUNDOWN) / (1.0 - _SUNDOWN), 0.0), 1.0)
    return _blend(_blend(_AT_SUNDOWN, _AT_NIGHTFALL, share), _AT_NIGHT, night)


def _blend(one: _Palette, other: _Palette, share: float) -> _Palette:
    return _Palette(
        zenith=_between(one.zenith, other.zenith, share),
        middle=_between(one.middle, other.middle, share),
        horizon=_between(one.horizon, other.horizon, share),
        ground=_between(one.ground, other.ground, share),
        cloud=_between(one.cloud, other.cloud, share),
        glow=_between(one.glow, other.glow, share),
        glow_share=one.glow_share + (other.glow_share - one.glow_share) * share,
    )


def _paint(palette: _Palette, clouds: Image.Image, *, glow_azimuth: float) -> Image.Image:
    """A sky without a sun, of the clouds' size. Pillow puts it together in 8 bits, much faster than as numbers."""
    width, height = clouds.size
    elevation = np.linspace(math.pi / 2, -math.pi / 2, HEIGHT).reshape(height, -1).mean(axis=1)
    upwards, below = np.clip(np.sin(elevation), 0.0, 1.0), _below_horizon(elevation)
    rows = _from_horizon_to_zenith(upwards, horizon=palette.horizon, middle=palette.middle, zenith=palette.zenith)
    rows = _mix(rows, np.array(palette.ground), below)
    sky = Image.fromarray(_bytes(rows)[:, None, :], "RGB").resize(clouds.size, Image.Resampling.NEAREST)
    sky.paste(_eight_bits(palette.cloud), mask=clouds)
    around = (0.5 + 0.5 * np.cos(np.linspace(0.0, 2 * math.pi, width, endpoint=False) - glow_azimuth)) ** 2
    low = np.exp(-((elevation / _GLOW_HEIGHT) ** 2)) * (1.0 - below)
    glow = np.outer(palette.glow_share * low, around)
    sky.paste(_eight_bits(palette.glow), mask=Image.fromarray(_bytes(glow), "L"))
    return sky


def _from_horizon_to_zenith(
    upwards: npt.NDArray[np.float64], *, horizon: Colour, middle: Colour, zenith: Colour
) -> npt.NDArray[np.float64]:
    sky = _mix(np.array(horizon), np.array(middle), np.clip(upwards / 0.28, 0.0, 1.0) ** 0.75)
    return _mix(sky, np.array(zenith), np.clip((upwards - 0.12) / 0.88, 0.0, 1.0) ** 0.8)


def _below_horizon(elevation: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How much of the far ground covers each direction, [0, 1]."""
    share: npt.NDArray[np.float64] = np.clip(-elevation / math.radians(6.0), 0.0, 1.0)
    return share


def _between(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def _eight_bits(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in colour)
    return red, green, blue


def _bytes(shares: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    return np.rint(np.clip(shares, 0.0, 1.0) * 255).astype(np.uint8)


def _mix(
    one: npt.NDArray[np.float64], other: npt.NDArray[np.float64], share: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    mixed: npt.NDArray[np.float64] = one * (1.0 - share[..., None]) + other * share[..., None]
    return mixed


def _clouds(azimuth: npt.NDArray[np.float64], elevation: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """How much cloud covers each direction, [0, 1]: noise on a flat layer overhead, thinned towards the horizon."""
    height = np.maximum(np.sin(elevation), 0.06)
    x, y = np.cos(elevation) * np.sin(azimuth) / height, np.cos(elevation) * np.cos(azimuth) / height
    total = np.zeros_like(x)
    for octave in range(5):
        total += _noise(x * 0.55 * 2**octave, y * 0.9 * 2**octave, seed=octave) / 2**octave
    cover = np.clip((total / 1.94 - 0.56) / 0.22, 0.0, 1.0)
    cover = cover * cover * (3.0 - 2.0 * cover)
    thinned: npt.NDArray[np.float64] = 0.72 * cover * np.clip((np.sin(elevation) - 0.05) / 0.2, 0.0, 1.0)
    return thinned


def _noise(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], *, seed: int) -> npt.NDArray[np.float64]:
    """Value noise in [0, 1] on a lattice of 64 × 64 numbers that repeats."""
    lattice = np.random.default_rng(7 + seed).random((64, 64))
    i, j = np.floor(x).astype(int), np.floor(y).astype(int)
    u, v = x - i, y - j
    u, v = u * u * (3.0 - 2.0 * u), v * v * (3.0 - 2.0 * v)
    a, b = lattice[i % 64, j % 64], lattice[(i + 1) % 64, j % 64]
    c, d = lattice[i % 64, (j + 1) % 64], lattice[(i + 1) % 64, (j + 1) % 64]
    blended: npt.NDArray[np.float64] = (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v
    return blended
