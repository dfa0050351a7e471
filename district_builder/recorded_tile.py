"""A tile before any light falls on it: its parts as arrays, its pictures on an atlas, what stands around it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from district_builder.domain.frames import Point2
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import StoreId
from district_builder.formats.atlas import LARGEST_SIDE, PADDING, Atlas, build_atlas
from district_builder.formats.frontage_warp import warp_to_frontage
from district_builder.formats.pictures import PictureRefused, load_picture
from district_builder.geometry.coats import Rectangle
from district_builder.geometry.mesh import FeatureRow, Surface
from district_builder.geometry.raw_mesh import RawMesh
from district_builder.stages import paint_interiors  # noqa: F401 (registers its painter)
from district_builder.stages.art import BLANK, StorefrontPhoto
from district_builder.stages.cells import CellPlan
from district_builder.stages.detail import Detail
from district_builder.stages.paint_art import paint
from district_builder.stages.record_block import record_block
from district_builder.stages.record_cell import RecordedCell, record_cell
from district_builder.surroundings import Surroundings

WHOLE = (0.0, 0.0, 1.0, 1.0)
PHOTO_PIXELS = {Detail.STANDARD: 512, Detail.NEAR: LARGEST_SIDE - 2 * PADDING}  # the finest that one page holds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordedTile:
    """What light falls on and what it then shows.

    `features` are the rows that the meshes' feature ids count. `notes` tell of photos that could not be used. A tile
    with stores that one stands before has a light map of its walls besides.
    """

    raws: Mapping[Surface, RawMesh]
    features: Sequence[FeatureRow]
    atlas: Atlas[Hashable] | None
    around: Surroundings
    notes: tuple[BuildNote, ...] = ()
    has_light_map: bool = False

    @property
    def rectangles(self) -> Mapping[Hashable, Rectangle]:
        """Where each picture lies on the strip of pages."""
        return _rectangles(self.atlas)


def record_cell_tile(cell: CellPlan, *, detail: Detail) -> RecordedTile:
    """A cell at the standard or the near level."""
    photos, notes = _load_photos(cell, detail=detail)
    shown = replace(cell, photos=tuple(photo for photo in cell.photos if photo.store_id in photos))
    around = Surroundings(neighbours=cell.neighbours, daylight=cell.settings.daylight, lamps=cell.lamps)
    drawn = _drawn(record_cell(shown, detail=detail), around, photos, tuple(notes))
    return replace(drawn, has_light_map=detail is Detail.NEAR and bool(cell.stores))


def record_block_tile(cells: Sequence[CellPlan]) -> RecordedTile:
    """The proxy of a block."""
    own = {building.footprint for cell in cells for building in cell.buildings}
    masses = {mass.ring: mass for cell in cells for mass in cell.neighbours if mass.ring not in own}
    around = Surroundings(
        neighbours=tuple(masses.values()),
        daylight=cells[0].settings.daylight,
        lamps=tuple(sorted({head for cell in cells for head in cell.lamps})),
    )
    return _drawn(record_block(cells), around, {}, ())


def _drawn(
    recorded: RecordedCell,
    around: Surroundings,
    photos: Mapping[StoreId, Image.Image],
    notes: tuple[BuildNote, ...],
) -> RecordedTile:
    atlas = _atlas_of(recorded.parts.pictures(), photos)
    raws = recorded.parts.meshes(_rectangles(atlas))
    return RecordedTile(raws=raws, features=recorded.features, atlas=atlas, around=around, notes=notes)


def _rectangles(atlas: Atlas[Hashable] | None) -> Mapping[Hashable, Rectangle]:
    return atlas.rectangles if atlas else {BLANK: WHOLE}


def _atlas_of(pictures: Sequence[Hashable], photos: Mapping[StoreId, Image.Image]) -> Atlas[Hashable] | None:
    """None where panes of plain glass are all that asks for it: their vertex colours say everything."""
    if not set(pictures) - {BLANK}:
        return None
    return build_atlas({picture: _painted(picture, photos) for picture in pictures})


def _painted(picture: Hashable, photos: Mapping[StoreId, Image.Image]) -> Image.Image:
    return photos[picture.store_id] if isinstance(picture, StorefrontPhoto) else paint(picture)


def _load_photos(cell: CellPlan, *, detail: Detail) -> tuple[dict[StoreId, Image.Image], list[BuildNote]]:
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
    for photo in cell.photos:
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
