"""Recipes for drinks, cake and sweets."""

import math

from assets.demo.drawing.painting import Colour, Outline, Picture, box, disc, mixed, oval, ribbon
from assets.demo.drawing.tableware import PAINTS, X, Y, bowl, cup, leaves, plate, sesame


def coffee(picture: Picture) -> None:
    cup(picture, (74, 40, 22), 82)
    for _ in range(70):
        angle = picture.any(0, 6.28)
        picture.lay(
            disc(X + 63 * math.cos(angle), Y + 4 + 63 * math.sin(angle), picture.any(1.5, 4)),
            (178, 118, 66),
            dome=1.5,
            shadow=0,
            gloss=0.4,
            opacity=0.7,
        )
    picture.lay(oval(X - 22, Y - 22, 20, 9, turn=-0.7), (190, 150, 120), dome=5, shadow=0, opacity=0.35)
    for _ in range(12):
        x, y = picture.within(66, 290, 44)
        turn = picture.any(0, 3)
        picture.lay(oval(x, y, 10, 7, turn=turn), (84, 48, 28), dome=4, shadow=2.5, gloss=0.3)
        dx, dy = 8 * math.cos(turn), 8 * math.sin(turn)
        picture.lay(ribbon([(x - dx, y - dy), (x, y + 1.5), (x + dx, y + dy)], 1.6), (44, 24, 14), dome=0.8, shadow=0)


def latte(picture: Picture) -> None:
    cup(picture, (176, 112, 62), 86, (150, 174, 178))
    cream: Colour = (250, 238, 214)
    for size in (60, 47, 34, 21):
        for colour, reach in ((cream, size), ((176, 112, 62), size - 7)):
            heart: Outline = []
            for step in range(40):
                t = 2 * math.pi * step / 40
                heart.append(
                    (
                        X + reach / 17 * 16 * math.sin(t) ** 3,
                        Y
                        + 8
                        - reach / 17 * (13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)),
                    )
                )
            picture.lay(heart, colour, dome=2, shadow=0, relief=0.15, grain=0.01)
    picture.lay(disc(X, Y - 1, 10), cream, dome=2, shadow=0, relief=0.15)
    picture.lay(picture.blob(398, 296, 32), (206, 148, 84), dome=6, shadow=5, grain=0.05)
    picture.scatter(
        12, 398, 296, 22, lambda x, y: picture.lay(picture.blob(x, y, 4.5), (78, 44, 26), dome=2, shadow=1.2)
    )


def beer(picture: Picture) -> None:
    for x, colour in ((X - 82, (240, 168, 40)), (X + 78, (116, 56, 26))):
        picture.lay(box(x, Y + 12, 118, 220, corner=15), (218, 222, 222), dome=6, shadow=9, gloss=0.3)
        picture.lay(box(x, Y + 14, 102, 204, corner=11), colour, dome=16, relief=0.5, shadow=0, grain=0.012)
        picture.scatter(
            60,
            x,
            Y + 40,
            46,
            lambda px, py: picture.lay(
                disc(px, py, picture.any(1, 2.6)), (255, 232, 170), dome=1, shadow=0, opacity=0.6
            ),
        )
        for dx in (-32, 0, 32):
            picture.lay(box(x + dx, Y + 30, 5, 150, corner=2), (255, 246, 220), dome=2, shadow=0, opacity=0.3)
        picture.lay(box(x + 70, Y + 20, 26, 112, corner=12), (206, 210, 212), dome=5, shadow=5, gloss=0.4)
        picture.lay(box(x + 67, Y + 20, 9, 76, corner=5), (128, 88, 60), dome=2, shadow=0)
        for _ in range(34):
            px, py = x + picture.any(-50, 50), Y - 92 + picture.any(-19, 17)
            picture.lay(
                picture.blob(px, py, picture.any(11, 18)), (255, 250, 238), dome=8, relief=0.6, shadow=1.2, grain=0.008
            )


def bingsu(picture: Picture) -> None:
    bowl(picture, (244, 246, 250), 140, (150, 186, 196))
    for _ in range(240):
        x, y = picture.within(X, Y + 2, 104)
        picture.lay(
            picture.blob(x, y, picture.any(4, 12), wobble=0.3),
            mixed((236, 242, 248), (255, 255, 255), picture.any(0, 1)),
            dome=4,
            relief=0.6,
            shadow=1.2,
        )
    for _ in range(130):
        x, y = picture.within(X, Y - 6, 56)
        picture.lay(
            oval(x, y, 7, 5, turn=picture.any(0, 3)),
            mixed((104, 40, 36), (150, 66, 54), picture.any(0, 1)),
            dome=3,
            shadow=1.8,
            gloss=0.4,
        )
    for _ in range(11):
        angle = picture.any(0, 6.28)
        picture.lay(
            box(X + 74 * math.cos(angle), Y + 74 * math.sin(angle), 19, 19, turn=angle, corner=4),
            (250, 244, 230),
            dome=5,
            shadow=3,
        )
    picture.lay(disc(X, Y - 8, 30), (252, 246, 230), dome=17, relief=0.8, shadow=5, grain=0.02)
    leaves(picture, [(X + 12, Y - 24), (X + 24, Y - 18)], 13)
    sesame(picture, 34, 80)


