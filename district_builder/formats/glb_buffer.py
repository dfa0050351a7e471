"""The binary half of a GLB: buffer views and accessors that share them."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.mesh import extremes

Json: TypeAlias = dict[str, Any]
ALIGNMENT = 8  # EXT_structural_metadata wants 8, the rest 4


class Target(IntEnum):
    """glTF 2.0, 5.11.5 bufferView.target."""

    VERTICES = 34962
    INDICES = 34963


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """How one vertex attribute is stored. A new one (evening light) is one more entry in the tile's tuple."""

    name: str
    values: NDArray[Any]  # (n,) or (n, width)
    is_normalised: bool = False
    has_bounds: bool = False


class GlbBuffer:
    """Collects bytes. Accessors of one label and row length share a view, which keeps the JSON short."""

    def __init__(self) -> None:
        self.accessors: list[Json] = []
        self._views: dict[str, tuple[Json, bytearray]] = {}

    def add_attribute(self, attribute: Attribute) -> int:
        """Store rows of a vertex attribute; returns the accessor's index."""
        rows = attribute.values.reshape(len(attribute.values), -1)
        width = rows.shape[1] * rows.itemsize
        stride = -(-width // 4) * 4  # glTF 2.0, 3.6.2.4: vertex attributes start at multiples of 4 bytes
        padded = np.zeros((len(rows), stride), np.uint8)
        padded[:, :width] = np.ascontiguousarray(rows).view(np.uint8)
        label = f"{attribute.name} {stride}"
        index, start = self._append(label, padded.tobytes(), {"byteStride": stride, "target": int(Target.VERTICES)})
        accessor = _accessor(index, start, rows.dtype, len(rows), ("SCALAR", "VEC2", "VEC3", "VEC4")[rows.shape[1] - 1])
        if attribute.is_normalised:
            accessor["normalized"] = True
        if attribute.has_bounds:
            accessor["min"], accessor["max"] = extremes(rows).tolist()
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def add_indices(self, triangles: NDArray[np.uint32], *, vertex_count: int) -> int:
        """Store triangles, in 16 bits where no index needs 65535 (which glTF keeps for primitive restart)."""
        kind = np.dtype(np.uint16 if vertex_count <= 65535 else np.uint32)
        content = triangles.astype(kind).tobytes()
        index, start = self._append(f"indices {kind}", content, {"target": int(Target.INDICES)})
        self.accessors.append(_accessor(index, start, kind, triangles.size, "SCALAR"))
        return len(self.accessors) - 1

    def add_bytes(self, label: str, content: bytes) -> int:
        """Store a picture or a table column under a label of its own; returns the view's index."""
        return self._append(label, content or b"\0", {})[0]  # a view may not be empty

    def finished(self) -> tuple[list[Json], bytes]:
        """The bufferViews and the bytes that they divide."""
        views, content = [], bytearray()
        for view, part in self._views.values():
            views.append({"buffer": 0, "byteOffset": len(content), "byteLength": len(part)} | view)
            content += part + bytes(-len(part) % ALIGNMENT)
        return views, bytes(content)

    def _append(self, label: str, content: bytes, view: Json) -> tuple[int, int]:
        _, part = self._views.setdefault(label, (view, bytearray()))
        start = len(part)
        part += content
        return list(self._views).index(label), start


def _accessor(view: int, start: int, kind: np.dtype[Any], count: int, shape: str) -> Json:
    component = {"u1": 5121, "u2": 5123, "u4": 5125, "f4": 5126}[kind.str[1:]]  # glTF 2.0, 5.1.3
    accessor: Json = {"bufferView": view, "componentType": component, "count": count, "type": shape}
    return accessor | ({"byteOffset": start} if start else {})
