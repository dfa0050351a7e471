"""Recipes for rice, soup, stew and porridge."""

import math

from assets.demo.drawing.painting import Colour, Picture, box, disc, mixed, oval
from assets.demo.drawing.tableware import (
    LEAF,
    STONE,
    X,
    Y,
    bowl,
    egg_half,
    fat,
    fried_egg,
    sesame,
    side_dish,
    spoon_and_sticks,
    spring_onion,
)

CARROT: Colour = (232, 122, 40)
MEAT: Colour = (136, 84, 58)
KIMCHI: Colour = (206, 66, 34)


def bibimbap(picture: Picture) -> None:
    bowl(picture, (240, 234, 220), 142, STONE)
    heaps: list[Colour] = [
        (106, 150, 60),
        (238, 126, 42),
        (250, 222, 120),
        (128, 88, 58),
        (232, 220, 186),
        (150, 112, 66),
        (176, 208, 120),
        MEAT,
    ]
    for index, colour in enumerate(heaps):
        angle = index * math.pi / 4
        cx, cy = X + 74 * math.cos(angle), Y + 4 + 74 * math.sin(angle)
        picture.lay(picture.blob(cx, cy, 35, wobble=0.1), mixed(colour, (30, 20, 10), 0.3), dome=9, shadow=3)
        for _ in range(34):
            x, y = picture.within(cx, cy, 29)
            tone = mixed(colour, (255, 246, 220), picture.any(0, 0.3))
            picture.lay(
                box(x, y, picture.any(20, 30), 4.2, turn=angle + picture.any(-0.7, 0.7), corner=2),
                tone,
                dome=1.7,
                shadow=1.8,
                gloss=0.2,
            )
    fried_egg(picture, X, Y + 2, 45)
    sesame(picture, 46, 96)
    picture.lay(picture.blob(X + 44, Y - 36, 17), (178, 34, 20), dome=7, shadow=3, gloss=0.5)
    spoon_and_sticks(picture)


def gukbap(picture: Picture) -> None:
    bowl(picture, (228, 214, 190), 140, (46, 42, 42))
    fat(picture, (248, 238, 214), 30)
    for _ in range(15):
        x, y = picture.within(X, Y + 4, 76)
        picture.lay(
            picture.blob(x, y, picture.any(17, 24), flat=0.75),
            mixed((132, 92, 74), (216, 186, 160), picture.any(0, 0.7)),
            dome=4,
            shadow=3.5,
            gloss=0.2,
            grain=0.05,
        )
    for _ in range(6):
        x, y = picture.within(X, Y, 62)
        picture.lay(disc(x, y, 19), (70, 40, 34), dome=4, shadow=4, gloss=0.3)
        picture.lay(disc(x, y, 15.5), (106, 64, 52), dome=3, shadow=0, grain=0.16)
    spring_onion(picture, 46, 48, x=X - 8, y=Y - 10)
    picture.lay(picture.blob(X + 46, Y + 34, 17), (184, 44, 22), dome=6, shadow=2, gloss=0.3)
    side_dish(picture, 60, 64, KIMCHI)
    side_dish(picture, 62, 294, (240, 190, 150))
    spoon_and_sticks(picture)


def jjigae(picture: Picture) -> None:
    bowl(picture, (196, 58, 26), 138, STONE)
    fat(picture, (250, 146, 60), 44)
    for _ in range(16):
        x, y = picture.within(X, Y + 4, 80)
        picture.lay(
            picture.blob(x, y, 25, wobble=0.35, flat=0.6),
            mixed(KIMCHI, (250, 190, 110), picture.any(0, 0.6)),
            dome=4,
            shadow=3,
            gloss=0.4,
        )
    for _ in range(8):
        x, y = picture.within(X, Y + 4, 72)
        picture.lay(
            box(x, y, 38, 30, turn=picture.any(-0.6, 0.6), corner=3),
            (250, 238, 214),
            dome=4,
            shadow=4,
            gloss=0.15,
            grain=0.012,
        )
    for _ in range(7):
        x, y = picture.within(X, Y + 4, 76)
        picture.lay(box(x, y, 40, 17, turn=picture.any(0, 3), corner=3), (208, 146, 118), dome=3, shadow=3, gloss=0.25)
        picture.lay(box(x, y - 2, 36, 5, turn=0, corner=2), (248, 226, 208), dome=2, shadow=0, opacity=0.7)
    spring_onion(picture, 30, 76)
    side_dish(picture, 62, 62, (116, 156, 68))
    spoon_and_sticks(picture)


