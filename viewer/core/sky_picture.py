"""The sky as one picture of the whole dome: blue overhead, pale at the horizon, a soft sun and a few clouds."""

import math

import numpy as np
import numpy.typing as npt
from PIL import Image

WIDTH, HEIGHT = 1024, 512
HORIZON_COLOUR = (0.80, 0.86, 0.90)
"""sRGB; the haze that distant things fade into has the same colour, so that no edge shows."""
_ZENITH, _MIDDLE, _GROUND = (0.26, 0.49, 0.80), (0.53, 0.71, 0.90), (0.62, 0.63, 0.61)


def draw_sky(*, sun_azimuth_degrees: float, sun_elevation_degrees: float) -> Image.Image:
    """An equirectangular RGB picture, 1024 × 512: north at the left edge, east at a quarter, the zenith at the top."""
    azimuth, elevation = np.meshgrid(
        np.linspace(0.0, 2 * math.pi, WIDTH, endpoint=False), np.linspace(math.pi / 2, -math.pi / 2, HEIGHT)
    )
    upwards = np.clip(np.sin(elevation), 0.0, 1.0)
    sky = _mix(np.array(HORIZON_COLOUR), np.array(_MIDDLE), np.clip(upwards / 0.28, 0.0, 1.0) ** 0.75)
    sky = _mix(sky, np.array(_ZENITH), np.clip((upwards - 0.12) / 0.88, 0.0, 1.0) ** 0.8)
    sun = math.radians(sun_azimuth_degrees), math.radians(sun_elevation_degrees)
    towards_sun = np.cos(elevation) * math.cos(sun[1]) * np.cos(azimuth - sun[0]) + np.sin(elevation) * math.sin(sun[1])
    clouds = _clouds(azimuth, elevation)
    lit = _mix(np.array((0.86, 0.88, 0.91)), np.array((1.0, 0.99, 0.97)), np.clip(towards_sun * 0.5 + 0.6, 0.0, 1.0))
    sky = _mix(sky, lit, clouds)
    glow = 0.30 * np.clip(towards_sun, 0.0, 1.0) ** 24 + 0.75 * np.clip(towards_sun, 0.0, 1.0) ** 900
    sky = _mix(sky, np.array((1.0, 0.97, 0.88)), np.clip(glow, 0.0, 1.0))
    below = np.clip(-elevation / math.radians(6.0), 0.0, 1.0)
    sky = _mix(sky, np.array(_GROUND), below)
    return Image.fromarray(np.rint(np.clip(sky, 0.0, 1.0) * 255).astype(np.uint8), "RGB")


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
