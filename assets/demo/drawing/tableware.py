"""What a dish stands on and in: tables, plates, bowls, cups, boards, and the liquids and strands that fill them."""

import math

import numpy as np

from assets.demo.drawing.painting import HEIGHT, SCALE, WIDTH, Colour, Picture, box, disc, mixed, oval, ribbon

X, Y = WIDTH / 2, HEIGHT / 2
WHITE: Colour = (246, 243, 236)
STONE: Colour = (62, 58, 56)
LEAF: Colour = (92, 148, 62)
PAINTS: tuple[Colour, ...] = (
    (214, 48, 44),
    (240, 132, 36),
    (250, 206, 56),
    (96, 168, 72),
    (40, 140, 150),
    (44, 92, 176),
    (108, 72, 156),
    (228, 120, 160),
)


def cloth(picture: Picture, colour: Colour) -> None:
    """Linen: fine threads both ways."""
    rows, columns = HEIGHT * SCALE, WIDTH * SCALE
    weave = picture.dice.normal(0, 0.018, (rows, 1)) + picture.dice.normal(0, 0.018, (1, columns))
    picture.pixels[:] = np.clip(np.asarray(colour) / 255 * (1 + weave)[..., None], 0, 1)


def wood(picture: Picture, colour: Colour) -> None:
    """Planks along the picture with grain that wanders."""
    rows, columns = HEIGHT * SCALE, WIDTH * SCALE
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    tone = np.zeros((rows, columns), np.float32)
    for wave in range(5):
        drift = picture.any(2, 9) * np.sin(x / picture.any(140, 420) + picture.any(0, 6))
        tone += 0.022 * np.sin((y + drift) / picture.any(2.0, 11.0) + wave)
    for plank in range(0, rows, 180):
        tone[plank : plank + 180] += picture.any(-0.06, 0.05)
        tone[plank : plank + 3] -= 0.22
    picture.pixels[:] = np.clip(np.asarray(colour) / 255 * (1 + tone)[..., None], 0, 1)


def plate(picture: Picture, radius: float = 140, colour: Colour = WHITE, *, x: float = X, y: float = Y) -> None:
    """A plate with a raised rim."""
    picture.lay(disc(x, y, radius), colour, dome=5, shadow=9, relief=0.5, gloss=0.12, grain=0.006)
    picture.lay(disc(x, y, radius * 0.95), mixed(colour, (120, 110, 100), 0.06), dome=4, shadow=0, grain=0.006)
    picture.lay(disc(x, y, radius * 0.74), mixed(colour, (90, 80, 70), 0.17), dome=4, shadow=0, relief=0.1, grain=0.004)
    picture.lay(disc(x + 1.5, y + 2, radius * 0.72), colour, dome=12, shadow=0, relief=-0.12, grain=0.006)


def bowl(
    picture: Picture, soup: Colour, radius: float = 135, colour: Colour = WHITE, *, x: float = X, y: float = Y
) -> None:
    """A deep bowl filled to a finger below the rim; the far wall shades the soup."""
    picture.lay(disc(x, y, radius), colour, dome=6, shadow=11, relief=0.6, gloss=0.2, grain=0.008)
    picture.lay(
        disc(x, y, radius * 0.93), mixed(colour, (30, 22, 18), 0.38), dome=10, shadow=0, relief=-0.5, grain=0.008
    )
    picture.lay(disc(x + 1, y + 3, radius * 0.855), mixed(soup, (25, 12, 6), 0.3), dome=5, shadow=0, relief=0.0)
    picture.lay(disc(x + 1.5, y + 4, radius * 0.84), soup, dome=22, shadow=0, relief=0.18, grain=0.012)


def fat(picture: Picture, colour: Colour, count: int = 26, radius: float = 104) -> None:
    """Beads of oil on a soup."""
    picture.scatter(
        count,
        X,
        Y + 3,
        radius,
        lambda x, y: picture.lay(disc(x, y, picture.any(1.5, 5)), colour, dome=1.5, shadow=0, gloss=0.5, opacity=0.55),
    )


def strands(
    picture: Picture,
    colour: Colour,
    *,
    count: int = 90,
    radius: float = 92,
    width: float = 5.0,
    x: float = X,
    y: float = Y,
) -> None:
    """Noodles: arcs that follow each other in swirls."""
    for index in range(round(count * 1.5)):
        fold = math.pi * 2 * (index % 5) / 5
        cx, cy = x + radius * 0.4 * math.cos(fold), y + radius * 0.4 * math.sin(fold)
        reach, start = picture.any(0.1, 0.66) * radius, picture.any(0, 6.28)
        swing, squash = picture.any(0.9, 2.4), picture.any(0.75, 1.0)
        line = [
            (cx + reach * math.cos(start + swing * t / 9), cy + reach * squash * math.sin(start + swing * t / 9))
            for t in range(10)
        ]
        tone = mixed(colour, (150, 100, 40), picture.any(0, 0.16))
        picture.lay(ribbon(line, width), tone, dome=1.8, shadow=1.6, relief=0.9, gloss=0.25, grain=0.01)


