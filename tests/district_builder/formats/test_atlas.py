"""Pictures on one texture: nothing overlaps, nothing bleeds, nothing depends on chance."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from district_builder.formats.atlas import (
    GRID,
    LARGEST_SIDE,
    PADDING,
    Atlas,
    AtlasOverflowError,
    build_atlas,
    cut_pages,
)
from district_builder.geometry.mesh import Mesh
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
    (page,) = atlas.pages
    levels = [mipmap(np.asarray(page), level) for level in range(4)]
    for index in range(len(wanted)):
        left, top, right, bottom = atlas.rectangles[index]
        for texture in levels:
            for u, v in [(left, top), (right, top), (left, bottom), (right, bottom), ((left + right) / 2, bottom)]:
                assert sample(texture, u, v) == pytest.approx(COLOURS[index % len(COLOURS)])


def noise(sizes: list[list[int]], *, seed: int = 4) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    return {
        f"picture {number}": random.integers(0, 256, (height, width, 4), dtype=np.uint8)
        for number, (width, height) in enumerate(sizes)
    }


def shown(atlas: Atlas[str], key: str) -> np.ndarray:
    """The pixels at a picture's rectangle, as a client finds them: the page by u's whole part."""
    left, top, right, bottom = atlas.rectangles[key]
    page = int(left)
    pixels = np.asarray(atlas.pages[page])
    height, width = pixels.shape[:2]
    edges = np.array([top * height, bottom * height, (left - page) * width, (right - page) * width])
    assert edges == pytest.approx(edges.round())
    y0, y1, x0, x1 = edges.round().astype(int)
    return pixels[y0:y1, x0:x1]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.lists(st.integers(1, 120), min_size=2, max_size=2), min_size=1, max_size=25), st.integers(0, 99))
def test_each_picture_lies_whole_where_its_rectangle_says_on_whichever_page(sizes: list[list[int]], seed: int) -> None:
    arrays = noise(sizes, seed=seed)
    atlas = build_atlas({key: Image.fromarray(a) for key, a in arrays.items()}, largest_side=128, most_pages=99)
    assert atlas.scale == 1
    assert all((shown(atlas, key) == array).all() for key, array in arrays.items())
    assert all(max(page.size) <= 128 for page in atlas.pages)


def test_pictures_take_one_page_while_they_fit_and_as_few_as_needed_then() -> None:
    def pages(count: int) -> int:
        return len(build_atlas({number: plain((504, 248), number) for number in range(count)}).pages)

    assert [pages(7), pages(9), pages(16)] == [1, 2, 3]  # eight to a page, but the first has the white patch too


def test_see_through_pictures_lie_on_the_first_page() -> None:
    clear = [3, 17]
    pictures = {n: Image.new("RGBA", (248, 248), (200, 0, 0, 90 if n in clear else 255)) for n in range(20)}
    atlas = build_atlas(pictures, largest_side=512)
    assert [int(atlas.rectangles[number][0]) for number in clear] == [0, 0]
    assert len(atlas.pages) > 2


def test_an_opaque_alpha_channel_does_not_count_as_see_through() -> None:
    pictures = {n: Image.new("RGBA", (248, 248), (200, 0, 0, 255)) for n in range(8)}
    assert list(build_atlas(pictures, largest_side=512).rectangles) == list(range(8))


def test_the_white_patch_is_there_even_without_pictures() -> None:
    atlas: Atlas[str] = build_atlas({})
    assert [page.size for page in atlas.pages] == [(2 * GRID, 2 * GRID)]
    assert np.asarray(atlas.pages[0]).min() == 255


def test_too_many_pictures_shrink_and_say_so() -> None:
    pictures = {number: plain((100, 100), number) for number in range(60)}
    atlas = build_atlas(pictures, largest_side=256, most_pages=4)
    assert len(atlas.pages) == 4
    assert max(atlas.pages[0].size) == 256
    assert 0.2 < atlas.scale < 0.6
    with pytest.raises(AtlasOverflowError, match="900 pictures do not fit on 8 textures"):
        build_atlas({number: plain((9, 9), number) for number in range(900)}, largest_side=128)


def test_a_picture_larger_than_a_page_shrinks_alone() -> None:
    atlas = build_atlas({"small": plain((60, 40), 0), "large": plain((2 * LARGEST_SIDE, 300), 1)})
    left, top, right, bottom = atlas.rectangles["small"]
    width, height = atlas.pages[int(left)].size
    assert ((right - left) * width, (bottom - top) * height) == pytest.approx((60, 40))
    assert atlas.scale == pytest.approx((LARGEST_SIDE - 2 * PADDING) / (2 * LARGEST_SIDE))


def test_eight_photos_of_a_cells_fronts_keep_every_pixel_beside_a_hundred_signs() -> None:
    photos = {f"photo {n}": plain((1016, 704), n) for n in range(8)}
    signs = {f"sign {n}": plain((200, 64), n) for n in range(100)}
    atlas = build_atlas(signs | photos)
    assert atlas.scale == 1
    assert len(atlas.pages) == 8


def strip_of(pages: list[int]) -> Mesh:
    """A square a page number, each showing the middle of its page; features count the squares."""
    count = len(pages)
    corners = np.array([[0.25, 0.75], [0.75, 0.75], [0.75, 0.25], [0.25, 0.25]], np.float32)
    uvs = np.concatenate([corners + np.array([page, 0], np.float32) for page in pages])
    first = 4 * np.arange(count, dtype=np.uint32)[:, None, None]
    return Mesh(
        positions=np.arange(12 * count, dtype=np.float32).reshape(-1, 3),
        uvs=uvs,
        colours=np.repeat(np.arange(count, dtype=np.uint8), 16).reshape(-1, 4),
        after_dark=np.repeat(np.arange(count, dtype=np.uint8)[::-1], 16).reshape(-1, 4),
        features=np.repeat(np.arange(count, dtype=np.uint16), 4),
        triangles=(first + np.array([[0, 1, 2], [0, 2, 3]], np.uint32)).reshape(-1, 3),
    )


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_cutting_a_mesh_by_pages_loses_nothing_and_shows_each_square_from_its_own_page(pages: list[int]) -> None:
    mesh = strip_of(pages)
    cut = cut_pages(mesh, pages=5)
    assert [sorted(set(part.features.tolist())) for part in cut] == [
        [square for square, own in enumerate(pages) if own == page] for page in range(5)
    ]
    for part in cut:
        assert part.vertex_count == 2 * part.triangle_count  # no vertex is left behind or carried along
        assert ((part.uvs == 0.25) | (part.uvs == 0.75)).all()
        for square in set(part.features.tolist()):
            of_square = part.positions[part.triangles][part.features[part.triangles[:, 0]] == square]
            assert (of_square == mesh.positions[mesh.triangles[2 * square : 2 * square + 2]]).all()


def test_a_mesh_of_one_page_is_left_as_it_is() -> None:
    mesh = strip_of([0, 0])
    assert cut_pages(mesh, pages=1) == [mesh]


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
    drawn = [[page.tobytes() for page in atlas.pages] for atlas in atlases]
    assert all(pages == drawn[0] for pages in drawn)
    assert min(seconds) < 0.05


@pytest.mark.parametrize("count", [10, 20, 40, 60])
def test_a_streets_pictures_take_no_more_than_one_sheet_size_above_their_area(count: int) -> None:
    pictures = street_pictures(count)
    atlas = build_atlas(pictures)
    used = sum(image.width * image.height for image in pictures.values())
    assert used / sum(page.width * page.height for page in atlas.pages) > 0.4
