"""Pictures on one texture: nothing overlaps, nothing bleeds, nothing depends on chance."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from district_builder.formats.atlas import GRID, Atlas, AtlasOverflowError, build_atlas
from district_builder.geometry.packing import Cell, pack

sizes = st.tuples(st.integers(1, 40), st.integers(1, 40))
COLOURS = [(255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (255, 255, 0, 128), (0, 255, 255, 255)]


def plain(size: tuple[int, int], index: int) -> Image.Image:
    return Image.new("RGBA", size, COLOURS[index % len(COLOURS)])


def overlap(a: Cell, b: Cell) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


@settings(deadline=None)
@given(st.lists(sizes, min_size=1, max_size=40))
def test_cells_keep_their_sizes_stay_on_the_sheet_and_do_not_overlap(wanted: list[tuple[int, int]]) -> None:
    sheet = pack(wanted, largest_side=512)
    assert [(cell.width, cell.height) for cell in sheet.cells] == wanted
    assert all(cell.x >= 0 and cell.x + cell.width <= sheet.width for cell in sheet.cells)
    assert all(cell.y >= 0 and cell.y + cell.height <= sheet.height for cell in sheet.cells)
    assert not any(overlap(a, b) for i, a in enumerate(sheet.cells) for b in sheet.cells[:i])
    assert sheet.width in (sheet.height, 2 * sheet.height)
    assert sheet.width & (sheet.width - 1) == 0


def test_equal_squares_fill_a_sheet_without_a_gap() -> None:
    sheet = pack([(8, 8)] * 16, largest_side=64)
    assert (sheet.width, sheet.height) == (32, 32)
    assert pack([(8, 8)] * 65, largest_side=64) is None
    assert pack([(65, 1)], largest_side=64) is None


def mipmap(pixels: np.ndarray, level: int) -> np.ndarray:
    """What generateMipmap makes: each level the mean of 2 x 2."""
    step = 2**level
    height, width, channels = pixels.shape
    return pixels.astype(float).reshape(height // step, step, width // step, step, channels).mean(axis=(1, 3))


def sample(texture: np.ndarray, u: float, v: float) -> np.ndarray:
    """Bilinear, as a GPU does it."""
    height, width = texture.shape[:2]
    x, y = u * width - 0.5, v * height - 0.5
    left, top = int(np.floor(x)), int(np.floor(y))
    total = np.zeros(texture.shape[2])
    for row, column in ((0, 0), (0, 1), (1, 0), (1, 1)):
        weight = (1 - abs(x - left - column)) * (1 - abs(y - top - row))
        total += weight * texture[np.clip(top + row, 0, height - 1), np.clip(left + column, 0, width - 1)]
    return total


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 60)), min_size=1, max_size=12))
def test_no_neighbour_shows_at_a_pictures_edge_down_to_mipmap_level_3(wanted: list[tuple[int, int]]) -> None:
    atlas = build_atlas({index: plain(size, index) for index, size in enumerate(wanted)})
    levels = [mipmap(np.asarray(atlas.image), level) for level in range(4)]
    for index in range(len(wanted)):
        left, top, right, bottom = atlas.rectangles[index]
        for texture in levels:
            for u, v in [(left, top), (right, top), (left, bottom), (right, bottom), ((left + right) / 2, bottom)]:
                assert sample(texture, u, v) == pytest.approx(COLOURS[index % len(COLOURS)])


def test_each_picture_lies_where_its_rectangle_says() -> None:
    random = np.random.default_rng(4)
    arrays = {
        f"picture {number}": random.integers(0, 256, (height, width, 4), dtype=np.uint8)
        for number, (width, height) in enumerate(random.integers(1, 200, (20, 2)).tolist())
    }
    atlas = build_atlas({key: Image.fromarray(array) for key, array in arrays.items()})
    pixels = np.asarray(atlas.image)
    scale = np.array([atlas.image.width, atlas.image.height] * 2)
    for key, array in arrays.items():
        left, top, right, bottom = (np.array(atlas.rectangles[key]) * scale).astype(int)
        assert (pixels[top:bottom, left:right] == array).all()
    assert atlas.scale == 1


def test_the_white_patch_is_there_even_without_pictures() -> None:
    atlas: Atlas[str] = build_atlas({})
    assert atlas.image.size == (2 * GRID, 2 * GRID)
    assert np.asarray(atlas.image).min() == 255


def test_too_many_pictures_shrink_and_say_so() -> None:
    atlas = build_atlas({number: plain((100, 100), number) for number in range(30)}, largest_side=256)
    assert max(atlas.image.size) == 256
    assert 0.2 < atlas.scale < 0.5
    with pytest.raises(AtlasOverflowError, match="500 pictures do not fit"):
        build_atlas({number: plain((9, 9), number) for number in range(500)}, largest_side=128)


def street_pictures(count: int = 60) -> dict[int, Image.Image]:
    random = np.random.default_rng(7)
    return {
        number: plain((int(width), int(width) // 3 + 20), number)
        for number, width in enumerate(random.integers(60, 400, count))
    }


def test_sixty_pictures_are_placed_the_same_each_time_and_soon_enough() -> None:
    pictures = street_pictures()
    seconds, atlases = [], []
    for _ in range(5):
        start = time.process_time()
        atlases.append(build_atlas(pictures))
        seconds.append(time.process_time() - start)
    assert all(atlas.rectangles == atlases[0].rectangles for atlas in atlases)
    assert all(atlas.image.tobytes() == atlases[0].image.tobytes() for atlas in atlases)
    assert min(seconds) < 0.05


@pytest.mark.parametrize("count", [10, 20, 40, 60])
def test_a_streets_pictures_take_no_more_than_one_sheet_size_above_their_area(count: int) -> None:
    pictures = street_pictures(count)
    atlas = build_atlas(pictures)
    used = sum(image.width * image.height for image in pictures.values())
    assert used / (atlas.image.width * atlas.image.height) > 0.4
