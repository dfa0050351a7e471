"""Triangles in Blender's scene: solid ones that give back a colour, and the white sheets on which light is measured."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray

COLOUR = "colour"
SHEET_METRES = 0.002
SHEET_GAP_METRES = 0.02  # off the surface that is measured, as far as the fast meter's rays start
LEAST_SQUARE_METRES = 1e-9


def has_area(corners: FloatArray) -> NDArray[np.bool_]:
    """Which triangles (m, 3 corners, 3) have an area; to others Blender may give a normal that is not a number."""
    crosses = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return np.asarray(np.linalg.norm(crosses, axis=1) > 2 * LEAST_SQUARE_METRES)


def sheets(points: FloatArray, normals: FloatArray) -> FloatArray:
    """Corners (n, 3, 3) of small triangles just above points (n, 3), each facing along its unit normal (n, 3)."""
    right = np.where(np.abs(normals[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    across = np.cross(right, normals)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    along = np.cross(normals, across)
    turns = np.array([0.0, 2.0, 4.0]) * np.pi / 3
    offsets = np.cos(turns)[:, None] * across[:, None] + np.sin(turns)[:, None] * along[:, None]
    return np.asarray((points + normals * SHEET_GAP_METRES)[:, None] + SHEET_METRES * offsets)


def matter(bpy: Any, colours: str | None) -> Any:
    """A material without gloss: white, or in the colours that a mesh keeps under a name."""
    made = bpy.data.materials.new("matter")
    made.use_nodes = True
    tree = made.node_tree
    tree.nodes.clear()
    diffuse, output = tree.nodes.new("ShaderNodeBsdfDiffuse"), tree.nodes.new("ShaderNodeOutputMaterial")
    diffuse.inputs["Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    tree.links.new(diffuse.outputs["BSDF"], output.inputs["Surface"])
    if colours is not None:
        named = tree.nodes.new("ShaderNodeAttribute")
        named.attribute_name = colours
        tree.links.new(named.outputs["Color"], diffuse.inputs["Color"])
    return made


def stand(bpy: Any, corners: FloatArray, material: Any) -> Any:
    """Put triangles (m, 3 corners, 3) into the scene; they share no vertices, so that Blender has nothing to mend."""
    count = len(corners)
    mesh = bpy.data.meshes.new("mesh")
    mesh.vertices.add(count * 3)
    mesh.vertices.foreach_set("co", corners.astype(np.float32).ravel())
    mesh.loops.add(count * 3)
    mesh.loops.foreach_set("vertex_index", np.arange(count * 3, dtype=np.int32))
    mesh.polygons.add(count)
    mesh.polygons.foreach_set("loop_start", np.arange(0, count * 3, 3, dtype=np.int32))
    mesh.update(calc_edges=True)
    mesh.materials.append(material)
    standing = bpy.data.objects.new("thing", mesh)
    bpy.context.scene.collection.objects.link(standing)
    return standing


def take_away(bpy: Any, thing: Any) -> None:
    """Take a mesh or a light out of the scene, its data too."""
    kept_in = bpy.data.meshes if thing.type == "MESH" else bpy.data.lights
    data = thing.data
    bpy.data.objects.remove(thing)
    kept_in.remove(data)
