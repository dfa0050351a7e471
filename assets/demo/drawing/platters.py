"""Recipes for what comes on a board, a plate or a grill."""

import math

from assets.demo.drawing.painting import Colour, Picture, box, disc, mixed, oval, ribbon
from assets.demo.drawing.tableware import X, Y, board, leaves, plate, sesame, side_dish, spring_onion

FRIED: Colour = (206, 138, 58)


def gimbap(picture: Picture) -> None:
    board(picture, 400, 220, (204, 160, 108))
    for index in range(12):
        x, y = X - 140 + index % 6 * 56, Y - 34 + index // 6 * 68 + picture.any(-3, 3)
        turn = picture.any(0, 6.28)
        picture.lay(disc(x, y, 31), (26, 38, 30), dome=3, shadow=6, gloss=0.2, grain=0.08)
        picture.lay(disc(x, y, 28), (250, 248, 240), dome=3, shadow=0)
        for _ in range(60):
            rx, ry = picture.within(x, y, 26)
            picture.lay(oval(rx, ry, 3.2, 1.9, turn=picture.any(0, 3)), (255, 254, 248), dome=1.2, shadow=0.8)
        fillings: list[Colour] = [(250, 208, 58), (238, 122, 44), (84, 132, 52), (226, 132, 116), (150, 104, 58)]
        for place, colour in enumerate(fillings):
            angle = turn + place * 2 * math.pi / 5
            picture.lay(
                picture.blob(x + 9.5 * math.cos(angle), y + 9.5 * math.sin(angle), 8.4, wobble=0.3),
                colour,
                dome=2.5,
                shadow=1,
                gloss=0.2,
            )
    sesame(picture, 60, 120)
    side_dish(picture, 420, 56, (248, 206, 48), 30)


def mandu(picture: Picture) -> None:
    picture.lay(disc(X, Y, 148), (168, 118, 66), dome=5, shadow=10, gloss=0.1)
    picture.lay(disc(X, Y, 132), (196, 152, 96), dome=6, relief=-0.5, shadow=0)
    for index in range(17):
        picture.lay(
            box(X, Y - 120 + index * 15, 2 * math.sqrt(max(128**2 - (index * 15 - 120) ** 2, 16)), 6, corner=2),
            (222, 186, 130),
            dome=2,
            shadow=1.5,
        )
    for index in range(7):
        angle = index * math.pi / 3
        x, y = (X, Y) if index == 6 else (X + 78 * math.cos(angle), Y + 78 * math.sin(angle))
        picture.lay(
            picture.blob(x, y, 36, wobble=0.05),
            (244, 234, 214),
            dome=13,
            relief=0.85,
            shadow=5,
            gloss=0.25,
            grain=0.012,
        )
        for pleat in range(11):
            a = pleat * 2 * math.pi / 11 + index
            line = [(x + r * math.cos(a + r / 60), y + r * math.sin(a + r / 60)) for r in (7, 14, 21, 28)]
            picture.lay(ribbon(line, 3.4), (250, 242, 226), dome=1.8, relief=0.9, shadow=1.6)
        picture.lay(disc(x, y, 6), (226, 204, 170), dome=3, relief=-0.6, shadow=0)
    side_dish(picture, 420, 300, (70, 36, 18), 32)


def donkatsu(picture: Picture) -> None:
    plate(picture, 150, (52, 58, 66))
    for _ in range(130):
        x, y = picture.within(X + 58, Y - 54, 44)
        picture.lay(
            ribbon([(x - 16, y), (x, y + picture.any(-7, 7)), (x + 15, y + picture.any(-5, 5))], 2.6),
            mixed((196, 222, 138), (244, 250, 220), picture.any(0, 1)),
            dome=1,
            shadow=1.2,
        )
    for index in range(6):
        x, y = X - 86 + index * 29, Y + 30 - index * 3
        outline = [(px, py) for px, py in box(x, y, 27, 104 - abs(index - 2.5) * 9, turn=0.08, corner=9)]
        picture.lay(outline, FRIED, dome=5, shadow=5, relief=0.7, grain=0.12)
        for _ in range(46):
            cx, cy = x + picture.any(-12, 12), y + picture.any(-44, 44)
            picture.lay(
                picture.blob(cx, cy, picture.any(1.8, 4), wobble=0.4),
                mixed((184, 108, 36), (244, 196, 110), picture.any(0, 1)),
                dome=1.5,
                shadow=1,
            )
        picture.lay(
            box(x + 11, y, 6, 88 - abs(index - 2.5) * 9, turn=0.08, corner=3),
            (246, 222, 198),
            dome=2,
            shadow=0,
            grain=0.03,
        )
    side_dish(picture, X - 70, Y - 72, (74, 34, 16), 32)
    picture.lay(oval(X + 96, Y + 30, 17, 12, turn=0.6), (248, 214, 70), dome=4, shadow=3, gloss=0.3)
    leaves(picture, [(X + 14, Y - 84), (X + 26, Y - 76)], 13)


