"""Recipes for what an art street sells beside food."""

import math

from assets.demo.drawing.painting import Picture, box, disc, mixed, oval, ribbon
from assets.demo.drawing.tableware import PAINTS, X, Y, leaves


def flowers(picture: Picture) -> None:
    picture.lay(
        [(X - 30, Y + 172), (X + 34, Y + 172), (X + 138, Y - 40), (X, Y - 92), (X - 138, Y - 40)],
        (214, 184, 148),
        dome=4,
        shadow=10,
        grain=0.02,
    )
    picture.lay(
        [(X - 20, Y + 172), (X + 60, Y + 172), (X + 150, Y - 20), (X + 40, Y + 10)],
        (232, 206, 172),
        dome=4,
        shadow=4,
        grain=0.02,
    )
    leaves(picture, [picture.within(X, Y - 44, 132) for _ in range(44)], 25, (84, 132, 78))
    for index in range(15):
        angle = index * 2.4
        reach = 27 * math.sqrt(index)
        x, y = X + reach * 1.15 * math.cos(angle), Y - 48 + reach * 0.82 * math.sin(angle)
        colour = mixed(PAINTS[(index * 3) % 8] if index % 3 else (250, 236, 226), (255, 226, 220), 0.35)
        for ring, count in ((1.0, 9), (0.72, 7), (0.46, 5)):
            for petal in range(count):
                a = petal * 2 * math.pi / count + ring * 3
                px, py = x + 20 * ring * math.cos(a), y + 20 * ring * math.sin(a)
                picture.lay(
                    oval(px, py, 14 * ring, 11 * ring, turn=a),
                    mixed(colour, (120, 30, 50), 0.25 * (1 - ring)),
                    dome=4,
                    relief=0.7,
                    shadow=1.8,
                    grain=0.015,
                )
        picture.lay(disc(x, y, 5), (246, 202, 84), dome=2.5, shadow=1)
    picture.lay(box(X + 2, Y + 118, 104, 17, corner=4), (196, 70, 84), dome=4, shadow=4)


def brushes(picture: Picture) -> None:
    for index in range(6):
        x = X - 172 + index * 60
        stroke = [(x + 9 * math.sin(t * 0.9 + index), Y - 150 + t * 20) for t in range(8)]
        picture.lay(ribbon(stroke, 26), PAINTS[(index * 3 + 1) % 8], dome=4, shadow=0, opacity=0.35, grain=0.12)
    for index in range(6):
        x, lean = X - 150 + index * 60, picture.any(-0.07, 0.07)
        paint = PAINTS[(index * 3 + 1) % 8]
        picture.lay(
            box(x, Y + 62, 12, 200, turn=lean, corner=6),
            ((150, 84, 44), (40, 44, 54), (178, 44, 40))[index % 3],
            dome=5,
            shadow=5,
            relief=0.9,
            gloss=0.5,
        )
        x += lean * 70
        picture.lay(
            box(x, Y - 52, 16, 42, turn=lean, corner=2), (200, 202, 206), dome=6, shadow=4, relief=0.9, gloss=0.5
        )
        width = 10 + index % 3 * 5
        picture.lay(
            [
                (x - 8, Y - 72),
                (x - width, Y - 100),
                (x - width * 0.4, Y - 132),
                (x, Y - 142),
                (x + width * 0.4, Y - 132),
                (x + width, Y - 100),
                (x + 8, Y - 72),
            ],
            (186, 140, 92),
            dome=5,
            shadow=4,
            grain=0.12,
        )
        picture.lay(
            [
                (x - width, Y - 102),
                (x - width * 0.4, Y - 132),
                (x, Y - 143),
                (x + width * 0.4, Y - 132),
                (x + width, Y - 102),
                (x + 2, Y - 94),
            ],
            paint,
            dome=5,
            shadow=0,
            gloss=0.4,
        )


