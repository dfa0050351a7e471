"""Blender's side: a scene with one solid, in which white sheets are exposed to lights. Needs `bpy`."""

from importlib import import_module
from typing import Any

import numpy as np

from district_builder.cycles.exposures import CORNERS, Exposure, Lights, Solid
from district_builder.cycles.luminaires import hang_patches, hang_sky, hang_sun, point_sun, tint_sky
from district_builder.cycles.triangle_soup import COLOUR, has_area, matter, sheets, stand, take_away
from district_builder.geometry.arrays import FloatArray

BRIGHTEST_BOUNCE = 4.0  # a path that finds more is cut to it: one such among hundreds would be a white speck
BAKED = "light"


class DarkRoom:
    """Blender's one scene, emptied. `threads` of 0 are as many as there are cores."""

    def __init__(self, *, threads: int) -> None:
        self._bpy: Any = import_module("bpy")
        self._bpy.ops.wm.read_factory_settings(use_empty=True)
        self._scene: Any = self._bpy.context.scene
        self._set_up(threads)
        self._matter = matter(self._bpy, COLOUR)
        self._paper = matter(self._bpy, None)
        self._sky = hang_sky(self._bpy)
        self._sun = hang_sun(self._bpy)
        self._solid: Any = None

    def put(self, solid: Solid) -> None:
        """Put a solid in the place of the last one."""
        if self._solid is not None:
            take_away(self._bpy, self._solid)
            self._solid = None
        corners = solid.vertices[solid.triangles]
        real = has_area(corners)
        if real.any():
            self._solid = stand(self._bpy, corners[real], self._matter)
            colours = self._solid.data.attributes.new(COLOUR, "FLOAT_COLOR", "FACE")
            rgba = np.concatenate([solid.colours[real], np.ones((int(real.sum()), 1))], axis=1)
            colours.data.foreach_set("color", rgba.astype(np.float32).ravel())

    def expose(self, exposure: Exposure) -> FloatArray:
        """The light on every sheet, linear RGB, float32 (n, 3)."""
        count = len(exposure.points)
        if not count:
            return np.zeros((0, 3), dtype=np.float32)
        paper = stand(self._bpy, sheets(exposure.points, exposure.normals), self._paper)
        for ray in ("diffuse", "glossy", "transmission", "shadow", "volume_scatter"):
            setattr(paper, f"visible_{ray}", False)
        paper.data.color_attributes.active_color = paper.data.color_attributes.new(BAKED, "FLOAT_COLOR", "CORNER")
        patches = self._light(exposure, paper)
        self._scene.cycles.samples = exposure.samples
        self._scene.cycles.max_bounces = self._scene.cycles.diffuse_bounces = exposure.bounces
        self._bake(paper)
        rgba = np.empty(count * CORNERS * 4, dtype=np.float32)
        paper.data.color_attributes[BAKED].data.foreach_get("color", rgba)
        for thing in (paper, *patches):
            take_away(self._bpy, thing)
        return np.asarray(rgba.reshape(count, CORNERS, 4)[:, :, :3].mean(axis=1))

    def _light(self, exposure: Exposure, paper: Any) -> list[Any]:
        """Switch on what is asked for; returns what must be taken away afterwards."""
        is_day = exposure.lights is Lights.DAY
        tint_sky(self._sky, exposure if is_day else None)
        point_sun(self._bpy, self._sun, exposure, hidden_from=paper if is_day else None)
        self._sun.hide_render = exposure.lights is Lights.PATCHES
        return hang_patches(self._bpy, exposure) if exposure.lights is Lights.PATCHES else []

    def _set_up(self, threads: int) -> None:
        render, cycles = self._scene.render, self._scene.cycles
        render.engine = "CYCLES"
        render.bake.use_pass_color = False
        if threads:
            render.threads_mode, render.threads = "FIXED", threads
        cycles.device = "CPU"
        cycles.seed = 0
        cycles.use_adaptive_sampling = cycles.use_denoising = False
        cycles.sample_clamp_indirect = BRIGHTEST_BOUNCE

    def _bake(self, paper: Any) -> None:
        paper.select_set(True)
        self._bpy.context.view_layer.objects.active = paper
        self._bpy.ops.object.bake(type="DIFFUSE", pass_filter={"DIRECT", "INDIRECT"}, target="VERTEX_COLORS")
