"""Sun, sky and street lamps as the builder's daylight describes them; 1 is a white sheet at its brightest."""

import math

import bpy
import numpy as np
from mathutils import Vector

LAMP_HALF_METRES = 0.14
SUN_DEGREES = 0.53  # its width in the sky


def hang_sun(scene: bpy.types.Scene, daylight: dict) -> None:
    lamp = bpy.data.lights.new("sun", "SUN")
    lamp.energy = math.pi  # irradiance: a white sheet then shows 1 / pi of it
    lamp.color = daylight["sun_colour"]
    lamp.angle = math.radians(SUN_DEGREES)
    sun = bpy.data.objects.new("sun", lamp)
    sun.rotation_euler = Vector(daylight["towards_sun"]).to_track_quat("Z", "Y").to_euler()
    scene.collection.objects.link(sun)


def hang_sky(scene: bpy.types.Scene, daylight: dict, *, dusk: tuple[float, float, float]) -> None:
    """Above the horizon the sky, hazier and brighter low down; below it the ground beyond the district."""
    world = bpy.data.worlds.new("sky")
    scene.world = world
    world.use_nodes = True
    nodes, links = world.node_tree.nodes, world.node_tree.links
    nodes.clear()
    place = nodes.new("ShaderNodeTexCoord")
    axes = nodes.new("ShaderNodeSeparateXYZ")
    links.new(place.outputs["Generated"], axes.inputs[0])
    haze = nodes.new("ShaderNodeMapRange")  # clamped: 1.12 at the horizon, 0.9 at the zenith
    haze.inputs["To Min"].default_value, haze.inputs["To Max"].default_value = 1.12, 0.90
    links.new(axes.outputs["Z"], haze.inputs["Value"])
    sky = nodes.new("ShaderNodeVectorMath")
    sky.operation = "SCALE"
    sky.inputs[0].default_value = np.multiply(daylight["sky_colour"], dusk).tolist()
    links.new(haze.outputs[0], sky.inputs["Scale"])
    is_above = nodes.new("ShaderNodeMath")
    is_above.operation = "GREATER_THAN"
    is_above.inputs[1].default_value = 0.0
    links.new(axes.outputs["Z"], is_above.inputs[0])
    either = nodes.new("ShaderNodeMix")
    either.data_type = "RGBA"
    below = np.multiply(daylight["ground_bounce"], dusk).tolist()
    either.inputs[6].default_value = (*below, 1.0)  # sockets 6 and 7 are A and B where colours are mixed
    links.new(is_above.outputs[0], either.inputs[0])
    links.new(sky.outputs[0], either.inputs[7])
    background = nodes.new("ShaderNodeBackground")
    links.new(either.outputs[2], background.inputs["Color"])
    output = nodes.new("ShaderNodeOutputWorld")
    links.new(background.outputs[0], output.inputs["Surface"])


def hang_lamps(scene: bpy.types.Scene, lamps: dict) -> None:
    """Small squares that look down and that no eye sees: their heads are part of the street already."""
    middles, fluxes = lamps["middles"], lamps["fluxes"]
    if not middles:
        return
    half = LAMP_HALF_METRES
    corners = np.array([(-half, half, 0), (half, half, 0), (half, -half, 0), (-half, -half, 0)])
    vertices = np.concatenate([corners + middle for middle in middles])
    mesh = bpy.data.meshes.new("lamps")
    mesh.from_pydata(vertices.tolist(), [], (np.arange(len(middles))[:, None] * 4 + np.arange(4)).tolist())
    material = bpy.data.materials.new("lamps")
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    nodes.clear()
    shine = nodes.new("ShaderNodeEmission")
    strongest = max(fluxes[0])
    shine.inputs["Color"].default_value = (*(value / strongest for value in fluxes[0]), 1.0)
    face, downwards = nodes.new("ShaderNodeNewGeometry"), nodes.new("ShaderNodeMath")
    downwards.operation = "MULTIPLY_ADD"  # nothing from the back: radiance x (1 - backfacing)
    radiance = strongest / (2 * half) ** 2  # flux = radiance x square metres
    downwards.inputs[1].default_value, downwards.inputs[2].default_value = -radiance, radiance
    links.new(face.outputs["Backfacing"], downwards.inputs[0])
    links.new(downwards.outputs[0], shine.inputs["Strength"])
    output = nodes.new("ShaderNodeOutputMaterial")
    links.new(shine.outputs[0], output.inputs["Surface"])
    material.cycles.emission_sampling = "FRONT"
    mesh.materials.append(material)
    shown = bpy.data.objects.new("lamps", mesh)
    shown.visible_camera = False
    shown.visible_shadow = False
    scene.collection.objects.link(shown)