def paints(picture: Picture) -> None:
    picture.lay(box(X, Y, 420, 260, corner=14), (38, 38, 42), dome=4, shadow=10, gloss=0.2)
    picture.lay(box(X, Y - 6, 400, 232, corner=8), (236, 234, 228), dome=3, shadow=0)
    for index in range(24):
        x, y = X - 175 + index % 8 * 50, Y - 88 + index // 8 * 50
        colour = mixed(
            PAINTS[index % 8], ((255, 255, 255), (0, 0, 0), (140, 100, 60))[index // 8], 0.1 + 0.16 * (index // 8)
        )
        picture.lay(box(x, y, 42, 40, corner=5), (250, 250, 248), dome=3, shadow=3)
        picture.lay(box(x, y, 34, 32, corner=4), colour, dome=7, relief=-0.5, shadow=0, gloss=0.2, grain=0.03)
    for index in range(5):
        x = X - 150 + index * 76
        picture.lay(
            picture.blob(x, Y + 82, 28, wobble=0.35),
            PAINTS[(index * 3 + 2) % 8],
            dome=10,
            shadow=0,
            opacity=0.75,
            grain=0.02,
        )
    picture.lay(box(X + 40, Y + 116, 260, 10, turn=-0.06, corner=5), (168, 60, 44), dome=4, shadow=6, gloss=0.5)


def pencils(picture: Picture) -> None:
    for index in range(9):
        x, colour = X - 160 + index * 40, PAINTS[index % 8] if index < 8 else (60, 58, 58)
        top = Y - 104 + picture.any(-12, 12)
        for shift, light in ((-10, 0.25), (0, 0.0), (10, -0.25)):
            tone = mixed(colour, (255, 255, 255), light) if light >= 0 else mixed(colour, (0, 0, 0), -light)
            picture.lay(
                box(x + shift, top + 156, 10.4, 216, corner=1),
                tone,
                dome=1.5,
                shadow=4 if shift else 5,
                gloss=0.2,
                grain=0.015,
            )
        picture.lay(
            [
                (x - 15, top + 50),
                (x - 4, top + 6),
                (x + 4, top + 6),
                (x + 15, top + 50),
                (x + 5, top + 44),
                (x - 5, top + 44),
            ],
            (236, 198, 142),
            dome=4,
            shadow=4,
            grain=0.05,
        )
        picture.lay([(x - 4.6, top + 9), (x, top - 9), (x + 4.6, top + 9)], colour, dome=2, shadow=2)
        picture.scatter(
            5,
            x,
            top - 14,
            20,
            lambda px, py: picture.lay(picture.blob(px, py, 5, wobble=0.5), (232, 196, 144), dome=1.5, shadow=1.5),
        )


def notebook(picture: Picture) -> None:
    picture.lay(box(X + 8, Y + 6, 250, 290, turn=0.07, corner=6), (250, 246, 236), dome=2, shadow=9)
    picture.lay(box(X, Y, 250, 290, turn=0.07, corner=6), (46, 96, 104), dome=3, shadow=4, grain=0.05)
    picture.lay(box(X + 14, Y - 46, 140, 72, turn=0.07, corner=4), (248, 240, 222), dome=2, shadow=2)
    for row in range(3):
        picture.lay(
            box(X + 14, Y - 60 + row * 17, 100 - row * 22, 3.4, turn=0.07, corner=1), (120, 110, 100), dome=1, shadow=0
        )
    for ring in range(12):
        x, y = X - 119 + (130 - ring * 23) * 0.07, Y - 128 + ring * 23
        picture.lay(oval(x, y, 15, 5, turn=0.07), (206, 206, 210), dome=2.4, shadow=2, gloss=0.6)
        picture.lay(oval(x + 4, y, 6, 2.2, turn=0.07), (30, 66, 72), dome=1, shadow=0)
    picture.lay(box(X + 158, Y + 20, 13, 236, turn=-0.2, corner=3), (238, 182, 46), dome=4, shadow=5, relief=0.8)
    picture.lay([(X + 128, Y - 97), (X + 132, Y - 124), (X + 142, Y - 100)], (240, 206, 152), dome=2, shadow=3)
