"""Paints the shared surface texture and the leaf texture: procedural, seeded, the same bytes every time."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image, ImageDraw, ImageFilter

from district_builder.geometry.arrays import FloatArray
from district_builder.stages import surfaces
from district_builder.stages.paint_glazing import paint_glazing
from district_builder.stages.surfaces import INNER, PAD, TEXTURE_HEIGHT, TEXTURE_WIDTH

WIDTH = TEXTURE_WIDTH
PIXELS_PER_METRE = WIDTH / 9.6


def paint_matter() -> Image.Image:
    """The strips of stages/surfaces.py as an RGB picture."""
    sheet = np.full((TEXTURE_HEIGHT, TEXTURE_WIDTH, 3), 255.0)
    for number, name in enumerate(surfaces.NAMES):
        tile = PAINTERS[name](default_rng(1000 + number))
        first = surfaces.first_row(name)
        rows = np.arange(-PAD, INNER + PAD) % INNER
        sheet[first - PAD : first + INNER + PAD] = tile[rows]
    return Image.fromarray(np.clip(np.round(sheet), 0, 255).astype(np.uint8), "RGB")


def paint_leaves() -> Image.Image:
    """Two clumps of leaves and two of flowers side by side, RGBA, 512 × 128."""
    rng = default_rng(77)
    sheet = Image.new("RGBA", (512 * 2, 128 * 2), (72, 104, 52, 0))
    draw = ImageDraw.Draw(sheet)
    greens = [(58, 98, 44), (88, 126, 58), (70, 110, 62), (104, 134, 70)]
    blooms = {
        2: [(236, 96, 124), (250, 222, 110), (255, 250, 246)],
        3: [(214, 92, 172), (250, 160, 70), (255, 238, 200)],
    }
    for clump in range(4):
        middle = np.array([clump * 256 + 128.0, 128.0])
        for _ in range(330):
            away = 118 * np.sqrt(rng.uniform()) * np.array([np.cos(t := rng.uniform(0, 2 * np.pi)), np.sin(t)])
            length, turn = rng.uniform(13, 27), rng.uniform(0, 2 * np.pi)
            along = np.array([np.cos(turn), np.sin(turn)]) * length / 2
            aside = np.array([-along[1], along[0]]) * 0.45
            at = middle + away * np.array([1.0, 0.97])
            palette = blooms.get(clump)
            if palette is not None and rng.uniform() < 0.28:
                radius = rng.uniform(5, 9)
                draw.ellipse([*(at - radius), *(at + radius)], fill=palette[int(rng.integers(len(palette)))])
                continue
            green = np.array(greens[clump % 2 * 2 + int(rng.integers(2))]) * rng.uniform(0.68, 1.3)
            fill = tuple(int(v) for v in np.clip(green, 0, 255))
            draw.polygon([tuple(at + along), tuple(at + aside), tuple(at - along), tuple(at - aside)], fill=fill)
    # Colour and cut-out are reduced apart: together, the gaps would turn black and rim the leaves in mipmaps.
    small = _spread(sheet).resize((512, 128), Image.Resampling.LANCZOS)
    small.putalpha(sheet.getchannel("A").resize((512, 128), Image.Resampling.LANCZOS))
    return small


def _spread(sheet: Image.Image) -> Image.Image:
    """The leaves' colours, opaque, with the gaps filled by a blur of what stands around them."""
    leaves = np.asarray(sheet, dtype=float)
    cover = np.asarray(sheet.getchannel("A").filter(ImageFilter.GaussianBlur(9)), dtype=float)[..., None] / 255
    coloured = Image.fromarray((leaves[..., :3] * leaves[..., 3:] / 255).astype(np.uint8), "RGB")
    blurred = np.asarray(coloured.filter(ImageFilter.GaussianBlur(9)), dtype=float) / np.maximum(cover, 0.02)
    filled = np.where(leaves[..., 3:] > 127, leaves[..., :3], np.where(cover > 0.02, blurred, [72.0, 104.0, 52.0]))
    return Image.fromarray(np.clip(filled, 0, 255).astype(np.uint8), "RGB").convert("RGBA")


def noise(rng: Generator, cells: int, *, octaves: int = 4, squash: float = 1.0) -> FloatArray:
    """Value noise over a strip, periodic in both directions, mean 0 and deviation 1. `cells` along the width."""
    total = np.zeros((INNER, WIDTH))
    for octave in range(octaves):
        across = cells * 2**octave
        down = max(2, round(across * INNER / WIDTH * squash))
        grid = rng.normal(0.0, 1.0, (down, across))
        total += _stretched(grid) * 0.55**octave
    return np.asarray((total - total.mean()) / total.std())


