"""Recipes for bread, pizza and sandwiches."""

import math

from assets.demo.drawing.painting import Colour, Outline, Picture, box, disc, mixed, oval, ribbon
from assets.demo.drawing.tableware import X, Y, board, leaves, plate, sesame

CRUST: Colour = (208, 138, 62)


def pizza(picture: Picture) -> None:
    picture.lay(disc(X, Y, 164), (174, 122, 72), dome=4, shadow=9, grain=0.04)
    picture.lay(picture.blob(X, Y, 150, wobble=0.02), (222, 164, 88), dome=12, relief=0.8, shadow=5, grain=0.06)
    picture.lay(picture.blob(X, Y, 126, wobble=0.03), (204, 66, 30), dome=6, shadow=0, relief=-0.3, grain=0.05)
    for _ in range(24):
        x, y = picture.within(X, Y, 144)
        if math.hypot(x - X, y - Y) > 131:
            picture.lay(picture.blob(x, y, picture.any(6, 13), flat=0.6), (120, 66, 26), dome=6, shadow=0, opacity=0.6)
    for _ in range(17):
        x, y = picture.within(X, Y, 100)
        picture.lay(
            picture.blob(x, y, picture.any(18, 30), wobble=0.3),
            (252, 238, 204),
            dome=9,
            relief=0.5,
            shadow=2,
            gloss=0.25,
            grain=0.02,
        )
    for _ in range(9):
        x, y = picture.within(X, Y, 98)
        picture.lay(disc(x, y, 14), (222, 52, 34), dome=5, shadow=3, gloss=0.4)
        picture.lay(disc(x, y, 9), (240, 102, 66), dome=4, shadow=0, grain=0.08)
    leaves(picture, [picture.within(X, Y, 92) for _ in range(10)], 18, (64, 132, 52))
    for index in range(3):
        a = index * math.pi / 3 + 0.2
        dx, dy = 150 * math.cos(a), 150 * math.sin(a)
        picture.lay(ribbon([(X - dx, Y - dy), (X + dx, Y + dy)], 2.4), (128, 62, 28), dome=1, shadow=0, opacity=0.6)


def burger(picture: Picture) -> None:
    board(picture, 360, 270, (160, 112, 70))
    for _ in range(26):
        x, y = X + 96 + picture.any(-40, 44), Y + picture.any(-84, 84)
        picture.lay(
            box(x, y, 12, 66, turn=picture.any(-0.9, 0.9), corner=3),
            mixed((238, 186, 80), (252, 222, 140), picture.any(0, 1)),
            dome=3,
            shadow=4,
            relief=0.7,
        )
    x, y = X - 66, Y
    picture.lay(picture.blob(x + 3, y + 9, 97, wobble=0.1), (120, 168, 62), dome=4, shadow=8)
    picture.lay(picture.blob(x, y + 3, 94, wobble=0.12), (160, 200, 84), dome=4, shadow=3)
    picture.lay(box(x, y, 150, 150, turn=0.7, corner=6), (250, 186, 52), dome=3, shadow=3)
    picture.lay(disc(x, y, 84), (206, 126, 52), dome=34, relief=0.9, shadow=6, gloss=0.25, grain=0.012)
    picture.lay(disc(x - 8, y - 10, 56), (222, 148, 70), dome=34, relief=0.1, shadow=0, opacity=0.4, grain=0.01)
    sesame(picture, 70, 62, x=x, y=y - 4)


def sandwich(picture: Picture) -> None:
    board(picture, 370, 240)
    for side in (-1, 1):
        for layer, (colour, drop) in enumerate(
            (
                ((236, 196, 132), 0),
                ((150, 196, 84), 9),
                ((238, 92, 62), 16),
                ((252, 206, 82), 23),
                ((236, 170, 160), 30),
                ((236, 196, 132), 38),
            )
        ):
            x, y = X + side * 82, Y + 26 - drop
            picture.lay(
                box(x, y, 136 - layer % 2 * 6, 116, turn=side * 0.04, corner=10),
                colour,
                dome=3,
                shadow=2.5 if layer else 7,
                grain=0.03,
            )
        x, y = X + side * 82, Y - 12
        picture.lay(box(x, y, 138, 118, turn=side * 0.04, corner=14), (196, 132, 66), dome=5, shadow=3, grain=0.04)
        picture.lay(
            box(x, y, 122, 102, turn=side * 0.04, corner=12), (242, 208, 146), dome=9, shadow=0, relief=0.4, grain=0.06
        )
        for _ in range(60):
            px, py = x + picture.any(-54, 54), y + picture.any(-44, 44)
            picture.lay(picture.blob(px, py, picture.any(1.2, 3)), (222, 174, 104), dome=1, relief=-0.5, shadow=0)
    leaves(picture, [(X - 4, Y + 96), (X + 10, Y + 100)], 14)


