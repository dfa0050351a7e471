"""One tile from its plan to bytes: record, paint, place on the atlas, light, write."""

import gzip
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from district_builder.domain.frames import Point2
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import StoreId
from district_builder.formats.atlas import LARGEST_SIDE, PADDING, Atlas, build_atlas, cut_pages
from district_builder.formats.frontage_warp import warp_to_frontage
from district_builder.formats.glb import AtlasPage, write_glb
from district_builder.formats.pictures import PictureRefused, encode_webp, load_picture
from district_builder.formats.quantise import written_box
from district_builder.geometry.arrays import IntArray
from district_builder.geometry.light import bake
from district_builder.geometry.light_meter import LightMeter
from district_builder.geometry.mesh import Box, Mesh, Surface
from district_builder.geometry.ray_meter import RayMeter
from district_builder.stages import paint_interiors  # noqa: F401 (registers its painter)
from district_builder.stages.art import BLANK, StorefrontPhoto
from district_builder.stages.cells import CellPlan, FrontPhoto
from district_builder.stages.detail import Detail
from district_builder.stages.paint_art import paint
from district_builder.stages.record_block import record_block
from district_builder.stages.record_cell import RecordedCell, record_cell
from district_builder.surroundings import Surroundings, light_scene

ATLAS_QUALITY = 72
BY_RAYS = RayMeter()
WHOLE = (0.0, 0.0, 1.0, 1.0)
PHOTO_PIXELS = {Detail.STANDARD: 512, Detail.NEAR: LARGEST_SIDE - 2 * PADDING}  # the finest that one page holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A finished tile. `wire_bytes` is its size as a server sends it (gzip), the atlas included."""

    glb: bytes
    box: Box
    triangles: int
    wire_bytes: int
    atlas_bytes: int
    triangles_of_store: Mapping[StoreId, int]
    notes: tuple[BuildNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTextures:
    """URIs of the textures that all tiles share, as seen from a tile."""

    matter: str
    leaf: str


def make_cell_tile(cell: CellPlan, shared: SharedTextures, *, detail: Detail, meter: LightMeter = BY_RAYS) -> Tile:
    """A cell at the standard or the near level."""
    photos, notes = _load_photos(cell.photos, cell, detail=detail)
    shown = replace(cell, photos=tuple(photo for photo in cell.photos if photo.store_id in photos))
    around = Surroundings(neighbours=cell.neighbours, daylight=cell.settings.daylight, lamps=cell.lamps)
    return _finish(record_cell(shown, detail=detail), around, shared, photos, tuple(notes), meter=meter)


def make_block_tile(cells: Sequence[CellPlan], shared: SharedTextures, *, meter: LightMeter = BY_RAYS) -> Tile:
    """The proxy of a block."""
    own = {building.footprint for cell in cells for building in cell.buildings}
    masses = {mass.ring: mass for cell in cells for mass in cell.neighbours if mass.ring not in own}
    around = Surroundings(
        neighbours=tuple(masses.values()),
        daylight=cells[0].settings.daylight,
        lamps=tuple(sorted({head for cell in cells for head in cell.lamps})),
    )
    return _finish(record_block(cells), around, shared, {}, (), meter=meter)


def _finish(
    recorded: RecordedCell,
    around: Surroundings,
    shared: SharedTextures,
    photos: Mapping[StoreId, Image.Image],
    notes: tuple[BuildNote, ...],
    *,
    meter: LightMeter,
) -> Tile:
    atlas = _atlas_of(recorded.parts.pictures(), photos)
    raw = recorded.parts.meshes(atlas.rectangles if atlas else {BLANK: WHOLE})
    rows = recorded.features
    scene = light_scene(raw, atlas, around, is_store=[bool(row.store_id) for row in rows])
    meshes = bake(raw, scene, meter)
    webps = [encode_webp(page, quality=ATLAS_QUALITY) for page in atlas.pages] if atlas else []
    first, *others = _cut(meshes, pages=max(len(webps), 1))
    glb = write_glb(
        meshes=first,
        atlas=webps[0] if webps else None,
        shared_textures={Surface.MATTER: shared.matter, Surface.LEAF: shared.leaf},
        features=rows,
        further_pages=[AtlasPage(picture=webps[1 + n], meshes=shown) for n, shown in enumerate(others)],
    )
    counted = _triangles_by_feature(meshes.values(), len(rows))
    return Tile(
        glb=glb,
        box=written_box(meshes.values()),
        triangles=int(counted.sum()),
        wire_bytes=len(gzip.compress(glb, 6, mtime=0)),
        atlas_bytes=sum(map(len, webps)),
        triangles_of_store={row.store_id: int(n) for row, n in zip(rows, counted, strict=True) if row.store_id},
        notes=notes,
    )


def _atlas_of(pictures: Sequence[Hashable], photos: Mapping[StoreId, Image.Image]) -> Atlas[Hashable] | None:
    """None where panes of plain glass are all that asks for it: their vertex colours say everything."""
    if not set(pictures) - {BLANK}:
        return None
    return build_atlas({picture: _painted(picture, photos) for picture in pictures})


def _cut(meshes: Mapping[Surface, Mesh], *, pages: int) -> list[dict[Surface, Mesh]]:
    """The meshes of each page of the atlas; what shows none of them goes with the first."""
    paged = {
        surface: cut_pages(mesh, pages=pages) if surface in (Surface.ART, Surface.GLASS) else [mesh]
        for surface, mesh in meshes.items()
    }
    return [{surface: cut[page] for surface, cut in paged.items() if page < len(cut)} for page in range(pages)]


def _painted(picture: Hashable, photos: Mapping[StoreId, Image.Image]) -> Image.Image:
    return photos[picture.store_id] if isinstance(picture, StorefrontPhoto) else paint(picture)


def _triangles_by_feature(meshes: Iterable[Mesh], rows: int) -> IntArray:
    counted = np.zeros(rows, dtype=np.int64)
    for mesh in meshes:
        counted += np.bincount(mesh.features[mesh.triangles[:, 0]], minlength=rows)
    return counted


def _load_photos(
    photos: Sequence[FrontPhoto], cell: CellPlan, *, detail: Detail
) -> tuple[dict[StoreId, Image.Image], list[BuildNote]]:
    """Photos warped to their frontages; one that cannot be used becomes a note and its store an illustration."""
    widths = {
        bay.store_id: (bay.width_metres, building.ground_storey_metres)
        for wall in cell.walls
        for building in cell.buildings
        if building.building_id == wall.building_id
        for bay in wall.bays
        if bay.storey == 1
    }
    loaded: dict[StoreId, Image.Image] = {}
    notes: list[BuildNote] = []
    for photo in photos:
        if photo.store_id not in widths:
            continue
        width, height = widths[photo.store_id]
        across = PHOTO_PIXELS[detail]
        size = (across, max(16, round(across * height / width / 8) * 8))
        try:
            picture = load_picture(Path(photo.path), wanted_side=across * 2)
            top_left, top_right, bottom_right, bottom_left = (Point2(*corner) for corner in photo.corners)
            loaded[photo.store_id] = warp_to_frontage(picture, (top_left, top_right, bottom_right, bottom_left), size)
        except PictureRefused as refused:
            notes.append(
                BuildNote(
                    kind=NoteKind.BAD_PHOTO,
                    severity=Severity.PROBLEM,
                    text=refused.reason_ko,
                    remedy=refused.remedy_ko,
                    subject=photo.store_id,
                    file=photo.place_in_folder,
                )
            )
    return loaded, notes
