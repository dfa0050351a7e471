"""Where a glTF scene puts its meshes (glTF 2.0, section 3.5)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from viewer.core.glb_file import GlbFile

MOST_NODES = 4096
DEEPEST_NODE = 16
LARGEST_NUMBER = 1e6  # in a transform; squared and sixteen levels deep it is still far from a float's end


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMesh:
    """A mesh and its place: `gltf_from_mesh` is (4, 4), y up."""

    mesh: int
    gltf_from_mesh: npt.NDArray[np.float64]


def placed_meshes(file: GlbFile) -> list[PlacedMesh]:
    """All meshes of the default scene, in the order of its nodes.

    Raises:
        SceneError: nodes form a loop, are too many, or one has a transform that is not finite.
    """
    scene = file.item("scenes", file.document.get("scene", 0))
    found: list[PlacedMesh] = []
    waiting: list[tuple[Any, npt.NDArray[np.float64], int]] = [
        (node, np.eye(4), 0) for node in reversed(scene.get("nodes", []))
    ]
    visited = 0
    while waiting:
        index, parent, depth = waiting.pop()
        visited += 1
        if visited > MOST_NODES or depth > DEEPEST_NODE:
            raise file.wrong(f"it has more than {MOST_NODES} nodes or {DEEPEST_NODE} levels of them.")
        node = file.item("nodes", index)
        gltf_from_node = parent @ _local(file, node)
        if "mesh" in node:
            found.append(PlacedMesh(mesh=node["mesh"], gltf_from_mesh=gltf_from_node))
        waiting += [(child, gltf_from_node, depth + 1) for child in reversed(node.get("children", []))]
    return found


def _local(file: GlbFile, node: dict[str, Any]) -> npt.NDArray[np.float64]:
    if "matrix" in node:
        return _numbers(file, node["matrix"], 16).reshape(4, 4).T
    x, y, z, w = _numbers(file, node.get("rotation", (0.0, 0.0, 0.0, 1.0)), 4)
    rotation = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    local = np.eye(4)
    local[:3, :3] = rotation * _numbers(file, node.get("scale", (1.0, 1.0, 1.0)), 3)
    local[:3, 3] = _numbers(file, node.get("translation", (0.0, 0.0, 0.0)), 3)
    return local


def _numbers(file: GlbFile, given: Any, count: int) -> npt.NDArray[np.float64]:
    numbers = np.asarray(given, np.float64).reshape(count)
    if not (np.abs(numbers) <= LARGEST_NUMBER).all():
        raise file.wrong("a node has a transform that is not finite or beyond all measure.")
    return numbers
