"""An export's tiles as Blender meshes, all pieces that look alike in one.

A client draws no back faces, and light is stopped by them all the same. So for each eye the faces are parted into those
that it sees from the front and those that only stand in the light's way.
"""

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import bpy
import materials
import numpy as np
from materials import Evening as Evening

KINDS = {"ground": 1, "matter": 2, "art": 3, "glass": 4, "leaf": 5, "lit": 6}
"""What `kind` of a drawn shot says; 0 is the sky."""


class Look(NamedTuple):
    surface: str
    picture: str
    shines: bool
    is_ground: bool
    is_seen: bool


def stand(
    scene: bpy.types.Scene,
    export: Path,
    tiles: dict[str, list[dict[str, str]]],
    *,
    eye: np.ndarray,
    evening: Evening | None,
) -> None:
    """Put tiles into a scene, by day or by evening."""
    looks: dict[Look, list[dict[str, np.ndarray]]] = defaultdict(list)
    for name, pieces in tiles.items():
        with np.load(export / "tiles" / f"{name}.npz") as arrays:
            for number, described in enumerate(pieces):
                prefix = f"{number}_"
                piece = {key[len(prefix) :]: arrays[key] for key in arrays.files if key.startswith(prefix)}
                for look, part in _parted(piece, described, eye=eye, by_evening=evening is not None):
                    looks[look].append(part)
    shaders = materials.Shaders(export / "pictures", evening)
    for number, look in enumerate(sorted(looks)):
        shown = _object(f"{number} {look.surface}", _joined(looks[look]))
        shown.data.materials.append(shaders.of(look.surface, look.picture, shines=look.shines))
        shown.visible_camera = look.is_seen
        shown.pass_index = KINDS[
            "lit" if look.shines and look.surface != "glass" else "ground" if look.is_ground else look.surface
        ]
        scene.collection.objects.link(shown)


def _parted(piece: dict[str, np.ndarray], described: dict[str, str], *, eye: np.ndarray, by_evening: bool):
    """A piece's triangles by how they are shown."""
    surface, triangles = described["surface"], piece["triangles"]
    a, b, c = (piece["positions"][triangles[:, corner]].astype(np.float64) for corner in range(3))
    facing = np.cross(b - a, c - a)
    faces_eye = (facing * (eye - a)).sum(axis=1) > 0.0
    if surface == "leaf":  # Cycles turns normals round on a face's back, so the crown's outside is to be the front
        faces_eye[:] = True
        is_inward = (facing * piece["normals"][triangles].sum(axis=1)).sum(axis=1) < 0.0
        triangles = np.where(is_inward[:, None], triangles[:, ::-1], triangles)
    first = triangles[:, 0]
    shines = piece["lit"][first].copy()
    if by_evening:
        shines |= piece["glows"][first, :3].max(axis=1) > 0.0
    ground = piece["ground"][first]
    for is_seen in (True, False):
        if surface == "glass" and not is_seen:
            continue  # light passes through, in the bake as well
        for does_shine in (True, False):
            for is_ground in (True, False):
                chosen = (faces_eye == is_seen) & (shines == does_shine) & (ground == is_ground)
                if chosen.any():
                    used, corners = np.unique(triangles[chosen], return_inverse=True)
                    part = {key: values[used] for key, values in piece.items() if key != "triangles"}
                    part["triangles"] = corners.reshape(-1, 3)
                    yield Look(surface, described["picture"], does_shine, is_ground, is_seen), part


def _joined(parts: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    counts = [len(part["positions"]) for part in parts]
    starts = np.cumsum([0, *counts[:-1]])
    joined = {key: np.concatenate([part[key] for part in parts]) for key in parts[0] if key != "triangles"}
    joined["triangles"] = np.concatenate([part["triangles"] + start for part, start in zip(parts, starts, strict=True)])
    return joined


def _object(name: str, arrays: dict[str, np.ndarray]) -> bpy.types.Object:
    positions, triangles = arrays["positions"], arrays["triangles"].astype(np.int32)
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(positions))
    mesh.vertices.foreach_set("co", positions.ravel())
    mesh.loops.add(triangles.size)
    mesh.loops.foreach_set("vertex_index", triangles.ravel())
    mesh.polygons.add(len(triangles))
    mesh.polygons.foreach_set("loop_start", np.arange(0, triangles.size, 3, dtype=np.int32))
    uvs = np.column_stack([arrays["uvs"][:, 0], 1.0 - arrays["uvs"][:, 1], np.zeros(len(positions))])
    _attribute(mesh, "place", "FLOAT_VECTOR", "vector", uvs)  # to Cycles "uv" means the active map
    _attribute(mesh, "tint", "FLOAT_COLOR", "color", arrays["tints"])
    _attribute(mesh, "glow", "FLOAT_COLOR", "color", arrays["glows"])
    for flag in ("lit", "throws"):
        _attribute(mesh, flag, "FLOAT", "value", arrays[flag].astype(np.float32))
    mesh.update(calc_edges=True)
    if _is_round(positions, arrays["normals"], triangles):
        mesh.polygons.foreach_set("use_smooth", np.ones(len(triangles), dtype=bool))
        mesh.normals_split_custom_set_from_vertices(arrays["normals"].tolist())
    return bpy.data.objects.new(name, mesh)


def _is_round(positions: np.ndarray, normals: np.ndarray, triangles: np.ndarray) -> bool:
    """Whether light falls on some face otherwise than on a flat one."""
    a, b, c = (positions[triangles[:, corner]].astype(np.float64) for corner in range(3))
    flat = np.cross(b - a, c - a)
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-12)
    along = (flat[:, None] * normals[triangles]).sum(axis=2)
    return bool((along < 0.999).any())


def _attribute(mesh: bpy.types.Mesh, name: str, kind: str, field: str, values: np.ndarray) -> None:
    attribute = mesh.attributes.new(name, kind, "POINT")
    attribute.data.foreach_set(field, np.ascontiguousarray(values, dtype=np.float32).ravel())