def saltbread(picture: Picture) -> None:
    board(picture, 400, 250, (214, 176, 126))
    for cx, cy, lean in ((X - 92, Y - 36, -0.5), (X + 74, Y - 44, 0.45), (X - 18, Y + 52, -0.1)):
        picture.lay(oval(cx, cy, 92, 41, turn=lean), CRUST, dome=26, relief=1.0, shadow=8, gloss=0.25, grain=0.02)
        for ring in range(-3, 4):
            c, s = math.cos(lean), math.sin(lean)
            half = 40 * math.sqrt(1 - (ring / 4.1) ** 2)
            line = [
                (
                    cx + (ring * 22 + 9 * math.sin(t * 1.2 + 0.4)) * c - t * half / 1.6 * s,
                    cy + (ring * 22 + 9 * math.sin(t * 1.2 + 0.4)) * s + t * half / 1.6 * c,
                )
                for t in (-1.5, -0.9, -0.3, 0.3, 0.9, 1.5)
            ]
            picture.lay(ribbon(line, 6), (164, 92, 34), dome=4, relief=-0.6, shadow=0, opacity=0.5)
        picture.scatter(
            22,
            cx,
            cy,
            30,
            lambda x, y: picture.lay(
                box(x, y, 4.4, 4, turn=picture.any(0, 3), corner=1), (255, 253, 248), dome=1.2, shadow=1.2
            ),
        )


def croissant(picture: Picture) -> None:
    plate(picture, 150, (232, 226, 214))
    for cx, cy, lean in ((X - 10, Y - 40, 0.15), (X + 4, Y + 58, -0.1)):
        for index in range(-4, 5):
            a = index * 0.3
            x, y = cx + 112 * math.sin(a + lean), cy + 52 - 74 * math.cos(a)
            width = 56 - abs(index) * 7.5
            tone = mixed((226, 158, 74), (168, 94, 32), abs(index) / 6 + picture.any(-0.04, 0.1))
            picture.lay(
                oval(x, y, 23, width * 0.78, turn=a), tone, dome=11, relief=1.0, shadow=4, gloss=0.3, grain=0.03
            )
            for stripe in (-8, 0, 8):
                reach = width * 0.62
                line = [
                    (
                        x + stripe * math.cos(a) - t * reach * math.sin(a),
                        y + stripe * math.sin(a) + t * reach * math.cos(a),
                    )
                    for t in (-1, -0.5, 0, 0.5, 1)
                ]
                picture.lay(ribbon(line, 2), mixed(tone, (110, 52, 14), 0.5), dome=1.5, shadow=0, opacity=0.6)
    picture.scatter(
        40,
        X,
        Y,
        128,
        lambda x, y: picture.lay(picture.blob(x, y, picture.any(1, 3.4), wobble=0.5), (214, 148, 66), dome=1, shadow=1),
    )


def twist(picture: Picture) -> None:
    board(picture, 400, 240, (236, 220, 190))
    for row in range(4):
        y = Y - 78 + row * 52
        for index in range(9):
            x = X - 136 + index * 34 + picture.any(-1, 1)
            picture.lay(
                oval(x, y, 27, 16, turn=0.85),
                mixed(CRUST, (160, 88, 30), picture.any(0, 0.3)),
                dome=10,
                relief=1.0,
                shadow=4,
                gloss=0.15,
                grain=0.03,
            )
        for _ in range(210):
            px, py = X + picture.any(-156, 156), y + picture.any(-19, 19)
            picture.lay(box(px, py, 2, 2, corner=0.6), (255, 252, 246), dome=0.6, shadow=0.7)


def bungeo(picture: Picture) -> None:
    picture.lay(box(X, Y, 380, 250, turn=-0.05, corner=6), (236, 226, 206), dome=2, shadow=7, grain=0.02)
    for cx, cy in ((X - 46, Y - 78), (X + 42, Y), (X - 40, Y + 80)):
        tail: Outline = [(cx + 70, cy), (cx + 128, cy - 42), (cx + 112, cy), (cx + 128, cy + 42)]
        picture.lay(tail, (190, 118, 50), dome=6, relief=0.8, shadow=5)
        picture.lay(oval(cx, cy, 98, 40), (208, 136, 62), dome=13, relief=0.9, shadow=6, gloss=0.15, grain=0.03)
        for column in range(6):
            for row in range(-2, 3):
                x, y = cx - 26 + column * 19, cy + row * 13 + column % 2 * 6
                if ((x - cx) / 88) ** 2 + ((y - cy) / 33) ** 2 < 1:
                    arc = [(x + 8 * math.sin(t), y + 7 * math.cos(t)) for t in (0.3, 0.9, 1.57, 2.2, 2.8)]
                    picture.lay(ribbon(arc, 2.6), (150, 82, 28), dome=1.5, relief=-0.8, shadow=0)
        picture.lay(disc(cx - 66, cy - 9, 7), (226, 160, 84), dome=3, shadow=1.5)
        picture.lay(disc(cx - 66, cy - 9, 2.6), (110, 56, 20), dome=1, shadow=0)
        picture.lay(
            ribbon([(cx - 42, cy - 29), (cx - 36, cy), (cx - 42, cy + 29)], 3.4),
            (150, 82, 28),
            dome=1.5,
            relief=-0.8,
            shadow=0,
        )
        for stripe in (-16, 0, 16):
            picture.lay(
                ribbon([(cx + 82, cy + stripe * 0.4), (cx + 112, cy + stripe * 1.6)], 2.4),
                (140, 76, 26),
                dome=1,
                shadow=0,
            )
