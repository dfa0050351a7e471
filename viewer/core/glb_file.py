"""The GLB container and its accessors (glTF 2.0, sections 3.6 and 4), every offset checked before it is followed."""

import json
import struct
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from viewer.core.errors import SceneError

MOST_BYTES = 64 * 2**20
MOST_JSON_BYTES = 8 * 2**20
MOST_ELEMENTS = 4_000_000
NumberArray: TypeAlias = npt.NDArray[Any]

_COMPONENTS = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
_JSON_CHUNK, _BINARY_CHUNK = 0x4E4F534A, 0x004E4942


@dataclass(frozen=True, slots=True, kw_only=True)
class GlbFile:
    """A parsed container. `name` is said in errors; nothing is copied out of `binary` until asked for."""

    name: str
    document: dict[str, Any]
    binary: memoryview

    def item(self, kind: str, index: Any) -> dict[str, Any]:
        """Element `index` of the document's list `kind`, e.g. "accessors"."""
        items = self.document.get(kind)
        if not isinstance(items, list) or not isinstance(index, int) or not 0 <= index < len(items):
            raise self.wrong(f"it names {kind}[{index}], which it does not have.")
        item = items[index]
        if not isinstance(item, dict):
            raise self.wrong(f"{kind}[{index}] is not an object.")
        return item

    def view_bytes(self, index: Any) -> memoryview:
        """The bytes of a bufferView of the binary chunk."""
        view = self.item("bufferViews", index)
        start, length = self._whole(view, "byteOffset", 0), self._whole(view, "byteLength", None)
        if view.get("buffer") != 0 or start + length > len(self.binary):
            raise self.wrong(f"bufferView {index} reaches outside the binary chunk of {len(self.binary):,} bytes.")
        return self.binary[start : start + length]

    def array(self, index: Any) -> NumberArray:
        """An accessor's raw numbers, (count, width), a view into the file where its stride allows.

        Raises:
            SceneError: sparse, of an unknown type, larger than 4 million elements, or outside its bufferView.
        """
        accessor = self.item("accessors", index)
        dtype, width = _COMPONENTS.get(accessor.get("componentType", 0)), _WIDTHS.get(str(accessor.get("type")))
        if dtype is None or width is None or "sparse" in accessor:
            raise self.wrong(f"accessor {index} is of a type that is not drawn.")
        count, start = self._whole(accessor, "count", None), self._whole(accessor, "byteOffset", 0)
        if count > MOST_ELEMENTS:
            raise self.wrong(f"accessor {index} has {count:,} elements; the limit is {MOST_ELEMENTS:,}.")
        data = self.view_bytes(accessor.get("bufferView"))
        size = np.dtype(dtype).itemsize * width
        stride = self._whole(self.item("bufferViews", accessor.get("bufferView")), "byteStride", size)
        if count and (stride < size or start + stride * (count - 1) + size > len(data)):
            raise self.wrong(f"accessor {index} reaches outside its bufferView.")
        if count == 0:
            return np.empty((0, width), dtype)
        return np.ndarray((count, width), dtype, buffer=data, offset=start, strides=(stride, np.dtype(dtype).itemsize))

    def numbers(self, index: Any) -> NumberArray:
        """An accessor as float32, (count, width); normalised integers become [0, 1] or [-1, 1] (section 3.6.2.2)."""
        raw = self.array(index)
        if raw.dtype.kind == "f":
            values = raw.astype(np.float32)
            if not np.isfinite(values).all():
                raise self.wrong(f"accessor {index} holds numbers that are not finite.")
            return values
        values = raw.astype(np.float32)
        if self.item("accessors", index).get("normalized", False):
            values = np.maximum(values / np.float32(np.iinfo(raw.dtype).max), np.float32(-1.0))
        return values

    def wrong(self, problem: str) -> SceneError:
        return SceneError(problem, file=self.name)

    def _whole(self, item: dict[str, Any], key: str, default: int | None) -> int:
        value = item.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_BYTES:
            raise self.wrong(f"{key} is {value!r}.")
        return value


def read_glb_file(data: bytes | memoryview, *, name: str) -> GlbFile:
    """Take a GLB apart. `name` is the file to be named in errors.

    Raises:
        SceneError: not a GLB 2, truncated, or larger than 64 MiB.
    """
    view = memoryview(data)
    if len(view) > MOST_BYTES:
        raise SceneError(f"it has {len(view):,} bytes; the limit is {MOST_BYTES:,}.", file=name)
    if len(view) < 20 or bytes(view[:4]) != b"glTF":
        raise SceneError("it is not a GLB file.", file=name)
    version, length = struct.unpack_from("<II", view, 4)
    if version != 2 or length > len(view):
        raise SceneError(f"it is version {version} with {length:,} bytes said and {len(view):,} there.", file=name)
    chunks: dict[int, memoryview] = {}
    at = 12
    while at + 8 <= length:
        size, kind = struct.unpack_from("<II", view, at)
        if at + 8 + size > length:
            raise SceneError("a chunk reaches past the end of the file.", file=name)
        chunks.setdefault(kind, view[at + 8 : at + 8 + size])
        at += 8 + size
    text = chunks.get(_JSON_CHUNK, memoryview(b""))
    if len(text) > MOST_JSON_BYTES:
        raise SceneError(f"its JSON has {len(text):,} bytes; the limit is {MOST_JSON_BYTES:,}.", file=name)
    try:
        document = json.loads(bytes(text))
    except (ValueError, RecursionError) as error:
        raise SceneError(f"its JSON cannot be read ({error}).", file=name) from error
    if not isinstance(document, dict):
        raise SceneError("its JSON is not an object.", file=name)
    return GlbFile(name=name, document=document, binary=chunks.get(_BINARY_CHUNK, memoryview(b"")))
