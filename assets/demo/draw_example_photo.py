"""Draws the example of a merchant's photo: `python -m assets.demo.draw_example_photo` from the repository root.

A storefront is painted flat, seen from a little to the left as a telephone would see it, and saved with the four
corners that a person would mark. It stands for a real photo, which the example cannot carry.
"""

import json
import math
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from assets import FONT_FILES

STORE_ID = "k-006-102"
FOLDER = Path(__file__).parent / "photos" / STORE_ID
WIDTH, HEIGHT = 1600, 1200
FRONT = (1500, 1050)  # pixels of the flat front, 6.0 m × 4.2 m
CORNERS = (
    (250.0, 168.0),
    (1392.0, 96.0),
    (1404.0, 1010.0),
    (236.0, 942.0),
)  # top left, top right, bottom right, bottom left
SIGN, NAME, WALL, FRAME = (74, 48, 34), (252, 240, 214), (226, 212, 190), (58, 44, 36)


def flat_front() -> Image.Image:
    """The bakery's front as its elevation shows it."""
    dice = np.random.default_rng(6102)
    front = Image.new("RGB", FRONT, WALL)
    draw = ImageDraw.Draw(front)
    for row in range(0, FRONT[1], 30):  # thin bricks
        for column in range(-40, FRONT[0], 88):
            shade = int(dice.integers(-13, 9))
            left = column + (row // 30 % 2) * 44
            draw.rectangle((left, row, left + 84, row + 26), fill=tuple(c + shade for c in (214, 190, 160)))
    draw.rectangle((40, 60, 1460, 262), fill=SIGN)
    draw.rectangle((40, 60, 1460, 70), fill=(104, 72, 52))
    large = ImageFont.truetype(str(FONT_FILES / "Jua.ttf"), 138)
    small = ImageFont.truetype(str(FONT_FILES / "Pretendard-SemiBold.otf"), 40)
    draw.text((690, 164), "빵굽는 오후", font=large, fill=(44, 26, 18), anchor="mm")
    draw.text((686, 158), "빵굽는 오후", font=large, fill=NAME, anchor="mm")
    draw.text((1390, 134), "갓 구운 빵", font=small, fill=NAME, anchor="rm")
    draw.text((1390, 194), "오후 2시 · 5시", font=small, fill=(240, 196, 120), anchor="rm")
    for x in (180, 1000, 1290):  # lamps that wash the board
        draw.polygon([(x - 16, 40), (x + 16, 40), (x + 30, 74), (x - 30, 74)], fill=(40, 36, 34))
    _window(draw, (70, 400, 900, 900), dice)
    _door(draw, (960, 380, 1250, 1040), small)
    _window(draw, (1300, 400, 1440, 900), dice)
    for index in range(15):  # a striped awning
        start = 40 + index * 1420 / 15
        colour = (206, 92, 62) if index % 2 else (250, 242, 226)
        draw.polygon([(start + 12, 262), (start + 100, 262), (start + 97, 375), (start, 375)], fill=colour)
        draw.pieslice((start, 352, start + 97, 396), 0, 180, fill=colour)
    draw.rectangle((0, 900, 950, 1050), fill=(120, 88, 66))
    draw.rectangle((1260, 900, 1500, 1050), fill=(120, 88, 66))
    for x in (120, 300, 780):  # flower pots on the pavement
        draw.polygon([(x - 44, 950), (x + 44, 950), (x + 32, 1046), (x - 32, 1046)], fill=(176, 98, 66))
        for _ in range(60):
            px, py = x + dice.normal(0, 30), 905 + dice.normal(0, 26)
            green = (60 + int(dice.integers(0, 50)), 110 + int(dice.integers(0, 50)), 60)
            draw.ellipse((px - 11, py - 8, px + 11, py + 8), fill=green)
    return front


def _window(draw: ImageDraw.ImageDraw, pane: tuple[int, int, int, int], dice: np.random.Generator) -> None:
    """A lit window with loaves on two shelves."""
    left, top, right, bottom = pane
    draw.rectangle((left - 14, top - 14, right + 14, bottom + 14), fill=FRAME)
    for y in range(top, bottom):
        share = (y - top) / (bottom - top)
        draw.line((left, y, right, y), fill=(int(250 - 60 * share), int(214 - 78 * share), int(150 - 78 * share)))
    for shelf in (top + (bottom - top) * 0.5, top + (bottom - top) * 0.88):
        draw.rectangle((left, shelf, right, shelf + 14), fill=(122, 78, 48))
        x = left + 20.0
        while x < right - 90:
            width, height = float(dice.uniform(64, 108)), float(dice.uniform(46, 78))
            tone = int(dice.integers(-26, 18))
            draw.rounded_rectangle((x, shelf - height, x + width, shelf), 30, fill=(196 + tone, 128 + tone, 62))
            for cut in range(3):
                at = x + width * (0.25 + cut * 0.22)
                draw.line((at, shelf - height + 10, at + 12, shelf - height * 0.45), fill=(240, 202, 140), width=6)
            x += width + 14
    if right - left > 400:
        draw.rectangle(((left + right) // 2 - 6, top, (left + right) // 2 + 6, bottom), fill=FRAME)


def _door(draw: ImageDraw.ImageDraw, leaf: tuple[int, int, int, int], face: ImageFont.FreeTypeFont) -> None:
    left, top, right, bottom = leaf
    draw.rectangle((left - 16, top - 16, right + 16, bottom), fill=FRAME)
    draw.rectangle(leaf, fill=(146, 92, 56))
    draw.rectangle((left + 40, top + 40, right - 40, bottom - 200), fill=(244, 206, 146))
    draw.rectangle((left + 60, top + 150, right - 60, top + 220), fill=(250, 246, 236))
    draw.text(((left + right) / 2, top + 185), "어서 오세요", font=face.font_variant(size=32), fill=SIGN, anchor="mm")
    draw.rounded_rectangle((right - 34, top + 300, right - 20, top + 430), 6, fill=(222, 196, 128))


def photographed(front: Image.Image) -> Image.Image:
    """Set the front into a street scene in perspective, with light, shade and a little noise."""
    dice = np.random.default_rng(6)
    scene = Image.new("RGB", (WIDTH, HEIGHT), (196, 186, 172))
    draw = ImageDraw.Draw(scene)
    draw.polygon([(0, 0), (WIDTH, 0), (WIDTH, 50), (1392, 96), (250, 168), (0, 190)], fill=(206, 196, 182))
    draw.polygon([(0, 190), (250, 168), (236, 942), (0, 930)], fill=(150, 156, 160))
    draw.polygon([(1392, 96), (WIDTH, 60), (WIDTH, 1040), (1404, 1010)], fill=(176, 122, 98))
    draw.polygon(
        [(0, 930), (236, 942), (1404, 1010), (WIDTH, 1022), (WIDTH, HEIGHT), (0, HEIGHT)], fill=(168, 162, 156)
    )
    for line in range(9):
        draw.line((0, 960 + line * line * 4, WIDTH, 1046 + line * line * 4), fill=(150, 144, 138), width=3)
    for line in range(-6, 26):
        draw.line((line * 90, 930 + line * 4, line * 150 - 500, HEIGHT), fill=(152, 146, 140), width=3)
    eight = perspective_coefficients(CORNERS, ((0, 0), (FRONT[0], 0), FRONT, (0, FRONT[1])))
    whole = front.transform((WIDTH, HEIGHT), Image.Transform.PERSPECTIVE, eight, Image.Resampling.BICUBIC)
    stencil = Image.new("L", (WIDTH, HEIGHT), 0)
    ImageDraw.Draw(stencil).polygon(CORNERS, fill=255)
    scene.paste(whole, (0, 0), stencil.filter(ImageFilter.GaussianBlur(0.8)))
    light = np.asarray(scene.filter(ImageFilter.GaussianBlur(0.7)), np.float32)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    falloff = 1.06 - 0.22 * np.hypot(columns / WIDTH - 0.45, rows / HEIGHT - 0.4)
    light = light * falloff[..., None] + dice.normal(0, 3.0, (HEIGHT, WIDTH, 1))
    return Image.fromarray(np.clip(light, 0, 255).astype(np.uint8), "RGB")


def perspective_coefficients(
    seen: tuple[tuple[float, float], ...], flat: tuple[tuple[float, float], ...]
) -> list[float]:
    """The eight numbers with which Pillow looks up, for a pixel of the photo, the pixel of the flat front."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(values, float))]


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    photographed(flat_front()).save(FOLDER / "front.jpg", quality=80)
    fractions = [[math.floor(x / WIDTH * 1e5) / 1e5, math.floor(y / HEIGHT * 1e5) / 1e5] for x, y in CORNERS]
    (FOLDER / "front.corners.json").write_text(json.dumps({"corners": fractions}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