def spring_onion(picture: Picture, count: int = 22, radius: float = 55, *, x: float = X, y: float = Y) -> None:
    """Sliced rings."""

    def ring(px: float, py: float) -> None:
        size = picture.any(2.6, 4.6)
        picture.lay(
            oval(px, py, size, size * 0.8, turn=picture.any(0, 3)),
            mixed(LEAF, (190, 220, 120), picture.any(0, 0.6)),
            dome=1.2,
            shadow=1.5,
        )
        picture.lay(oval(px, py, size * 0.45, size * 0.36), (58, 96, 38), dome=1, shadow=0)

    picture.scatter(count, x, y, radius, ring)


def sesame(picture: Picture, count: int = 40, radius: float = 80, *, x: float = X, y: float = Y) -> None:
    picture.scatter(
        count,
        x,
        y,
        radius,
        lambda px, py: picture.lay(
            oval(px, py, 2.1, 1.3, turn=picture.any(0, 3)), (246, 226, 178), dome=0.8, shadow=0.9
        ),
    )


def leaves(picture: Picture, places: list[tuple[float, float]], size: float = 13, colour: Colour = LEAF) -> None:
    """Pointed leaves with a vein."""
    for x, y in places:
        turn = picture.any(0, 6.28)
        picture.lay(
            oval(x, y, size, size * 0.45, turn=turn),
            mixed(colour, (40, 90, 40), picture.any(0, 0.4)),
            dome=3,
            shadow=2,
            gloss=0.15,
        )
        dx, dy = math.cos(turn) * size * 0.8, math.sin(turn) * size * 0.8
        picture.lay(
            ribbon([(x - dx, y - dy), (x + dx, y + dy)], 1.0), mixed(colour, (220, 240, 180), 0.5), dome=0.5, shadow=0
        )


def egg_half(picture: Picture, x: float, y: float, size: float = 24, *, turn: float = 0.4) -> None:
    """A boiled egg cut open, soft inside."""
    picture.lay(oval(x, y, size, size * 0.78, turn=turn), (250, 244, 232), dome=4, shadow=3, gloss=0.1, grain=0.006)
    picture.lay(
        oval(x + 1, y, size * 0.56, size * 0.5, turn=turn), (240, 158, 36), dome=6, shadow=0.8, gloss=0.35, grain=0.015
    )


def fried_egg(picture: Picture, x: float, y: float, size: float = 42) -> None:
    picture.lay(picture.blob(x, y, size * 1.02, wobble=0.2), (214, 160, 92), dome=2, shadow=2.5)
    picture.lay(picture.blob(x, y, size, wobble=0.18), (252, 248, 238), dome=5, shadow=0, gloss=0.1, grain=0.006)
    picture.lay(disc(x - 2, y - 1, size * 0.42), (250, 176, 34), dome=9, relief=0.9, shadow=1.5, gloss=0.7, grain=0.008)


def side_dish(picture: Picture, x: float, y: float, food: Colour, radius: float = 36) -> None:
    """A small dish with something pickled in it."""
    bowl(picture, mixed(food, (60, 20, 10), 0.35), radius, x=x, y=y)
    for _ in range(16):
        px, py = picture.within(x, y + 1, radius * 0.6)
        picture.lay(
            picture.blob(px, py, radius * 0.22, flat=0.6),
            mixed(food, (255, 240, 220), picture.any(0, 0.35)),
            dome=2.5,
            shadow=1.5,
            gloss=0.3,
        )


def spoon_and_sticks(picture: Picture, *, x: float = 414) -> None:
    steel: Colour = (190, 190, 194)
    picture.lay(box(x, 215, 6, 190, corner=3), steel, dome=2, shadow=4, gloss=0.5)
    picture.lay(oval(x, 106, 15, 24), steel, dome=5, relief=-0.8, shadow=4, gloss=0.3)
    for dx in (22, 32):
        picture.lay(box(x + dx, 190, 5, 240, corner=2.4), steel, dome=2, shadow=3, gloss=0.5)


def board(picture: Picture, width: float = 380, height: float = 240, colour: Colour = (188, 138, 86)) -> None:
    """A chopping board."""
    picture.lay(box(X, Y, width, height, corner=18), colour, dome=4, shadow=9, grain=0.03)
    for _ in range(16):
        y = picture.any(Y - height / 2 + 8, Y + height / 2 - 8)
        picture.lay(
            ribbon([(X - width / 2 + 10, y), (X, y + picture.any(-4, 4)), (X + width / 2 - 10, y)], 1.4),
            mixed(colour, (80, 40, 10), 0.3),
            shadow=0,
            dome=1,
            opacity=0.4,
        )


def cup(
    picture: Picture, drink: Colour, radius: float = 78, colour: Colour = WHITE, *, x: float = X, y: float = Y
) -> None:
    """A cup with its handle on a saucer."""
    plate(picture, radius * 1.62, colour, x=x, y=y)
    picture.lay(
        box(x + radius * 1.12, y - radius * 0.35, radius * 0.6, radius * 0.3, turn=-0.35, corner=9),
        colour,
        dome=5,
        shadow=5,
        gloss=0.2,
    )
    bowl(picture, drink, radius, colour, x=x, y=y)
