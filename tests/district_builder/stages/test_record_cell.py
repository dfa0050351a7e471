"""A cell's tile as a body: near its square, richer when near, the same each time."""

from dataclasses import replace

import numpy as np
import pytest

from district_builder.geometry.mesh import Surface
from district_builder.stages.art import Blank, SignFace, StorefrontPhoto
from district_builder.stages.cells import FrontPhoto
from district_builder.stages.detail import Detail
from district_builder.stages.record_block import record_block
from district_builder.stages.record_cell import record_cell
from tests.district_builder.small_district import Laid
from tests.district_builder.stages.recorded_features import feature_of
from tests.district_builder.triangles import areas, everything, facing, of_feature, recorded, spans


def test_a_cell_keeps_near_its_square(laid: Laid):
    """What projects belongs to the buildings; a cell's box would otherwise swallow its neighbours."""
    for cell in laid.cells:
        mesh = everything(record_cell(cell, detail=Detail.STANDARD).parts)
        lowest, highest = spans(mesh)
        size = cell.settings.cell_metres
        assert (lowest[:2] >= np.array(cell.key) * size - 34).all()
        assert (highest[:2] <= (np.array(cell.key) + 1) * size + 34).all()


def test_near_has_more_triangles_than_standard_and_standard_more_than_the_proxy(laid: Laid, plaza):
    counts = [
        len(everything(one.parts).triangles)
        for one in (
            record_cell(plaza, detail=Detail.NEAR),
            record_cell(plaza, detail=Detail.STANDARD),
            record_block([plaza]),
        )
    ]
    assert counts[0] > 1.5 * counts[1] > 3 * counts[2]


def test_recording_twice_gives_the_same_bytes(plaza):
    first, second = record_cell(plaza, detail=Detail.NEAR), record_cell(plaza, detail=Detail.NEAR)
    assert first.features == second.features
    assert first.parts.pictures() == second.parts.pictures()
    assert everything(first.parts).positions.tobytes() == everything(second.parts).positions.tobytes()


def test_a_photo_takes_the_place_of_a_drawn_front(plaza):
    photo = FrontPhoto(store_id="s02", path="front.jpg", digest="abc", corners=((0, 0), (1, 0), (1, 1), (0, 1)))
    record = record_cell(replace(plaza, photos=(photo,)), detail=Detail.NEAR)
    pictures = record.parts.pictures()
    assert StorefrontPhoto("s02", "abc") in pictures
    assert "엄마김밥" not in {picture.text for picture in pictures if isinstance(picture, SignFace)}
    art = recorded(record.parts)[Surface.ART]
    own = of_feature(art, feature_of(record, "s02"))
    bay = next(bay for wall in plaza.walls for bay in wall.bays if bay.store_id == "s02")
    assert areas(art)[own].sum() == pytest.approx(bay.width_metres * 4.2, rel=1e-6)
    assert (facing(art)[own][:, 1] < 0).all()  # the plaza's wall looks south


def test_a_bare_cell_is_ground_alone(laid: Laid):
    bare = next(cell for cell in laid.cells if not cell.buildings and not cell.items)
    record = record_cell(bare, detail=Detail.STANDARD)
    assert set(np.unique(everything(record.parts).features)) == {0}
    assert record.parts.pictures() == []


def test_panes_are_the_only_blank_pictures(record):
    blanks = [picture for picture in record.parts.pictures() if isinstance(picture, Blank)]
    assert len(blanks) == 1
