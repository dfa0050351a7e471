"""What shines in Blender's scene, in our measure: 1 is a white sheet at its brightest.

A sun of strength pi lights a sheet that faces it with its colour. An area light of energy pi × flux shines as a Lambert
emitter of that flux (radiance × area), on one side, and stands in nobody's light.
"""

from typing import Any

import numpy as np

from district_builder.cycles.exposures import Exposure
from district_builder.geometry.arrays import FloatArray

PATCH_SIDE_METRES = 0.1
PATCH_GAP_METRES = 0.01  # off what shines, which would swallow the light of a patch that lies in its face
SUN_ANGLE_RADIANS = np.radians(0.53)
HORIZON, TOWARDS_ZENITH = 1.12, -0.22  # of the sky's colour, as in Daylight
SKY, GROUND = "sky", "ground"


def hang_sky(bpy: Any) -> Any:
    """A world of two colours, sky above and ground below the horizon; returns its node tree."""
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.cycles.sampling_method = "NONE"  # a sky nearly even is found best by paths that simply go on
    tree = world.node_tree
    direction, z = tree.nodes.new("ShaderNodeTexCoord"), tree.nodes.new("ShaderNodeSeparateXYZ")
    tree.links.new(direction.outputs["Generated"], z.inputs[0])
    height = z.outputs["Z"]
    above = _maths(tree, "GREATER_THAN", height, 0.0)
    brightness = _maths(tree, "MULTIPLY_ADD", height, TOWARDS_ZENITH, HORIZON)
    shown = tree.nodes.new("ShaderNodeVectorMath")
    shown.operation = "ADD"
    for place, (name, strength) in enumerate(
        [(SKY, _maths(tree, "MULTIPLY", above, brightness)), (GROUND, _maths(tree, "SUBTRACT", 1.0, above))]
    ):
        part = tree.nodes.new("ShaderNodeVectorMath")
        part.operation, part.name = "SCALE", name
        tree.links.new(strength, part.inputs["Scale"])
        tree.links.new(part.outputs["Vector"], shown.inputs[place])
    tree.links.new(shown.outputs["Vector"], tree.nodes["Background"].inputs["Color"])
    return tree


def _maths(tree: Any, operation: str, *terms: Any) -> Any:
    """The outcome of one operation on numbers and outcomes of others."""
    node = tree.nodes.new("ShaderNodeMath")
    node.operation = operation
    for term, socket in zip(terms, node.inputs, strict=False):
        if isinstance(term, float):
            socket.default_value = term
        else:
            tree.links.new(term, socket)
    return node.outputs["Value"]


def tint_sky(tree: Any, exposure: Exposure | None) -> None:
    """Give the world an exposure's colours, or black."""
    black = np.zeros(3)
    tree.nodes[SKY].inputs[0].default_value = (black if exposure is None else exposure.sky_colour).tolist()
    tree.nodes[GROUND].inputs[0].default_value = (black if exposure is None else exposure.ground_bounce).tolist()


def hang_sun(bpy: Any) -> Any:
    """A sun with its soft edge, not yet pointed anywhere."""
    light = bpy.data.lights.new("sun", "SUN")
    light.angle = SUN_ANGLE_RADIANS
    sun = bpy.data.objects.new("sun", light)
    bpy.context.scene.collection.objects.link(sun)
    return sun


def point_sun(bpy: Any, sun: Any, exposure: Exposure, *, hidden_from: Any) -> None:
    """Point the sun. Straight it does not light `hidden_from`, a thing or None; by its bounces it does."""
    _turn(sun, exposure.towards_sun)
    _tint(sun.data, exposure.sun_colour)
    if sun.light_linking.receiver_collection is not None:
        bpy.data.collections.remove(sun.light_linking.receiver_collection)
    if hidden_from is not None:
        receivers = bpy.data.collections.new("receivers")
        receivers.objects.link(hidden_from)
        sun.light_linking.receiver_collection = receivers
        receivers.collection_objects[0].light_linking.link_state = "EXCLUDE"


def hang_patches(bpy: Any, exposure: Exposure) -> list[Any]:
    """A square light for each patch of an exposure."""
    hung = []
    for middle, normal, flux in zip(exposure.patch_middles, exposure.patch_normals, exposure.patch_fluxes, strict=True):
        light = bpy.data.lights.new("patch", "AREA")
        light.shape, light.size = "SQUARE", PATCH_SIDE_METRES
        _tint(light, flux)
        patch = bpy.data.objects.new("patch", light)
        patch.location = (middle + normal * PATCH_GAP_METRES).tolist()
        _turn(patch, -normal)
        bpy.context.scene.collection.objects.link(patch)
        hung.append(patch)
    return hung


def _tint(light: Any, colour: FloatArray) -> None:
    """Blender keeps a strength and a colour of at most 1 apart."""
    brightest = max(float(colour.max()), 1e-12)
    light.energy, light.color = np.pi * brightest, (colour / brightest).tolist()


def _turn(lamp: Any, away_from_shining: FloatArray) -> None:
    """Turn a lamp by the shortest way; unturned it shines along -z."""
    x, y, z = away_from_shining.tolist()
    quaternion = np.array([1.0 + z, -y, x, 0.0]) if z > -1.0 + 1e-9 else np.array([0.0, 1.0, 0.0, 0.0])
    lamp.rotation_mode = "QUATERNION"
    lamp.rotation_quaternion = (quaternion / np.linalg.norm(quaternion)).tolist()