def cake(picture: Picture) -> None:
    plate(picture, 146, (238, 220, 222))
    slice_: Outline = [(X - 112, Y + 26), (X + 92, Y - 74), (X + 110, Y - 44), (X + 108, Y + 74), (X + 86, Y + 92)]
    picture.lay(slice_, (244, 214, 156), dome=4, shadow=8, grain=0.05)
    for shift, colour in ((12, (255, 246, 240)), (25, (226, 70, 78)), (33, (255, 246, 240)), (50, (244, 208, 144))):
        band = [
            (X - 112, Y + 26 + shift * 0.1),
            (X + 88, Y + 40 + shift),
            (X + 88, Y + 49 + shift),
            (X - 112, Y + 29 + shift * 0.1),
        ]
        picture.lay(band, colour, dome=1.5, shadow=0, grain=0.03)
    top: Outline = [(X - 114, Y + 20), (X + 90, Y - 82), (X + 114, Y - 44), (X + 112, Y + 16), (X + 88, Y + 38)]
    picture.lay(top, (255, 250, 244), dome=9, relief=0.6, shadow=2, grain=0.008)
    for index in range(6):
        t = index / 5
        picture.lay(
            picture.blob(X + 92 + 16 * math.sin(t * 3.1), Y - 70 + t * 104, 15, wobble=0.05),
            (255, 252, 248),
            dome=8,
            relief=0.9,
            shadow=2.5,
            grain=0.006,
        )
    for dx, dy, size in ((54, -18, 27), (10, 0, 21), (-34, 12, 16)):
        picture.lay(
            picture.blob(X + dx, Y + dy, size, wobble=0.1), (216, 36, 46), dome=11, relief=0.9, shadow=4, gloss=0.5
        )
        picture.scatter(
            14,
            X + dx,
            Y + dy,
            size * 0.8,
            lambda x, y: picture.lay(oval(x, y, 1.3, 0.9), (252, 214, 120), dome=0.6, shadow=0),
        )
        leaves(picture, [(X + dx - 3, Y + dy - size * 0.7), (X + dx + 6, Y + dy - size * 0.72)], 8)


def macaron(picture: Picture) -> None:
    picture.lay(box(X, Y, 410, 240, corner=10), (246, 240, 230), dome=4, shadow=8)
    for index in range(12):
        x, y = X - 150 + index % 4 * 100, Y - 74 + index // 4 * 74
        colour = mixed(PAINTS[(index * 3 + index // 4) % 8], (255, 246, 238), 0.5)
        picture.lay(disc(x + 2, y + 5, 33), mixed(colour, (90, 50, 40), 0.3), dome=4, shadow=5, grain=0.08)
        picture.lay(
            picture.blob(x + 1, y + 2, 33.5, wobble=0.05),
            mixed(colour, (255, 255, 255), 0.55),
            dome=3,
            shadow=0,
            grain=0.08,
        )
        picture.lay(disc(x, y - 2, 32), colour, dome=14, relief=0.75, shadow=2, gloss=0.12, grain=0.014)


def tteok(picture: Picture) -> None:
    plate(picture, 154, (120, 134, 122))
    shades: list[Colour] = [(250, 246, 238), (246, 190, 196), (176, 202, 130), (236, 196, 110)]
    for index in range(12):
        x, y = X - 84 + index % 4 * 56, Y - 62 + index // 4 * 60
        picture.lay(
            box(x, y, 47, 47, turn=picture.any(-0.08, 0.08), corner=13),
            shades[(index + index // 4) % 4],
            dome=11,
            relief=0.7,
            shadow=5,
            gloss=0.18,
            grain=0.02,
        )
        for petal in range(5):
            a = petal * 2 * math.pi / 5
            picture.lay(
                disc(x + 6 * math.cos(a), y + 6 * math.sin(a), 4.4),
                mixed(PAINTS[(index * 2) % 8], (255, 240, 230), 0.35),
                dome=2,
                shadow=1,
            )
        picture.lay(disc(x, y, 3), (250, 214, 90), dome=1.5, shadow=0.8)