def _stretched(grid: FloatArray) -> FloatArray:
    """Smooth periodic interpolation of a small grid over the strip."""
    down, across = grid.shape
    y = np.arange(INNER) * down / INNER
    x = np.arange(WIDTH) * across / WIDTH
    y0, x0 = y.astype(int), x.astype(int)
    fy, fx = (y - y0)[:, None], (x - x0)[None, :]
    fy, fx = fy * fy * (3 - 2 * fy), fx * fx * (3 - 2 * fx)
    y1, x1 = (y0 + 1) % down, (x0 + 1) % across
    top = grid[y0][:, x0] * (1 - fx) + grid[y0][:, x1] * fx
    bottom = grid[y1][:, x0] * (1 - fx) + grid[y1][:, x1] * fx
    return np.asarray(top * (1 - fy) + bottom * fy)


def _blocks(
    rng: Generator,
    *,
    columns: int,
    rows: int,
    joint_pixels: float,
    joint: float,
    spread: float,
    stagger: float,
    hue: float = 0.0,
    face: float = 226.0,
) -> FloatArray:
    """Courses of blocks with joints: brick, tile, stone and paving are one pattern with other numbers."""
    y, x = np.mgrid[0:INNER, 0:WIDTH].astype(float)
    row = np.floor(y * rows / INNER).astype(int)
    shifted = (x * columns / WIDTH + stagger * (row % 2)) % columns
    column = np.floor(shifted).astype(int)
    to_side = np.minimum(shifted % 1, 1 - shifted % 1) * WIDTH / columns
    down = y * rows / INNER % 1
    to_bed = np.minimum(down, 1 - down) * INNER / rows
    inside = np.clip((np.minimum(to_side, to_bed) - joint_pixels / 2) + 0.5, 0, 1)[..., None]
    tone = 1 + rng.normal(0, spread, (rows, columns))[row, column][..., None]
    colour = 1 + rng.normal(0, hue, (rows, columns, 3))[row, column] if hue else 1.0
    grain = 1 + 0.03 * noise(rng, 90, octaves=2)[..., None]
    wear = 1 + 0.03 * noise(rng, 6)[..., None]
    return np.asarray((joint * (1 - inside) + face * tone * colour * grain * inside) * wear * np.ones(3))


def _plaster(rng: Generator, *, fine: float, broad: float, streaks: float, face: float = 228.0) -> FloatArray:
    tone = 1 + fine * noise(rng, 160, octaves=2) + broad * noise(rng, 5, octaves=5)
    runs = np.repeat(noise(rng, 50, octaves=3)[:1], INNER, axis=0)
    return np.asarray((face * (tone + streaks * runs))[..., None] * np.ones(3))


def _brick(rng: Generator) -> FloatArray:
    return _blocks(rng, columns=48, rows=18, joint_pixels=1.3, joint=168, spread=0.10, stagger=0.5, hue=0.03, face=216)


def _mosaic(rng: Generator) -> FloatArray:
    return _blocks(rng, columns=80, rows=10, joint_pixels=1.1, joint=176, spread=0.025, stagger=0.0, face=234)


def _granite(rng: Generator) -> FloatArray:
    stone = _blocks(rng, columns=12, rows=2, joint_pixels=1.6, joint=120, spread=0.03, stagger=0.0, face=222)
    speckle = 1 + 0.045 * noise(rng, 300, octaves=1)[..., None]
    return np.asarray(stone * speckle)


def _stucco(rng: Generator) -> FloatArray:
    return _plaster(rng, fine=0.025, broad=0.02, streaks=0.018)


