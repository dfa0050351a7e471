"""Cycles gets all of a tile but what only stands for light, each triangle once and on the page that it shows."""

import numpy as np
import pytest

from district_builder.domain.frames import Point2
from district_builder.geometry.coats import Art
from district_builder.geometry.mesh import FeatureKind, FeatureRow, Surface
from district_builder.geometry.parts import Parts
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.art import LIGHT_POOL, SOFT_SHADOW
from district_builder.stages.contact import darken_ground, light_pavement
from district_builder.stages.detail import Detail
from district_builder.stages.surfaces import PLAIN
from tests.likeness.matter import Piece, pieces_of

ROWS = (
    FeatureRow(kind=FeatureKind.GROUND),
    FeatureRow(kind=FeatureKind.FURNITURE),
    FeatureRow(kind=FeatureKind.STORE, store_id="cafe"),
)
RECTANGLES = {
    SOFT_SHADOW: (0.0, 0.0, 0.25, 0.25),
    LIGHT_POOL: (0.5, 0.0, 0.75, 0.25),
    "menu": (0.0, 0.5, 0.25, 0.75),
    "poster": (1.5, 0.5, 1.75, 0.75),
}


@pytest.fixture
def parts() -> Parts:
    """A pavement, a lamp's lit face, and a store with two signs, a pane, and the films before it."""
    parts = Parts()
    parts.stand_at(Point2(0.0, 0.0), Point2(1.0, 0.0))
    parts.panel(PLAIN, (0, 0, 0), (4, 0, 0), (0, 4, 0), tint=(0.4, 0.3, 0.2))
    parts.feature = 1
    parts.panel(PLAIN, (0, 0, 6), (1, 0, 0), (0, 0, 1), glow=(1.0, 0.9, 0.7))
    parts.feature = 2
    for height, picture in enumerate(("menu", "poster")):
        parts.panel(Art(Surface.ART, picture), (0, 0, height), (1, 0, 0), (0, 0, 1), shade=Shade.GLOWING)
    parts.panel(Art(Surface.GLASS, "menu"), (0, 0, 2), (1, 0, 0), (0, 0, 1), alpha=0.4, night_alpha=0.1)
    darken_ground(parts, (0.0, 1.0), (0.0, 1.0), detail=Detail.NEAR)
    light_pavement(parts, (0.0, 1.0))
    return parts


@pytest.fixture
def pieces(parts: Parts) -> list[tuple[Surface, int, Piece]]:
    return list(pieces_of(parts.meshes(RECTANGLES), ROWS, RECTANGLES, pages=2))


def test_films_that_stand_for_shadow_and_light_are_left_out(pieces: list[tuple[Surface, int, Piece]]) -> None:
    (glass,) = (piece for surface, _, piece in pieces if surface is Surface.GLASS)
    assert len(glass.triangles) == 2
    assert glass.positions[:, 2].min() == 2.0


def test_signs_are_parted_by_page_with_coordinates_of_their_page(pieces: list[tuple[Surface, int, Piece]]) -> None:
    shown = {page: piece for surface, page, piece in pieces if surface is Surface.ART}
    assert sorted(shown) == [0, 1]
    assert shown[0].uvs.min(axis=0).tolist() == [0.0, 0.5]
    assert shown[1].uvs.min(axis=0).tolist() == [0.5, 0.5]
    assert shown[1].positions[:, 2].min() == 1.0


def test_every_other_triangle_is_there_once_and_where_it_was(
    parts: Parts, pieces: list[tuple[Surface, int, Piece]]
) -> None:
    raws = parts.meshes(RECTANGLES)
    expected = np.concatenate([raw.positions[raw.triangles].reshape(-1, 9) for raw in raws.values()])
    expected = expected[~np.isclose(expected.reshape(-1, 3, 3)[:, :, 2], [0.009] * 3).all(axis=1)]
    expected = expected[~np.isclose(expected.reshape(-1, 3, 3)[:, :, 2], [0.014] * 3).all(axis=1)]
    there = np.concatenate([piece.positions[piece.triangles].reshape(-1, 9) for _, _, piece in pieces])
    assert sorted(map(tuple, there.round(4).tolist())) == sorted(map(tuple, expected.round(4).tolist()))


def test_what_shines_by_day_and_what_throws_light_after_dark_is_told(
    pieces: list[tuple[Surface, int, Piece]],
) -> None:
    matter = next(piece for surface, _, piece in pieces if surface is Surface.MATTER)
    lamp = matter.positions[:, 2] > 1.0
    assert not matter.lit.any()
    assert (matter.glows[lamp, :3] == np.float32((1.0, 0.9, 0.7))).all()
    assert not matter.throws[lamp].any()
    assert (matter.ground == ~lamp).all()
    signs = [piece for surface, _, piece in pieces if surface is Surface.ART]
    assert all(piece.lit.all() and piece.throws.all() for piece in signs)
    glass = next(piece for surface, _, piece in pieces if surface is Surface.GLASS)
    assert glass.tints[:, 3] == pytest.approx(0.4)
    assert glass.glows[:, 3] == pytest.approx(0.1)
