"""One tile from its plan to bytes: record, light, write."""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from district_builder.domain.notes import BuildNote
from district_builder.domain.stores import StoreId
from district_builder.formats.atlas import cut_pages
from district_builder.formats.glb import AtlasPage, LightPicture, write_glb
from district_builder.formats.light_picture import encode_light_map
from district_builder.formats.pictures import encode_webp
from district_builder.formats.quantise import written_box
from district_builder.geometry.arrays import IntArray
from district_builder.geometry.light import bake
from district_builder.geometry.light_map import map_light
from district_builder.geometry.light_meter import LightMeter, LitScene
from district_builder.geometry.mesh import Box, Mesh, Surface
from district_builder.geometry.ray_meter import RayMeter
from district_builder.recorded_tile import RecordedTile, record_block_tile, record_cell_tile
from district_builder.shared_textures import SharedTextures
from district_builder.stages.cells import CellPlan
from district_builder.stages.detail import Detail
from district_builder.surroundings import light_scene

ATLAS_QUALITY = 72
BY_RAYS = RayMeter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A finished tile.

    `wire_bytes` is its size as a server sends it (gzip), pictures included; `atlas_bytes` are those of the pictures in
    it, the atlas and the light map.
    """

    glb: bytes
    box: Box
    triangles: int
    wire_bytes: int
    atlas_bytes: int
    triangles_of_store: Mapping[StoreId, int]
    notes: tuple[BuildNote, ...] = ()


def make_cell_tile(cell: CellPlan, shared: SharedTextures, *, detail: Detail, meter: LightMeter = BY_RAYS) -> Tile:
    """A cell at the standard or the near level."""
    return finish_tile(record_cell_tile(cell, detail=detail), shared, meter=meter)


def make_block_tile(cells: Sequence[CellPlan], shared: SharedTextures, *, meter: LightMeter = BY_RAYS) -> Tile:
    """The proxy of a block."""
    return finish_tile(record_block_tile(cells), shared, meter=meter)


def finish_tile(recorded: RecordedTile, shared: SharedTextures, *, meter: LightMeter) -> Tile:
    """Light a tile and write it."""
    rows, atlas = recorded.features, recorded.atlas
    scene = light_scene(recorded.raws, atlas, recorded.around, is_store=[bool(row.store_id) for row in rows])
    meshes = bake(recorded.raws, scene, meter)
    walls = _light_on_walls(recorded, meshes, scene, meter)
    webps = [encode_webp(page, quality=ATLAS_QUALITY) for page in atlas.pages] if atlas else []
    first, *others = _cut(meshes, pages=max(len(webps), 1))
    glb = write_glb(
        meshes=first,
        atlas=webps[0] if webps else None,
        shared_textures={Surface.MATTER: shared.matter, Surface.LEAF: shared.leaf},
        features=rows,
        further_pages=[AtlasPage(picture=webps[1 + n], meshes=shown) for n, shown in enumerate(others)],
        light_map=walls,
    )
    counted = _triangles_by_feature(meshes.values(), len(rows))
    return Tile(
        glb=glb,
        box=written_box(meshes.values()),
        triangles=int(counted.sum()),
        wire_bytes=len(gzip.compress(glb, 6, mtime=0)),
        atlas_bytes=sum(map(len, webps)) + (len(walls.picture) if walls else 0),
        triangles_of_store={row.store_id: int(n) for row, n in zip(rows, counted, strict=True) if row.store_id},
        notes=recorded.notes,
    )


def _light_on_walls(
    recorded: RecordedTile, meshes: Mapping[Surface, Mesh], scene: LitScene, meter: LightMeter
) -> LightPicture | None:
    if not recorded.has_light_map or Surface.MATTER not in meshes:
        return None
    found = map_light(recorded.raws[Surface.MATTER], meshes[Surface.MATTER], scene, meter)
    return LightPicture(picture=encode_light_map(found.texels), uvs=found.uvs) if found else None


def _cut(meshes: Mapping[Surface, Mesh], *, pages: int) -> list[dict[Surface, Mesh]]:
    """The meshes of each page of the atlas; what shows none of them goes with the first."""
    paged = {
        surface: cut_pages(mesh, pages=pages) if surface in (Surface.ART, Surface.GLASS) else [mesh]
        for surface, mesh in meshes.items()
    }
    return [{surface: cut[page] for surface, cut in paged.items() if page < len(cut)} for page in range(pages)]


def _triangles_by_feature(meshes: Iterable[Mesh], rows: int) -> IntArray:
    counted = np.zeros(rows, dtype=np.int64)
    for mesh in meshes:
        counted += np.bincount(mesh.features[mesh.triangles[:, 0]], minlength=rows)
    return counted