def _storeys(rng: Generator) -> FloatArray:
    """One storey of windows, for houses seen from afar: 12 windows in 26 m.

    The glass is dark and blue, because the wall's tint colours it too: bright glass in a brick house would be brick.
    """
    tone = _plaster(rng, fine=0.02, broad=0.02, streaks=0.01)
    cell = WIDTH / 12
    for index in range(12):
        left, right = round(cell * (index + 0.14)), round(cell * (index + 0.86))
        shade = rng.uniform(0.75, 1.15)
        for row in range(22, 88):
            depth = (row - 22) / 66
            glass = np.array([66, 90, 118]) * (1 - depth) + np.array([30, 44, 62]) * depth
            tone[row, left:right] = glass * shade
        tone[88:92, left - 2 : right + 2] = 244
        tone[22:88, (left + right) // 2 - 1 : (left + right) // 2 + 1] = 90
    return np.asarray(tone)


def _wood(rng: Generator) -> FloatArray:
    planks = 64
    x = np.arange(WIDTH) * planks / WIDTH
    tone = rng.normal(0, 0.07, planks)[x.astype(int)]
    edge = np.clip(np.minimum(x % 1, 1 - x % 1) * WIDTH / planks - 0.4, 0, 1)
    grain = 0.06 * noise(rng, 220, octaves=2, squash=0.12)
    return np.asarray((218 * (1 + tone + grain) * (0.45 + 0.55 * edge))[..., None] * np.ones(3))


def _asphalt(rng: Generator) -> FloatArray:
    tone = 1 + 0.025 * noise(rng, 340, octaves=1) + 0.03 * noise(rng, 7, octaves=5)
    tone += 0.07 * rng.normal(0.0, 1.0, (INNER, WIDTH))  # stones of a centimetre or two
    return np.asarray((208 * tone)[..., None] * np.ones(3))


def _paver(rng: Generator) -> FloatArray:
    return _blocks(
        rng, columns=48, rows=12, joint_pixels=1.0, joint=142, spread=0.085, stagger=0.5, hue=0.022, face=212
    )


def _raised(rng: Generator, height: FloatArray) -> FloatArray:
    """Tactile blocks of 0.3 m: `height` (rows, columns) is 1 on what a cane feels; its edges catch light and shade."""
    block = INNER // 4
    tone = _blocks(
        rng, columns=WIDTH // block, rows=4, joint_pixels=1.4, joint=138, spread=0.035, stagger=0.0, face=206
    )
    lit = height - np.roll(height, (1, 1), axis=(0, 1))
    worn = 1 + 0.035 * noise(rng, 40, octaves=3)
    return np.asarray(tone * (worn * (1 + 0.07 * height + 0.2 * lit))[..., None])


def _guide(rng: Generator) -> FloatArray:
    """선형블록: four bars a block that run along the way, 18 mm short of the block's ends."""
    block = INNER // 4
    y, x = np.mgrid[0:INNER, 0:WIDTH]
    bars = (y % (block // 4) >= 2) & (y % (block // 4) < 6) & (x % block >= 2) & (x % block < block - 2)
    return _raised(rng, bars.astype(float))


def _warning(rng: Generator) -> FloatArray:
    """점형블록: six by six studs a block."""
    block = INNER // 4
    y, x = (np.mgrid[0:INNER, 0:WIDTH] % block + 0.5) * 6 / block % 1
    return _raised(rng, np.clip(1.7 - 4.2 * np.hypot(x - 0.5, y - 0.5), 0.0, 1.0))


def _lot(rng: Generator) -> FloatArray:
    return _blocks(rng, columns=8, rows=1, joint_pixels=1.2, joint=170, spread=0.02, stagger=0.0, face=214)


def _shutter(rng: Generator) -> FloatArray:
    y = np.arange(INNER) * 16 / INNER % 1
    slat = 190 + 46 * np.sin(np.pi * y) - 70 * (y > 0.93)
    return np.asarray((slat[:, None] * (1 + 0.015 * noise(rng, 8)))[..., None] * np.ones(3))


def _cladding(rng: Generator) -> FloatArray:
    return _blocks(rng, columns=6, rows=1, joint_pixels=2.0, joint=112, spread=0.012, stagger=0.0, face=232)


def _glazing(rng: Generator) -> FloatArray:
    painted = np.asarray(paint_glazing((WIDTH, INNER)), dtype=float)
    return np.asarray(painted * (1 + 0.02 * noise(rng, 30)[..., None]))


PAINTERS: dict[str, Callable[[Generator], FloatArray]] = {
    "brick": _brick,
    "mosaic": _mosaic,
    "granite": _granite,
    "stucco": _stucco,
    "storeys": _storeys,
    "wood": _wood,
    "asphalt": _asphalt,
    "paver": _paver,
    "guide": _guide,
    "lot": _lot,
    "shutter": _shutter,
    "cladding": _cladding,
    "warning": _warning,
    "glazing": _glazing,
}
