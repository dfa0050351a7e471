"""Recipes for printed, photographed and fired things."""

import math

from assets.demo.drawing.painting import Colour, Picture, box, disc, mixed, ribbon
from assets.demo.drawing.tableware import WHITE, X, Y


def booklet(picture: Picture) -> None:
    for x, y, turn, colour in (
        (X - 84, Y + 10, -0.14, (222, 92, 62)),
        (X + 4, Y - 4, 0.05, (240, 206, 92)),
        (X + 92, Y + 12, 0.2, (58, 92, 140)),
    ):
        picture.lay(box(x + 7, y + 8, 158, 218, turn=turn, corner=2), (250, 247, 240), dome=2, shadow=9)
        picture.lay(box(x, y, 158, 218, turn=turn, corner=2), colour, dome=3, shadow=3, grain=0.02)
        c, s = math.cos(turn), math.sin(turn)
        picture.lay(disc(x + 34 * s, y - 34 * c, 40), mixed(colour, (255, 250, 240), 0.72), dome=2, shadow=0)
        for row in range(3):
            d = 46 + row * 15
            picture.lay(
                box(x - d * s, y + d * c, 92 - row * 22, 5, turn=turn, corner=1), (255, 252, 246), dome=1, shadow=0
            )
        picture.lay(
            box(x - 71 * c, y - 71 * s, 9, 216, turn=turn, corner=1), mixed(colour, (0, 0, 0), 0.22), dome=3, shadow=0
        )


def books(picture: Picture) -> None:
    shelf: list[Colour] = [
        (150, 58, 48),
        (226, 200, 152),
        (54, 88, 92),
        (208, 150, 60),
        (84, 70, 104),
        (120, 138, 92),
        (196, 108, 84),
        (46, 58, 82),
    ]
    x = 44.0
    for index in range(12):
        colour, width, tall = shelf[(index * 5) % 8], picture.any(25, 41), picture.any(210, 280)
        picture.lay(
            box(x + width / 2, Y + 150 - tall / 2, width - 1.5, tall, corner=4),
            colour,
            dome=7,
            relief=0.8,
            shadow=5,
            grain=0.03,
        )
        for at in (0.16, 0.2, 0.84):
            picture.lay(
                box(x + width / 2, Y + 150 - tall * at, width - 3, 2.6, corner=1), (232, 206, 130), dome=1, shadow=0
            )
        picture.lay(
            box(x + width / 2, Y + 150 - tall * 0.6, width * 0.42, tall * 0.3, corner=2),
            mixed(colour, (255, 246, 224), 0.7),
            dome=2,
            shadow=0,
            relief=0.2,
        )
        x += width
    picture.lay(box(X, Y + 166, 480, 30, corner=1), (126, 84, 52), dome=4, shadow=6, grain=0.05)


def film(picture: Picture) -> None:
    for x, y, colour in ((X - 104, Y - 20, (240, 186, 40)), (X + 6, Y - 44, (70, 132, 92))):
        picture.lay(box(x, y, 76, 130, corner=9), (46, 46, 50), dome=9, relief=0.9, shadow=8, gloss=0.3)
        picture.lay(box(x, y + 2, 76, 92, corner=2), colour, dome=14, relief=0.5, shadow=0, gloss=0.25)
        picture.lay(box(x, y - 76, 26, 24, corner=5), (34, 34, 38), dome=5, shadow=4, gloss=0.4)
        picture.lay(box(x - 14, y + 2, 11, 70, corner=2), (250, 248, 240), dome=1, shadow=0)
    strip = [(30 + t * 26, Y + 106 + 15 * math.sin(t / 2.3)) for t in range(17)]
    picture.lay(ribbon(strip, 70), (64, 34, 22), dome=3, shadow=6, gloss=0.3)
    for index, (x, y) in enumerate(strip[1:-1:2]):
        picture.lay(
            box(x, y, 42, 40, turn=0.0, corner=2),
            mixed((214, 128, 70), (120, 170, 190), (index % 4) / 4),
            dome=2,
            shadow=0,
        )
        picture.lay(
            picture.blob(x, y + 9, 13, flat=0.7),
            mixed((92, 50, 30), (250, 226, 180), (index % 3) / 3),
            dome=4,
            shadow=0,
        )
    for t in range(32):
        x, y = 34 + t * 13, Y + 106 + 15 * math.sin(t / 4.6)
        for side in (-29, 29):
            picture.lay(box(x, y + side, 6, 6, corner=1), (228, 214, 190), dome=1, shadow=0)
    picture.lay(box(X + 138, Y - 44, 92, 116, turn=0.14, corner=2), WHITE, dome=2, shadow=7)
    picture.lay(box(X + 140, Y - 54, 76, 76, turn=0.14, corner=1), (126, 168, 186), dome=2, shadow=0)
    picture.lay(picture.blob(X + 136, Y - 34, 25, flat=0.6), (92, 128, 78), dome=6, shadow=0)
    picture.lay(disc(X + 160, Y - 72, 9), (250, 236, 190), dome=4, shadow=0)


def pottery(picture: Picture) -> None:
    for x, y, size, colour in (
        (X - 100, Y + 34, 76, (112, 146, 150)),
        (X + 62, Y - 28, 92, (222, 204, 176)),
        (X + 150, Y + 96, 52, (176, 96, 66)),
    ):
        picture.lay(
            box(x + size * 0.98, y + size * 0.5, size * 0.62, size * 0.3, turn=0.5, corner=9),
            colour,
            dome=6,
            shadow=6,
            gloss=0.2,
        )
        picture.lay(disc(x, y, size), colour, dome=8, relief=0.8, shadow=10, gloss=0.3, grain=0.04)
        picture.lay(
            disc(x, y, size * 0.86), mixed(colour, (20, 14, 10), 0.45), dome=12, relief=-0.8, shadow=0, grain=0.03
        )
        for ring in (0.7, 0.5, 0.3):
            picture.lay(
                disc(x + 2, y + 4, size * ring),
                mixed(colour, (255, 246, 230), 0.1 + (0.7 - ring) * 0.4),
                dome=7,
                relief=-0.4,
                shadow=0,
                grain=0.03,
            )
        for _ in range(40):
            a = picture.any(0, 6.28)
            picture.lay(
                disc(x + size * 0.93 * math.cos(a), y + size * 0.93 * math.sin(a), picture.any(0.8, 2)),
                (74, 52, 40),
                dome=0.6,
                shadow=0,
                opacity=0.6,
            )
