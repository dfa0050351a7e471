"""Bakes light into vertex colours, of the day and of the evening.

The result is linear light × tint, so that a client multiplies it with the texture and shows the street unlit.
"""

from collections.abc import Mapping

import numpy as np

from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.light_meter import Light, LightMeter, LitScene
from district_builder.geometry.measured_light import measure_light
from district_builder.geometry.mesh import Mesh, Surface
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.geometry.shown_light import share, shown_after_dark, shown_by_day, sky_share


def bake(raws: Mapping[Surface, RawMesh], scene: LitScene, meter: LightMeter) -> dict[Surface, Mesh]:
    """Turn the tints of a tile's meshes into lit vertex colours."""
    lights = measure_light(list(raws.values()), scene, meter)
    return {
        surface: _lit(raw, surface, light, scene) for (surface, raw), light in zip(raws.items(), lights, strict=True)
    }


def _lit(raw: RawMesh, surface: Surface, light: Light, scene: LitScene) -> Mesh:
    tints = raw.tints[:, :3]
    own = light.store * tints + raw.glows * scene.glow.is_store[raw.features][:, None]
    whole = (light.lamps + light.store) * tints + raw.glows
    alphas = sky_share(light) if surface in (Surface.MATTER, Surface.ART) else raw.tints[:, 3]
    night_alphas = raw.night_alphas if surface is Surface.GLASS else share(own, whole, none=0.0)
    return Mesh(
        positions=raw.positions,
        uvs=raw.uvs.astype(np.float32),
        colours=_bytes(shown_by_day(light, tints), alphas),
        after_dark=_bytes(shown_after_dark(light, tints, raw.glows), night_alphas),
        features=raw.features.astype(np.uint16),
        triangles=raw.triangles.astype(np.uint32),
    )


def _bytes(rgb: FloatArray, alphas: FloatArray) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    rgba = np.concatenate([rgb, alphas[:, None]], axis=1)
    return np.asarray(np.round(np.clip(rgba, 0.0, 1.0) * 255), dtype=np.uint8)
