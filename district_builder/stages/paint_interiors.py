"""Paints what one sees at the far end of a store: shelves, menus, mirrors. Soft detail is enough behind glass."""

from collections.abc import Callable, Sequence

from numpy.random import Generator, default_rng
from PIL import Image, ImageDraw, ImageFilter

from district_builder.stages.art import InteriorWall
from district_builder.stages.paint_art import paint

WIDTH, HEIGHT = 320, 176
Colour = tuple[int, int, int]
GOODS: tuple[Colour, ...] = (
    (222, 62, 48),
    (246, 200, 54),
    (66, 140, 70),
    (58, 108, 184),
    (242, 240, 234),
    (232, 122, 44),
)
BOXES: tuple[Colour, ...] = ((242, 242, 240), (92, 156, 104), (70, 118, 186), (232, 184, 70), (220, 96, 84))
SPINES: tuple[Colour, ...] = ((150, 52, 42), (44, 82, 122), (222, 192, 122), (72, 102, 62), (62, 52, 72), (202, 92, 52))


@paint.register
def _(picture: InteriorWall) -> Image.Image:
    rng = default_rng(sum(picture.recipe.encode()) * 31 + picture.variant)
    image = Image.new("RGB", (WIDTH, HEIGHT), (214, 208, 196))
    RECIPES[picture.recipe](ImageDraw.Draw(image), rng)
    return image.filter(ImageFilter.GaussianBlur(0.7))


def _varied(rng: Generator, colour: Colour, spread: float = 0.16) -> Colour:
    factor = rng.uniform(1 - spread, 1 + spread)
    red, green, blue = (int(min(255, max(0, value * factor))) for value in colour)
    return (red, green, blue)


def _racks(
    draw: ImageDraw.ImageDraw,
    rng: Generator,
    *,
    bays: int,
    rows: int,
    goods: Sequence[Colour],
    frame: Colour,
    slim: tuple[int, int],
) -> None:
    width = WIDTH / bays
    for bay in range(bays):
        left, right = int(bay * width + 4), int((bay + 1) * width - 4)
        draw.rectangle([left, 18, right, HEIGHT - 22], fill=_varied(rng, frame, 0.05))
        for row in range(rows):
            top = 20 + (HEIGHT - 46) * row // rows
            low = 20 + (HEIGHT - 46) * (row + 1) // rows - 4
            x = left + 3
            while x < right - 6:
                wide = int(rng.integers(*slim))
                high = int((low - top) * rng.uniform(0.55, 0.96))
                colour = _varied(rng, goods[int(rng.integers(len(goods)))])
                draw.rectangle([x, low - high, min(x + wide, right - 3), low], fill=colour)
                x += wide + 1
            draw.rectangle([left, low + 1, right, low + 3], fill=(236, 232, 224))


