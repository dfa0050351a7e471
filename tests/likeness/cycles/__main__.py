"""Draws one shot of an export with Cycles: `<python with bpy> tests/likeness/cycles EXPORT SHOT OUT.npz [SAMPLES]`.

Written for an interpreter of its own: it knows bpy, numpy and the export's files, and nothing of golmok.
OUT holds `light` (h, w, 3) linear RGB, `alpha` (h, w), `depth` (h, w) metres and `kind` (h, w), rows from the top.
"""

import json
import sys
import tempfile
from pathlib import Path

import bpy
import lights
import meshes
import numpy as np


def draw(export: Path, shot_name: str, out: Path, *, samples: int) -> None:
    described = json.loads((export / "export.json").read_text(encoding="utf-8"))
    shot = described["shots"][shot_name]
    evening = meshes.Evening(dusk=described["dusk"], adapted=described["adapted"]) if shot["is_evening"] else None
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    _stand(scene, shot)
    lights.hang_sky(scene, described["daylight"], dusk=described["dusk"] if evening else (1.0, 1.0, 1.0))
    if evening:
        lights.hang_lamps(scene, described["lamps"])
    else:
        lights.hang_sun(scene, described["daylight"])
    pose = shot["pose"]
    eye = np.array([pose["east"], pose["north"], pose["height"]])
    tiles = {name: described["tiles"][name] for name in shot["tiles"]}
    meshes.stand(scene, export, tiles, eye=eye, evening=evening)
    with tempfile.TemporaryDirectory() as work:
        _render(scene, Path(work), samples=samples)
        read = {name: _read(Path(work) / f"{name}0001.exr") for name in ("light", "depth", "kind")}
    np.savez_compressed(
        out,
        light=read["light"][..., :3],
        alpha=read["light"][..., 3],
        depth=read["depth"][..., 0],
        kind=np.round(read["kind"][..., 0]).astype(np.uint8),
    )


def _stand(scene: bpy.types.Scene, shot: dict) -> None:
    """Put the eye where the walker's is; it looks along -Z with +Y up before it is turned."""
    pose = shot["pose"]
    lens = bpy.data.cameras.new("eye")
    lens.sensor_fit = "VERTICAL"
    lens.angle = np.radians(shot["vertical_field_degrees"])
    lens.clip_start, lens.clip_end = 0.08, 1500.0
    camera = bpy.data.objects.new("eye", lens)
    camera.location = (pose["east"], pose["north"], pose["height"])
    camera.rotation_euler = (np.radians(90.0 + pose["pitch_degrees"]), 0.0, -np.radians(pose["heading_degrees"]))
    scene.collection.objects.link(camera)
    scene.camera = camera
    scene.render.resolution_x, scene.render.resolution_y = shot["size"]
    scene.render.resolution_percentage = 100


def _render(scene: bpy.types.Scene, folder: Path, *, samples: int) -> None:
    scene.render.engine = "CYCLES"
    scene.render.film_transparent = True
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.samples = samples
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold, cycles.adaptive_min_samples = 0.03, min(16, samples)
    cycles.max_bounces = cycles.diffuse_bounces = 3
    cycles.glossy_bounces = cycles.transmission_bounces = cycles.volume_bounces = 0
    cycles.transparent_max_bounces = 24
    cycles.pixel_filter_type, cycles.filter_width = "BOX", 1.0  # the walker averages a pixel's square, too
    cycles.use_denoising, cycles.denoiser = True, "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.seed = 1
    layer = scene.view_layers[0]
    layer.use_pass_z = layer.use_pass_object_index = True
    scene.use_nodes = True
    nodes, links = scene.node_tree.nodes, scene.node_tree.links
    nodes.clear()
    passes = nodes.new("CompositorNodeRLayers")
    files = nodes.new("CompositorNodeOutputFile")
    files.base_path = str(folder)
    files.format.file_format, files.format.color_depth, files.format.color_mode = "OPEN_EXR", "32", "RGBA"
    files.file_slots.clear()
    for name, source in (("light", "Image"), ("depth", "Depth"), ("kind", "IndexOB")):
        files.file_slots.new(name)
        links.new(passes.outputs[source], files.inputs[name])
    scene.frame_set(1)
    bpy.ops.render.render()


def _read(path: Path) -> np.ndarray:
    """An EXR as (h, w, 4), rows from the top."""
    picture = bpy.data.images.load(str(path))
    width, height = picture.size
    pixels = np.empty(width * height * 4, np.float32)
    picture.pixels.foreach_get(pixels)
    return pixels.reshape(height, width, 4)[::-1]


if __name__ == "__main__":
    export, shot_name, out, *rest = sys.argv[1:]
    draw(Path(export), shot_name, Path(out), samples=int(rest[0]) if rest else 64)
