"""Recipes for noodles and pasta."""

import math

from assets.demo.drawing.painting import Colour, Picture, box, mixed, oval, ribbon
from assets.demo.drawing.tableware import (
    X,
    Y,
    bowl,
    egg_half,
    fat,
    leaves,
    plate,
    sesame,
    side_dish,
    spoon_and_sticks,
    spring_onion,
    strands,
)

CARROT: Colour = (232, 122, 40)
KIMCHI: Colour = (206, 66, 34)


def kalguksu(picture: Picture) -> None:
    bowl(picture, (226, 206, 160), 140)
    strands(picture, (246, 230, 192), count=80, radius=98, width=7)
    for _ in range(7):
        x, y = picture.within(X - 10, Y + 10, 72)
        turn = picture.any(0, 6.28)
        picture.lay(oval(x, y, 19, 14, turn=turn), (92, 82, 78), dome=5, shadow=3, gloss=0.3)
        picture.lay(oval(x + 2, y + 1, 15, 10.5, turn=turn), (238, 226, 206), dome=5, relief=-0.5, shadow=0)
        picture.lay(picture.blob(x + 2, y + 1, 8, flat=0.7), (238, 186, 112), dome=4, shadow=1, gloss=0.3)
    for colour, count in (((118, 158, 64), 12), (CARROT, 9)):
        for _ in range(count):
            x, y = picture.within(X + 22, Y - 30, 44)
            picture.lay(
                box(x, y, 30, 4.5, turn=picture.any(-0.9, 0.9), corner=2), colour, dome=1.5, shadow=1.8, gloss=0.15
            )
    spring_onion(picture, 22, 62)
    side_dish(picture, 62, 66, KIMCHI)
    spoon_and_sticks(picture)


def janchi(picture: Picture) -> None:
    bowl(picture, (214, 178, 112), 138, (70, 92, 118))
    strands(picture, (250, 240, 216), count=120, radius=92, width=3.6)
    stripes: list[Colour] = [(250, 206, 70), CARROT, (112, 152, 62), (60, 50, 44), (248, 240, 220)]
    for index, colour in enumerate(stripes):
        for _ in range(9):
            x, y = X - 52 + index * 26 + picture.any(-9, 9), Y + picture.any(-28, 28)
            picture.lay(
                box(x, y, 5, 38, turn=picture.any(-0.3, 0.3), corner=2), colour, dome=1.8, shadow=1.8, gloss=0.1
            )
    sesame(picture, 30, 55)
    spoon_and_sticks(picture)


def ramen(picture: Picture) -> None:
    bowl(picture, (176, 104, 44), 142, (48, 44, 50))
    fat(picture, (236, 168, 74), 40)
    strands(picture, (244, 208, 116), count=90, radius=92, width=4.4)
    picture.lay(box(X - 66, Y - 84, 74, 96, turn=-0.25, corner=2), (34, 50, 38), dome=2, shadow=3, grain=0.08)
    for dx, dy in ((34, -62), (66, -32)):
        picture.lay(
            picture.blob(X + dx, Y + dy, 39, wobble=0.1), (196, 132, 96), dome=4, shadow=4, gloss=0.2, grain=0.04
        )
        for ring in (0.86, 0.55, 0.28):
            picture.lay(
                picture.blob(X + dx, Y + dy, 39 * ring, wobble=0.16),
                (228, 178, 148) if ring > 0.5 else (182, 112, 78),
                dome=3,
                shadow=0,
                grain=0.05,
            )
    egg_half(picture, X - 48, Y + 42, 29)
    egg_half(picture, X + 8, Y + 66, 29, turn=-0.3)
    for index in range(7):
        picture.lay(
            box(X + 66 + index % 2 * 7, Y + 22 + index * 6, 42, 8, turn=0.2, corner=2),
            (190, 146, 84),
            dome=2.5,
            shadow=2,
            gloss=0.2,
        )
    spring_onion(picture, 30, 30, x=X - 8, y=Y - 6)


def jjamppong(picture: Picture) -> None:
    bowl(picture, (192, 52, 22), 142)
    strands(picture, (246, 214, 142), count=60, radius=96, width=5)
    fat(picture, (246, 128, 48), 46)
    for _ in range(8):
        x, y = picture.within(X, Y, 76)
        turn = picture.any(0, 6.28)
        picture.lay(oval(x, y, 24, 15, turn=turn), (34, 34, 46), dome=6, shadow=4, gloss=0.5)
        picture.lay(oval(x, y + 1, 17, 9, turn=turn), (240, 150, 64), dome=5, shadow=0, gloss=0.3)
    for _ in range(7):
        x, y = picture.within(X, Y, 80)
        start = picture.any(0, 6.28)
        picture.lay(
            ribbon([(x + 15 * math.cos(start + t / 3), y + 15 * math.sin(start + t / 3)) for t in range(15)], 10),
            (244, 168, 124),
            dome=4,
            shadow=3,
            gloss=0.3,
        )
    leaves(picture, [picture.within(X, Y, 82) for _ in range(11)], 16, (108, 150, 60))
    spring_onion(picture, 18, 70)


def jjajang(picture: Picture) -> None:
    bowl(picture, (62, 36, 24), 138)
    strands(picture, (240, 206, 128), count=110, radius=100, width=6)
    picture.lay(picture.blob(X, Y + 6, 70, wobble=0.22), (50, 28, 18), dome=12, shadow=5, gloss=0.25)
    for _ in range(44):
        x, y = picture.within(X, Y + 6, 62)
        picture.lay(
            picture.blob(x, y, picture.any(5, 10)),
            mixed((58, 34, 22), (140, 84, 44), picture.any(0, 0.7)),
            dome=4,
            shadow=2,
            gloss=0.45,
        )
    for _ in range(26):
        x, y = X + picture.any(-26, 26), Y - 12 + picture.any(-20, 20)
        picture.lay(
            box(x, y, 32, 4, turn=picture.any(-0.5, 0.5), corner=2),
            mixed((176, 210, 112), (232, 244, 196), picture.any(0, 1)),
            dome=1.6,
            shadow=2,
        )
    side_dish(picture, 64, 290, (248, 206, 48))
    side_dish(picture, 62, 66, (244, 236, 214))


def pasta(picture: Picture) -> None:
    plate(picture, 152)
    picture.lay(picture.blob(X, Y, 88, wobble=0.08), (246, 226, 184), dome=10, shadow=3, gloss=0.2)
    strands(picture, (250, 222, 150), count=130, radius=82, width=4.4)
    for _ in range(15):
        x, y = picture.within(X, Y, 66)
        turn = picture.any(0, 6.28)
        picture.lay(oval(x, y, 15, 9, turn=turn), (190, 142, 98), dome=3, shadow=3)
        picture.lay(oval(x, y, 11, 5, turn=turn), (236, 212, 178), dome=2, shadow=0)
    picture.lay(picture.blob(X, Y - 6, 38, wobble=0.25), (255, 250, 238), dome=12, shadow=3, relief=0.7)
    leaves(picture, [(X - 8, Y - 10), (X + 9, Y - 4), (X, Y + 8)], 15, (70, 136, 54))
    picture.scatter(70, X, Y, 108, lambda x, y: picture.lay(picture.blob(x, y, 1.6), (54, 42, 34), dome=0.6, shadow=0))