def _shelves(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    _racks(draw, rng, bays=4, rows=5, goods=(*GOODS, *BOXES), frame=(198, 194, 188), slim=(5, 13))


def _books(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(126, 92, 64))
    _racks(draw, rng, bays=4, rows=6, goods=SPINES, frame=(104, 74, 48), slim=(3, 7))


def _display(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(232, 232, 230))
    _racks(
        draw,
        rng,
        bays=5,
        rows=4,
        goods=((60, 60, 66), (150, 120, 90), (206, 206, 210), (90, 104, 130)),
        frame=(246, 246, 244),
        slim=(8, 16),
    )


def _bakery(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(226, 206, 176))
    _racks(
        draw,
        rng,
        bays=3,
        rows=4,
        goods=((206, 150, 88), (176, 112, 58), (228, 186, 126)),
        frame=(150, 108, 70),
        slim=(10, 20),
    )


def _clothes(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(226, 222, 214))
    for rail in (34, 100):
        draw.line([10, rail, WIDTH - 10, rail], fill=(60, 58, 56), width=2)
        x = 14
        while x < WIDTH - 20:
            tone = SPINES[int(rng.integers(len(SPINES)))] if rng.uniform() < 0.6 else (236, 234, 230)
            draw.rectangle([x, rail + 3, x + 8, rail + int(rng.integers(44, 58))], fill=_varied(rng, tone))
            x += 10


def _cafe(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(112, 88, 70))
    for board in range(3):
        left = 24 + board * 96
        draw.rectangle([left, 20, left + 82, 76], fill=(32, 32, 34))
        for line in range(6):
            draw.line(
                [left + 8, 28 + line * 8, left + 8 + int(rng.integers(24, 62)), 28 + line * 8],
                fill=(218, 208, 186),
                width=2,
            )
    draw.rectangle([0, 98, WIDTH, 104], fill=(178, 138, 96))
    draw.rectangle([0, 104, WIDTH, HEIGHT], fill=(84, 62, 48))
    for x in range(10, WIDTH, 15):
        draw.rectangle([x, 86 + int(rng.integers(0, 6)), x + 8, 98], fill=_varied(rng, (226, 206, 178)))


def _pub(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(78, 54, 42))
    _racks(
        draw,
        rng,
        bays=3,
        rows=4,
        goods=((70, 110, 60), (150, 90, 40), (190, 190, 180), (120, 40, 40)),
        frame=(54, 38, 30),
        slim=(3, 6),
    )


def _diner(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(222, 194, 148))
    draw.rectangle([0, 104, WIDTH, HEIGHT], fill=(168, 122, 80))
    for index in range(8):  # a menu on the wall, too far to be read: what it says only the store knows
        left = 6 + index * 39
        draw.rectangle([left, 18, left + 34, 88], fill=(250, 246, 230))
        for stroke in range(2):
            wide = int(rng.integers(16, 26))
            top = 30 + stroke * 11
            draw.rectangle([left + 17 - wide // 2, top, left + 17 + wide // 2, top + 5], fill=(182, 72, 60))
        draw.rectangle([left + 8, 64, left + 26, 68], fill=(96, 86, 78))


def _salon(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(226, 218, 214))
    for mirror in range(4):
        left = 14 + mirror * 76
        draw.rounded_rectangle([left, 24, left + 56, 112], 10, fill=(190, 204, 212), outline=(250, 248, 240), width=5)
        draw.rectangle([left - 4, 116, left + 60, 123], fill=_varied(rng, (122, 94, 82)))
        draw.rectangle([left + 16, 128, left + 40, HEIGHT], fill=(42, 40, 42))


def _flowers(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(224, 230, 214))
    palette: tuple[Colour, ...] = (
        (70, 122, 62),
        (98, 150, 82),
        (52, 98, 58),
        (236, 132, 152),
        (250, 212, 92),
        (244, 244, 246),
        (202, 92, 142),
    )
    for _ in range(420):
        x, y = rng.uniform(0, WIDTH), HEIGHT * 0.92 - abs(rng.normal(0, HEIGHT * 0.28))
        radius = rng.uniform(3, 8)
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=palette[int(rng.integers(len(palette)))])


def _desks(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(216, 214, 206))
    for poster in range(5):
        left = 16 + poster * 62
        draw.rectangle([left, 24, left + 44, 76], fill=_varied(rng, SPINES[int(rng.integers(len(SPINES)))]))
        draw.rectangle([left + 4, 30, left + 40, 50], fill=(240, 236, 226))
    draw.rectangle([0, 112, WIDTH, 119], fill=(176, 150, 116))
    for desk in range(6):
        draw.rectangle([12 + desk * 54, 96, 40 + desk * 54, 112], fill=(52, 56, 62))


def _counter(draw: ImageDraw.ImageDraw, rng: Generator) -> None:
    draw.rectangle([0, 0, WIDTH, HEIGHT], fill=(230, 232, 230))
    draw.rectangle([40, 22, WIDTH - 40, 62], fill=_varied(rng, (62, 112, 150)))
    draw.rectangle([60, 36, WIDTH - 60, 46], fill=(240, 244, 246))
    draw.rectangle([0, 104, WIDTH, HEIGHT], fill=(186, 158, 122))
    draw.rectangle([0, 100, WIDTH, 105], fill=(240, 240, 238))


RECIPES: dict[str, Callable[[ImageDraw.ImageDraw, Generator], None]] = {
    "cafe": _cafe,
    "bakery": _bakery,
    "diner": _diner,
    "pub": _pub,
    "shelves": _shelves,
    "display": _display,
    "salon": _salon,
    "racks": _clothes,
    "flowers": _flowers,
    "books": _books,
    "desks": _desks,
    "counter": _counter,
}
