"""The shared texture: strips that repeat along u, never touch each other, and are painted the same every time."""

from itertools import pairwise

import numpy as np
import pytest

from district_builder.geometry.coats import Strip
from district_builder.geometry.mesh import Surface
from district_builder.stages import surfaces
from district_builder.stages.paint_surfaces import PAINTERS, noise, paint_leaves, paint_matter
from district_builder.stages.plants import FLOWERS, LEAVES

STRIPS = {name: value for name, value in vars(surfaces).items() if isinstance(value, Strip)}


@pytest.fixture(scope="module")
def matter() -> np.ndarray:
    return np.asarray(paint_matter()).astype(int)


def rows_of(name: str) -> slice:
    first = surfaces.first_row(name)
    return slice(first, first + surfaces.INNER)


def test_every_strip_has_a_painter_and_every_painter_a_strip():
    assert set(PAINTERS) == set(surfaces.NAMES)


def test_the_texture_is_as_large_as_its_plan_says(matter):
    assert matter.shape == (surfaces.TEXTURE_HEIGHT, surfaces.TEXTURE_WIDTH, 3)
    assert all((side & (side - 1)) == 0 for side in matter.shape[:2])


@pytest.mark.parametrize(("upper", "lower"), list(pairwise(surfaces.NAMES)))
def test_strips_and_their_paddings_do_not_overlap(upper, lower):
    assert surfaces.first_row(upper) + surfaces.INNER + surfaces.PAD <= surfaces.first_row(lower) - surfaces.PAD


def test_all_strips_lie_on_the_texture():
    assert surfaces.first_row(surfaces.NAMES[0]) - surfaces.PAD >= 24  # below the plain white
    assert surfaces.first_row(surfaces.NAMES[-1]) + surfaces.INNER + surfaces.PAD <= surfaces.TEXTURE_HEIGHT


@pytest.mark.parametrize("name", surfaces.NAMES)
def test_a_strips_uvs_are_its_painted_rows(name):
    strip = STRIPS.get(name.upper())
    if strip is None:
        assert name == "glazing"  # a row of patches, not a strip
        return
    assert strip.top * surfaces.TEXTURE_HEIGHT == surfaces.first_row(name)
    assert (strip.bottom - strip.top) * surfaces.TEXTURE_HEIGHT == pytest.approx(surfaces.INNER)
    assert strip.surface is Surface.MATTER


@pytest.mark.parametrize("name", [name for name in surfaces.NAMES if name != "glazing"])
def test_a_texel_is_square_on_the_wall(name):
    strip = STRIPS[name.upper()]
    assert strip.width_metres / surfaces.TEXTURE_WIDTH == pytest.approx(strip.height_metres / surfaces.INNER)


@pytest.mark.parametrize("name", [name for name in surfaces.NAMES if name not in ("glazing",)])
def test_the_texture_is_periodic_in_u(name, matter):
    """Where it wraps it jumps hardly more than between its own columns, of which the joints jump most."""
    painted = matter[rows_of(name)].astype(float).mean(axis=(0, 2))
    jumps = np.abs(np.diff(painted))
    assert abs(painted[0] - painted[-1]) <= 1.25 * jumps.max() + 1e-9


@pytest.mark.parametrize("name", surfaces.NAMES)
def test_the_padding_continues_the_strip(name, matter):
    """Mipmaps then average a strip with itself, not with its neighbour."""
    first, pad, inner = surfaces.first_row(name), surfaces.PAD, surfaces.INNER
    assert (matter[first - pad : first] == matter[first + inner - pad : first + inner]).all()
    assert (matter[first + inner : first + inner + pad] == matter[first : first + pad]).all()


@pytest.mark.parametrize("name", [name for name in surfaces.NAMES if name not in ("glazing", "storeys")])
def test_strips_are_neutral_and_bright_so_that_tints_decide(name, matter):
    colour = matter[rows_of(name)].reshape(-1, 3).mean(axis=0)
    assert colour.min() > 140
    assert np.ptp(colour) < 12


def test_the_plain_strip_is_white_through_and_through(matter):
    top, bottom = surfaces.PLAIN.top * surfaces.TEXTURE_HEIGHT, surfaces.PLAIN.bottom * surfaces.TEXTURE_HEIGHT
    assert (matter[int(top) - 8 : int(bottom) + 6] == 255).all()


@pytest.mark.parametrize("kind", range(surfaces.GLAZING_KINDS))
def test_windows_lie_side_by_side_in_their_row(kind):
    patch = surfaces.glazing(kind)
    assert kind / surfaces.GLAZING_KINDS < patch.left < patch.right < (kind + 1) / surfaces.GLAZING_KINDS
    rows = rows_of("glazing")
    assert rows.start < patch.top * surfaces.TEXTURE_HEIGHT < patch.bottom * surfaces.TEXTURE_HEIGHT < rows.stop


def test_windows_differ_from_each_other(matter):
    rows = matter[rows_of("glazing")]
    width = surfaces.TEXTURE_WIDTH // surfaces.GLAZING_KINDS
    seen = {rows[:, k * width + 4 : (k + 1) * width - 4].mean().round(2) for k in range(surfaces.GLAZING_KINDS)}
    assert len(seen) == surfaces.GLAZING_KINDS


@pytest.mark.parametrize("cells", [5, 90, 300])
def test_noise_is_periodic_centred_and_of_unit_deviation(cells):
    field = noise(np.random.default_rng(5), cells)
    assert field.mean() == pytest.approx(0, abs=1e-9)
    assert field.std() == pytest.approx(1)
    inside = np.abs(np.diff(field, axis=1)).max()
    assert np.abs(field[:, 0] - field[:, -1]).max() <= inside * 1.5


def test_painting_twice_gives_the_same_pixels(matter):
    assert (np.asarray(paint_matter()) == matter).all()
    assert paint_leaves().tobytes() == paint_leaves().tobytes()


def test_leaves_are_cut_out_and_kept_apart():
    alpha = np.asarray(paint_leaves())[:, :, 3]
    for patch in (*LEAVES, *FLOWERS):
        left, right = round(patch.left * alpha.shape[1]), round(patch.right * alpha.shape[1])
        share = (alpha[:, left:right] > 127).mean()
        assert 0.3 < share < 0.9
        assert (alpha[:, left] < 128).mean() > 0.9  # a clump ends before its neighbour's patch begins
        assert (alpha[:, right - 1] < 128).mean() > 0.9


def test_transparent_leaves_are_green_underneath_so_that_no_rim_shows():
    pixels = np.asarray(paint_leaves()).reshape(-1, 4).astype(int)
    hidden = pixels[pixels[:, 3] == 0][:, :3]
    assert len(hidden) > 1000
    assert (hidden.max(axis=1) > 40).mean() > 0.9
