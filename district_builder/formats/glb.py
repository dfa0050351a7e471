"""A tile's meshes as one GLB: glTF 2.0 with unlit materials, quantised vertices, WebP and pickable features."""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from district_builder.formats.glb_buffer import Attribute, GlbBuffer, Json
from district_builder.formats.glb_features import mesh_features, structural_metadata
from district_builder.formats.quantise import TOP, Lattice, position_lattice, uv_lattice, weld, y_up
from district_builder.geometry.mesh import FeatureKind, FeatureRow, FloatArray, Mesh, Surface

SAMPLERS = (
    {"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 33071},  # linear, mipmaps, repeat u, clamp v
    {
        "magFilter": 9729,
        "minFilter": 9729,
        "wrapS": 33071,
        "wrapT": 33071,
    },  # light maps: no mipmaps, which would mix walls
)
ALPHA: dict[Surface, Json] = {
    Surface.MATTER: {},
    Surface.ART: {},
    Surface.GLASS: {"alphaMode": "BLEND"},
    Surface.LEAF: {"alphaMode": "MASK", "doubleSided": True},  # the cut-off is 0.5 unless said otherwise
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtlasPage:
    """A page of a tile's atlas after the first: a WebP file, sides of powers of two, and the meshes that show it."""

    picture: bytes
    meshes: Mapping[Surface, Mesh]


@dataclass(frozen=True, slots=True, kw_only=True)
class LightPicture:
    """The light map of `matter`: a grey WebP file, sides of powers of two, and where (n, 2) its vertices lie on it."""

    picture: bytes
    uvs: FloatArray


def write_glb(
    *,
    meshes: Mapping[Surface, Mesh],
    atlas: bytes | None,
    shared_textures: Mapping[Surface, str],
    features: Sequence[FeatureRow],
    further_pages: Sequence[AtlasPage] = (),
    light_map: LightPicture | None = None,
) -> bytes:
    """Write the tile that the scene contract describes. The same input gives the same bytes.

    The node's translation is the lowest corner of the tile on a grid that all tiles share, not a given origin: so
    neighbours with the same step meet without cracks. A surface without a picture keeps its vertex colours alone.

    Args:
        meshes: at most one a surface; empty ones are left out.
        atlas: the WebP file of `art` and `glass`, sides of powers of two; the first page where there are several.
        shared_textures: URIs relative to the tile, for `matter` and `leaf`.
        features: the property table; row 0 is the ground.
        further_pages: their meshes become primitives of their own, of the same material name.
        light_map: for clients that know of it; it says nothing to others. Left out where `matter` has no texture: a
            second set of coordinates needs a first.

    Raises:
        ValueError: when nothing is to be written, a number is not finite, a triangle names a vertex or a vertex names
            a feature that is not there, or row 0 is not the ground.
    """
    if not features or features[0].kind is not FeatureKind.GROUND:
        raise ValueError("Feature 0 of a tile must be the ground.")
    pages = [atlas, *(page.picture for page in further_pages)]
    filled = [
        (surface, page, shown[surface])
        for page, shown in enumerate([meshes, *(page.meshes for page in further_pages)])
        for surface in Surface
        if surface in shown and shown[surface].triangle_count
    ]
    lattice = position_lattice([mesh for _, _, mesh in filled])
    document = _Document(pages=pages, shared_textures=shared_textures, light_map=light_map, feature_count=len(features))
    for surface, page, mesh in filled:
        _refuse_dangling(mesh, feature_count=len(features))
        document.add_primitive(surface, mesh, lattice, page=page)
    if not document.primitives:
        raise ValueError(f"All triangles of a tile are smaller than {lattice.steps[0]} m.")
    return document.finished(features, lattice)


_Picture: TypeAlias = int | str
"""A page of the atlas by its number, or the URI of a shared texture."""


class _Document:
    """The JSON of one GLB while it grows."""

    def __init__(
        self,
        *,
        pages: Sequence[bytes | None],
        shared_textures: Mapping[Surface, str],
        light_map: LightPicture | None,
        feature_count: int,
    ) -> None:
        self.primitives: list[Json] = []
        self._materials: list[Json] = []
        self._images: list[Json] = []
        self._textures: list[Json] = []
        self._extensions = {
            "KHR_materials_unlit",
            "KHR_mesh_quantization",
            "EXT_mesh_features",
            "EXT_structural_metadata",
        }
        self._buffer = GlbBuffer()
        self._texture_of: dict[_Picture, int] = {}
        self._pages = pages
        self._shared_textures = shared_textures
        self._light_map = light_map
        self._feature_count = feature_count

    def add_primitive(self, surface: Surface, mesh: Mesh, lattice: Lattice, *, page: int) -> None:
        picture = self._picture(surface, page)
        uvs, uv_grid = _stored_uvs(mesh) if picture is not None else (None, None)
        light_map = self._light_map if surface is Surface.MATTER and uvs is not None else None
        attributes = [
            Attribute(name="POSITION", values=lattice.keys(y_up(mesh.positions)), has_bounds=True),
            *([] if uvs is None else [Attribute(name="TEXCOORD_0", values=uvs)]),
            Attribute(name="COLOR_0", values=mesh.colours, is_normalised=True),
            Attribute(name="_FEATURE_ID_0", values=mesh.features),
            Attribute(name="_AFTER_DARK", values=mesh.after_dark, is_normalised=True),
        ]
        if light_map is not None:
            attributes.append(Attribute(name="TEXCOORD_1", values=_fractions(light_map.uvs), is_normalised=True))
        kept, triangles = weld([item.values for item in attributes], mesh.triangles)
        if not len(triangles):
            return
        attributes = [replace(item, values=values) for item, values in zip(attributes, kept, strict=True)]
        self.primitives.append(
            {
                "attributes": {item.name: self._buffer.add_attribute(item) for item in attributes},
                "indices": self._buffer.add_indices(triangles, vertex_count=len(kept[0])),
                "material": len(self._materials),
                "extensions": {"EXT_mesh_features": mesh_features(self._feature_count)},
            }
        )
        material = self._material(surface, picture, uv_grid)
        if light_map is not None:
            texture = self._add_texture(self._embedded("light map", light_map.picture), sampler=1)
            material["occlusionTexture"] = {"index": texture, "texCoord": 1}
        self._materials.append(material)

    def _material(self, surface: Surface, picture: _Picture | None, uv_grid: Lattice | None) -> Json:
        material: Json = {"name": str(surface)} | ALPHA[surface] | {"extensions": {"KHR_materials_unlit": {}}}
        if picture is None:
            return material
        reference: Json = {"index": self._texture(picture)}
        if uv_grid:
            self._extensions.add("KHR_texture_transform")
            transform: Json = {"offset": uv_grid.corner} if any(uv_grid.corner) else {}
            reference["extensions"] = {"KHR_texture_transform": transform | {"scale": uv_grid.steps}}
        return material | {"pbrMetallicRoughness": {"baseColorTexture": reference}}

    def _picture(self, surface: Surface, page: int) -> _Picture | None:
        if surface in (Surface.ART, Surface.GLASS):
            return page if self._pages[page] is not None else None
        return self._shared_textures.get(surface)

    def _texture(self, picture: _Picture) -> int:
        """The index of a picture's texture and image, made when first asked for, so none stays unused."""
        if picture not in self._texture_of:
            place = (
                {"uri": picture}
                if isinstance(picture, str)
                else self._embedded(f"page {picture}", self._pages[picture] or b"")
            )
            self._texture_of[picture] = self._add_texture(place, sampler=0)
        return self._texture_of[picture]

    def _add_texture(self, place: Json, *, sampler: int) -> int:
        self._textures.append({"sampler": sampler, "extensions": {"EXT_texture_webp": {"source": len(self._images)}}})
        self._images.append(place | {"mimeType": "image/webp"})
        return len(self._textures) - 1

    def _embedded(self, label: str, picture: bytes) -> Json:
        return {"bufferView": self._buffer.add_bytes(label, picture)}

    def finished(self, features: Sequence[FeatureRow], lattice: Lattice) -> bytes:
        metadata = structural_metadata(features, self._buffer)
        views, content = self._buffer.finished()
        required = {"KHR_mesh_quantization"}
        pictures: Json = {}
        if self._images:
            self._extensions.add("EXT_texture_webp")
            required |= {"EXT_texture_webp"} | (self._extensions & {"KHR_texture_transform"})
            samplers = SAMPLERS[: 1 + max(texture["sampler"] for texture in self._textures)]
            pictures = {"textures": self._textures, "images": self._images, "samplers": list(samplers)}
        return _packed(
            {
                "asset": {"version": "2.0", "generator": "golmok"},
                "extensionsUsed": sorted(self._extensions),
                "extensionsRequired": sorted(required),
                "scene": 0,
                "scenes": [{"nodes": [0]}],
                "nodes": [{"mesh": 0, "translation": lattice.corner, "scale": lattice.steps}],
                "meshes": [{"primitives": self.primitives}],
                "materials": self._materials,
                **pictures,
                "accessors": self._buffer.accessors,
                "bufferViews": views,
                "buffers": [{"byteLength": len(content)}],
                "extensions": {"EXT_structural_metadata": metadata},
            },
            content,
        )


def _stored_uvs(mesh: Mesh) -> tuple[NDArray[Any], Lattice | None]:
    grid = uv_lattice(mesh.uvs)
    return (grid.keys(mesh.uvs), grid) if grid else (mesh.uvs.astype(np.float32), None)


def _fractions(uvs: FloatArray) -> NDArray[np.uint16]:
    """Places on a picture (n, 2) as normalised unsigned shorts."""
    return np.asarray(np.rint(np.clip(uvs, 0.0, 1.0) * TOP), dtype=np.uint16)


def _refuse_dangling(mesh: Mesh, *, feature_count: int) -> None:
    if int(mesh.triangles.max()) >= mesh.vertex_count:
        raise ValueError(f"A triangle names vertex {mesh.triangles.max()}, but there are {mesh.vertex_count}.")
    if int(mesh.features.max()) >= feature_count:
        raise ValueError(f"A vertex names feature {mesh.features.max()}, but the table has {feature_count} rows.")


def _packed(document: Json, content: bytes) -> bytes:
    """glTF 2.0, 4.4 binary container. The JSON is padded so that the binary chunk's bytes start at a multiple of 8."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    text += b" " * ((4 - len(text)) % 8)
    length = 12 + 8 + len(text) + 8 + len(content)
    head = struct.pack("<4sIII4s", b"glTF", 2, length, len(text), b"JSON")
    return head + text + struct.pack("<I4s", len(content), b"BIN\0") + content