def galbi(picture: Picture) -> None:
    picture.lay(disc(X, Y, 150), (52, 50, 50), dome=6, shadow=11, gloss=0.3)
    picture.lay(disc(X, Y, 132), (34, 26, 24), dome=6, relief=-0.6, shadow=0)
    for _ in range(60):
        x, y = picture.within(X, Y, 120)
        picture.lay(
            picture.blob(x, y, picture.any(10, 19), wobble=0.3),
            mixed((70, 26, 16), (255, 118, 28), picture.any(0, 1) ** 2),
            dome=5,
            shadow=2,
        )
    for index in range(19):
        offset = -126 + index * 14
        reach = math.sqrt(max(130**2 - offset**2, 9))
        picture.lay(
            ribbon([(X + offset, Y - reach), (X + offset, Y + reach)], 3),
            (176, 172, 168),
            dome=1.2,
            shadow=1.6,
            gloss=0.5,
        )
    for dx, dy, turn in ((-52, -44, 0.2), (38, -58, -0.3), (-34, 40, -0.2), (58, 30, 0.35)):
        picture.lay(picture.blob(X + dx, Y + dy, 44, flat=0.68), (150, 74, 36), dome=5, shadow=5, gloss=0.5, grain=0.06)
        for stripe in range(5):
            a = -28 + stripe * 14
            picture.lay(
                ribbon([(X + dx + a - 5, Y + dy - 21), (X + dx + a + 7, Y + dy + 21)], 4.5),
                (78, 32, 16),
                dome=2,
                shadow=0,
                opacity=0.75,
            )
        picture.lay(box(X + dx - 42, Y + dy + 4, 15, 40, turn=turn, corner=6), (240, 226, 200), dome=4, shadow=3)
    spring_onion(picture, 16, 80)
    sesame(picture, 50, 90)
    leaves(picture, [(48, 60), (58, 76), (40, 82), (66, 58)], 30, (112, 162, 70))


def chicken(picture: Picture) -> None:
    picture.lay(box(X, Y, 360, 250, turn=0.04, corner=10), (236, 222, 196), dome=3, shadow=8, grain=0.02)
    for index in range(13):
        x, y = (X + (index % 5 - 2) * 62 + picture.any(-9, 9), Y - 64 + index // 5 * 62 + picture.any(-8, 8))
        size = picture.any(36, 44)
        picture.lay(
            picture.blob(x, y, size, wobble=0.25), (196, 118, 40), dome=13, relief=0.9, shadow=6, gloss=0.1, grain=0.1
        )
        for _ in range(64):
            cx, cy = picture.within(x, y, size * 0.88)
            picture.lay(
                picture.blob(cx, cy, picture.any(2.5, 6.5), wobble=0.5),
                mixed((190, 102, 30), (250, 200, 110), picture.any(0, 1)),
                dome=2.5,
                relief=0.8,
                shadow=1.4,
            )
    leaves(picture, [(X - 150, Y - 92), (X - 138, Y - 84), (X + 150, Y + 92)], 17)
    side_dish(picture, 420, 56, (250, 248, 240), 32)


def sushi(picture: Picture) -> None:
    picture.lay(box(X, Y, 420, 230, corner=6), (42, 36, 34), dome=4, shadow=10, gloss=0.2, grain=0.04)
    fish: list[Colour] = [(246, 140, 92), (198, 44, 50), (246, 226, 214), (246, 178, 130), (250, 206, 80)]
    for index in range(10):
        x, y = X - 152 + index % 5 * 76, Y - 48 + index // 5 * 98
        colour = fish[(index + index // 5 * 2) % 5]
        picture.lay(box(x, y + 3, 46, 78, turn=0.1, corner=17), (252, 250, 244), dome=8, shadow=5, grain=0.04)
        picture.lay(
            box(x, y - 1, 50, 84, turn=0.1, corner=20), colour, dome=10, relief=0.7, shadow=2.5, gloss=0.4, grain=0.015
        )
        if colour[1] > 100 and colour != fish[4]:
            for stripe in range(5):
                sy = y - 30 + stripe * 15
                picture.lay(
                    ribbon([(x - 20, sy + 7), (x, sy - 2), (x + 20, sy + 5)], 2.2),
                    mixed(colour, (255, 250, 244), 0.65),
                    dome=1,
                    shadow=0,
                )
        elif colour == fish[4]:
            picture.lay(box(x, y, 54, 14, turn=0.1, corner=2), (28, 40, 32), dome=2, shadow=1)
    picture.lay(picture.blob(X + 196, Y - 92, 14), (150, 186, 90), dome=6, shadow=3)
    for _ in range(9):
        x, y = picture.within(X + 192, Y + 92, 15)
        picture.lay(picture.blob(x, y, 12, flat=0.6), (248, 178, 160), dome=3, shadow=2, gloss=0.3)