def juk(picture: Picture) -> None:
    bowl(picture, (240, 224, 180), 136, (126, 92, 66))
    for _ in range(300):
        x, y = picture.within(X, Y + 4, 104)
        picture.lay(
            oval(x, y, 4.6, 2.8, turn=picture.any(0, 3)),
            mixed((246, 232, 194), (255, 250, 232), picture.any(0, 1)),
            dome=1.8,
            shadow=1,
            gloss=0.15,
        )
    for _ in range(10):
        x, y = picture.within(X, Y + 2, 60)
        picture.lay(picture.blob(x, y, 17, flat=0.7), (204, 160, 92), dome=5, shadow=3, gloss=0.4)
    for _ in range(50):
        x, y = picture.within(X, Y, 72)
        picture.lay(
            box(x, y, 5, 5, turn=picture.any(0, 3), corner=1),
            CARROT if picture.any(0, 1) > 0.55 else LEAF,
            dome=1.4,
            shadow=1,
        )
    picture.lay(disc(X + 4, Y - 4, 18), (248, 176, 36), dome=9, shadow=2, gloss=0.7)
    sesame(picture, 34, 70)
    side_dish(picture, 60, 64, (250, 246, 232))
    side_dish(picture, 62, 296, (120, 74, 48))


def baekban(picture: Picture) -> None:
    picture.lay(box(X, Y, 440, 316, corner=20), (120, 74, 46), dome=5, shadow=9, grain=0.03)
    picture.lay(box(X, Y, 416, 292, corner=14), (142, 92, 60), dome=4, relief=-0.4, shadow=0, grain=0.03)
    bowl(picture, (250, 248, 240), 66, (92, 110, 128), x=132, y=240)
    for _ in range(170):
        x, y = picture.within(132, 242, 46)
        picture.lay(oval(x, y, 4.2, 2.5, turn=picture.any(0, 3)), (255, 253, 246), dome=1.6, shadow=1)
    bowl(picture, (178, 118, 60), 64, (52, 48, 48), x=330, y=240)
    for _ in range(9):
        x, y = picture.within(330, 243, 40)
        picture.lay(box(x, y, 19, 17, turn=picture.any(0, 2), corner=2), (250, 238, 214), dome=3, shadow=2.5)
    spring_onion(picture, 14, 40, x=330, y=242)
    foods: list[Colour] = [KIMCHI, (112, 152, 64), (250, 214, 92), (126, 74, 44)]
    for index, food in enumerate(foods):
        side_dish(picture, 96 + index * 96, 98, food, 42)


def tteokbokki(picture: Picture) -> None:
    bowl(picture, (196, 44, 18), 144)
    for _ in range(30):
        x, y = picture.within(X, Y + 4, 82)
        turn = picture.any(0, math.pi)
        picture.lay(
            box(x, y, 66, 17, turn=turn, corner=8),
            mixed((224, 78, 36), (255, 196, 150), picture.any(0.05, 0.5)),
            dome=7,
            relief=0.9,
            shadow=5,
            gloss=0.7,
        )
    for _ in range(9):
        x, y = picture.within(X, Y + 4, 82)
        picture.lay(
            box(x, y, 46, 26, turn=picture.any(0, 3), corner=2),
            (214, 146, 74),
            dome=3,
            shadow=3.5,
            gloss=0.35,
            grain=0.05,
        )
    egg_half(picture, X - 34, Y - 28, 28)
    egg_half(picture, X + 36, Y + 34, 28, turn=1.2)
    spring_onion(picture, 26, 88)
    sesame(picture, 55, 95)
