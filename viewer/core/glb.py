"""A tile's GLB as a chunk ready for the GPU (glTF 2.0 with the extensions that the scene contract names)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from district_builder.domain.frames import Point3
from viewer.core.chunk import VERTEX, Chunk, ChunkPart, Surface, Wrap
from viewer.core.features import FeatureTable, read_feature_table
from viewer.core.glb_file import GlbFile, read_glb_file
from viewer.core.gltf_light import read_light
from viewer.core.gltf_light_map import lies_on_light_map, read_light_uvs
from viewer.core.gltf_nodes import PlacedMesh, placed_meshes
from viewer.core.mapped_parts import split_off_unmapped

MOST_PARTS = 256
MOST_METRES = 1e6
MOST_REPEATS = 1e6  # of a picture across a surface
_DISTRICT_FROM_GLTF = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])  # y-up to z-up
_UNDERSTOOD = {
    "KHR_materials_unlit",
    "KHR_mesh_quantization",
    "KHR_texture_transform",
    "EXT_texture_webp",
    "EXT_mesh_features",
    "EXT_structural_metadata",
}
_WRAPS = {10497: Wrap.REPEAT, 33071: Wrap.CLAMP, 33648: Wrap.MIRROR}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedTile:
    """A chunk and the encoded bytes of the pictures that lie inside its GLB, by the names the chunk uses."""

    chunk: Chunk
    embedded: dict[str, bytes]


def read_tile(data: bytes | memoryview, *, name: str) -> DecodedTile:
    """Decode a tile. Positions come out in the district frame, relative to the first mesh node's translation.

    Vertex light travels linear and is drawn sRGB-encoded, so that a plain product with the texture's stored value
    comes near the product of light: x^2.4 is multiplicative, and every fixed-function rasteriser can do it.

    Raises:
        SceneError: not a GLB, hostile, or needing an extension that is not understood.
    """
    file = read_glb_file(data, name=name)
    try:
        missing = sorted(set(file.document.get("extensionsRequired", ())) - _UNDERSTOOD)
        if missing:
            raise file.wrong(f"it requires {', '.join(missing)[:200]}, which this viewer does not read.")
        return _decode(file)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError, OverflowError) as error:
        raise file.wrong(f"it is not as glTF 2.0 must be ({type(error).__name__}: {str(error)[:200]}).") from error


def _decode(file: GlbFile) -> DecodedTile:
    features, pictures = read_feature_table(file), _Pictures(file)
    meshes = placed_meshes(file)
    origin_in_gltf = meshes[0].gltf_from_mesh[:3, 3].copy() if meshes else np.zeros(3)
    parts: list[ChunkPart] = []
    for placed in meshes:
        for primitive in file.item("meshes", placed.mesh)["primitives"]:
            if len(parts) >= MOST_PARTS:
                raise file.wrong(f"it has more than {MOST_PARTS} primitives.")
            parts += split_off_unmapped(_part(file, primitive, placed, origin_in_gltf, pictures, features))
    x, y, z = (_DISTRICT_FROM_GLTF @ origin_in_gltf).tolist()
    chunk = Chunk(
        origin_in_district=Point3(x, y, z),
        parts=tuple(parts),
        pictures=tuple(pictures.names),
        features=features,
        light_map=pictures.light_map,
    )
    return DecodedTile(chunk=chunk, embedded=pictures.embedded)


def _part(
    file: GlbFile,
    primitive: dict[str, Any],
    placed: PlacedMesh,
    origin_in_gltf: npt.NDArray[np.float64],
    pictures: "_Pictures",
    features: FeatureTable,
) -> ChunkPart:
    if primitive.get("mode", 4) != 4:
        raise file.wrong(f"a primitive has mode {primitive['mode']}; only triangles are drawn.")
    attributes = primitive["attributes"]
    local = file.numbers(attributes["POSITION"]).astype(np.float64)
    if local.shape[1] != 3:
        raise file.wrong("POSITION is not VEC3.")
    district_from_mesh = _DISTRICT_FROM_GLTF @ placed.gltf_from_mesh[:3, :3]
    shift = _DISTRICT_FROM_GLTF @ (placed.gltf_from_mesh[:3, 3] - origin_in_gltf)
    vertices = np.zeros(len(local), VERTEX)
    positions = local @ district_from_mesh.T + shift
    if not (np.abs(positions) <= MOST_METRES).all():
        raise file.wrong(f"a vertex lies farther than {MOST_METRES:,.0f} m from the tile's origin.")
    vertices["position"] = positions

    material = file.item("materials", primitive["material"]) if "material" in primitive else {}
    surface = material.get("pbrMetallicRoughness", {})
    covers = Surface(str(material.get("alphaMode", "OPAQUE")).lower())
    vertices["colour"], baked = read_light(
        file, attributes, count=len(local), surface=covers, factor=surface.get("baseColorFactor")
    )
    texture = surface.get("baseColorTexture")
    picture, wrap_u, wrap_v = None, Wrap.REPEAT, Wrap.REPEAT
    if texture is not None:
        picture, wrap_u, wrap_v = pictures.of_texture(texture["index"])
        vertices["uv"] = _uv(file, attributes, texture, len(local))
    occlusion = material.get("occlusionTexture")
    is_mapped = occlusion is not None and lies_on_light_map(occlusion) and pictures.take_light_map(occlusion["index"])
    feature_ids = primitive.get("extensions", {}).get("EXT_mesh_features", {}).get("featureIds", [])
    if feature_ids and "attribute" in feature_ids[0]:
        ids = file.array(attributes[f"_FEATURE_ID_{feature_ids[0]['attribute']}"])[:, 0]
        if len(ids) != len(local) or (len(ids) and int(ids.max()) >= max(len(features), 1)):
            raise file.wrong("a vertex has a feature id that the property table does not have.")
        vertices["feature"] = ids
    return ChunkPart(
        name=str(material.get("name", "")),
        surface=covers,
        alpha_cutoff=float(material.get("alphaCutoff", 0.5)),
        is_double_sided=bool(material.get("doubleSided", False)),
        picture=picture,
        wrap_u=wrap_u,
        wrap_v=wrap_v,
        vertices=vertices,
        baked=baked,
        triangles=_triangles(file, primitive.get("indices"), len(local)),
        light_uvs=read_light_uvs(file, attributes, count=len(local)) if is_mapped else None,
    )


def _triangles(file: GlbFile, index: Any, vertices: int) -> npt.NDArray[np.unsignedinteger]:
    flat: npt.NDArray[Any] = np.arange(vertices, dtype=np.uint32) if index is None else file.array(index).reshape(-1)
    if flat.dtype.kind != "u" or len(flat) % 3 or (len(flat) and int(flat.max()) >= vertices):
        raise file.wrong(f"its indices are no triangles of {vertices:,} vertices.")
    return np.ascontiguousarray(flat.astype(np.uint16 if vertices <= 65_535 else np.uint32).reshape(-1, 3))


def _uv(file: GlbFile, attributes: dict[str, Any], texture: dict[str, Any], count: int) -> npt.NDArray[np.float32]:
    transform = texture.get("extensions", {}).get("KHR_texture_transform", {})
    uv = file.numbers(attributes[f"TEXCOORD_{transform.get('texCoord', texture.get('texCoord', 0))}"])
    if uv.shape != (count, 2):
        raise file.wrong("TEXCOORD does not have one place a vertex.")
    if transform:
        turn = float(transform.get("rotation", 0.0))
        scale = np.asarray(transform.get("scale", (1.0, 1.0)), np.float64).reshape(2)
        offset = np.asarray(transform.get("offset", (0.0, 0.0)), np.float64).reshape(2)
        rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        uv = (uv * scale) @ rotation.T + offset
    if not (np.abs(uv) <= MOST_REPEATS).all():
        raise file.wrong("a picture is repeated without end.")
    return uv.astype(np.float32, copy=False)


class _Pictures:
    """The pictures that materials use, each named once."""

    def __init__(self, file: GlbFile) -> None:
        self._file = file
        self.names: list[str] = []
        self.embedded: dict[str, bytes] = {}
        self.light_map = ""

    def take_light_map(self, index: Any) -> bool:
        """Whether a texture is the tile's light map, which lies inside the file and is the only one."""
        name, image = self._image(self._file.item("textures", index))
        if "uri" in image or self.light_map not in ("", name):
            return False
        self.light_map = name
        self._embed(name, image)
        return True

    def of_texture(self, index: Any) -> tuple[int, Wrap, Wrap]:
        texture = self._file.item("textures", index)
        name, image = self._image(texture)
        if name not in self.names:
            self.names.append(name)
            if "uri" not in image:
                self._embed(name, image)
            elif name.startswith(("/", "data:")) or ":" in name or "\\" in name:
                raise self._file.wrong(f"the picture {name[:80]!r} is not a relative address.")
        sampler = self._file.item("samplers", texture["sampler"]) if "sampler" in texture else {}
        wrap_u, wrap_v = (_WRAPS[sampler.get(key, 10497)] for key in ("wrapS", "wrapT"))
        return self.names.index(name), wrap_u, wrap_v

    def _image(self, texture: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        source = texture.get("extensions", {}).get("EXT_texture_webp", texture).get("source")
        image = self._file.item("images", source)
        return str(image.get("uri", f"embedded:{source}")), image

    def _embed(self, name: str, image: dict[str, Any]) -> None:
        if name not in self.embedded:
            self.embedded[name] = bytes(self._file.view_bytes(image.get("bufferView")))
