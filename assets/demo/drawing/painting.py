"""A brush for small pictures seen from above: outlines become soft, lit shapes that throw a shadow.

Pixels have their origin at the top left, x to the right and y down; light falls from the top left.
A picture is painted at twice its size and halved at the end, which smooths every edge.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Colour: TypeAlias = tuple[int, int, int]
Outline: TypeAlias = list[tuple[float, float]]
Pixels: TypeAlias = NDArray[np.float32]

WIDTH, HEIGHT = 480, 360
SCALE = 2
ZOOM = 1.13  # recipes think in a slightly wider sheet; what stands at its edge is cropped, as a photographer would


def oval(x: float, y: float, across: float, down: float, *, turn: float = 0.0) -> Outline:
    """An ellipse of the given radii, turned by radians."""
    steps = max(14, int(max(across, down) * 1.1))
    angles = [2 * math.pi * i / steps for i in range(steps)]
    return _turned([(across * math.cos(a), down * math.sin(a)) for a in angles], x, y, turn)


def disc(x: float, y: float, radius: float) -> Outline:
    return oval(x, y, radius, radius)


def box(x: float, y: float, width: float, height: float, *, turn: float = 0.0, corner: float = 3.0) -> Outline:
    """A rectangle with rounded corners about its centre."""
    outline: Outline = []
    for quarter, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        for step in range(5):
            angle = math.pi / 2 * (quarter + step / 4)
            outline.append(
                (
                    sx * (width / 2 - corner) + corner * math.cos(angle),
                    sy * (height / 2 - corner) + corner * math.sin(angle),
                )
            )
    return _turned(outline, x, y, turn)


def ribbon(points: Sequence[tuple[float, float]], width: float) -> Outline:
    """A band along a line; its ends are round enough at this size."""
    left, right = [], []
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = (ay - by) / length * width / 2, (bx - ax) / length * width / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def _turned(outline: Outline, x: float, y: float, turn: float) -> Outline:
    c, s = math.cos(turn), math.sin(turn)
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in outline]


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """`a` with a share of `b` stirred in."""
    red, green, blue = (round(p + (q - p) * share) for p, q in zip(a, b, strict=True))
    return red, green, blue


@dataclass(kw_only=True)
class Picture:
    """The sheet that shapes are laid on, one above the other, and the dice that vary them."""

    dice: np.random.Generator
    pixels: Pixels = field(default_factory=lambda: np.zeros((HEIGHT * SCALE, WIDTH * SCALE, 3), np.float32))

    def any(self, least: float, most: float) -> float:
        return float(self.dice.uniform(least, most))

    def within(self, x: float, y: float, radius: float) -> tuple[float, float]:
        """A place inside a circle, evenly spread."""
        reach, angle = radius * math.sqrt(self.any(0, 1)), self.any(0, 2 * math.pi)
        return x + reach * math.cos(angle), y + reach * math.sin(angle)

    def blob(self, x: float, y: float, radius: float, *, wobble: float = 0.12, flat: float = 1.0) -> Outline:
        """A lump like nature makes them: a circle whose radius wanders."""
        waves = [(n, self.any(0, 2 * math.pi), wobble * self.any(0.4, 1) / n) for n in (2, 3, 5)]
        turn = self.any(0, math.pi)
        outline = []
        for step in range(30):
            angle = 2 * math.pi * step / 30
            reach = radius * (1 + sum(size * math.sin(n * angle + phase) for n, phase, size in waves))
            outline.append((reach * math.cos(angle), flat * reach * math.sin(angle)))
        return _turned(outline, x, y, turn)

    def lay(
        self,
        outline: Outline,
        colour: Colour,
        *,
        dome: float = 4.0,
        relief: float = 0.5,
        gloss: float = 0.0,
        shadow: float = 3.0,
        grain: float = 0.03,
        opacity: float = 1.0,
    ) -> None:
        """Lay one shape. `dome` is how far in from the edge it still rises, `relief` how strongly light shows that."""
        cx, cy = WIDTH / 2, HEIGHT / 2
        points = [((cx + (px - cx) * ZOOM) * SCALE, (cy + (py - cy) * ZOOM) * SCALE) for px, py in outline]
        pad = int((shadow * 3 + dome * 2) * SCALE) + 4
        left = max(int(min(p[0] for p in points)) - pad, 0)
        top = max(int(min(p[1] for p in points)) - pad, 0)
        right = min(int(max(p[0] for p in points)) + pad, WIDTH * SCALE)
        bottom = min(int(max(p[1] for p in points)) + pad, HEIGHT * SCALE)
        if right - left < 2 or bottom - top < 2:
            return
        stencil = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(stencil).polygon([(px - left, py - top) for px, py in points], fill=255)
        under = self.pixels[top:bottom, left:right]
        if shadow > 0:
            fallen = Image.new("L", stencil.size, 0)
            fallen.paste(stencil, (round(shadow * 0.8), round(shadow * 1.3)))
            under *= (1 - 0.42 * opacity * _blurred(fallen, shadow))[..., None]
        height = _blurred(stencil, dome)
        slope_down, slope_right = np.gradient(height)
        light = np.clip((slope_right * 0.6 + slope_down * 0.8) * dome * SCALE * relief, -0.6, 0.5)
        speckle = self.dice.normal(0, grain, height.shape).astype(np.float32)
        lit = np.asarray(colour, np.float32) / 255 * (1 + light + speckle)[..., None]
        if gloss:
            lit = lit + gloss * np.clip(light * 2.2 - 0.25, 0, 1)[..., None]
        cover = np.asarray(stencil, np.float32)[..., None] / 255 * opacity
        under += (np.clip(lit, 0, 1) - under) * cover

    def scatter(self, count: int, x: float, y: float, radius: float, shape: Callable[[float, float], None]) -> None:
        for _ in range(count):
            shape(*self.within(x, y, radius))

    def finished(self) -> Image.Image:
        """The picture at its own size, with a breath of light from the top left."""
        rows, columns = np.mgrid[0 : HEIGHT * SCALE, 0 : WIDTH * SCALE].astype(np.float32)
        glow = 1.06 - 0.16 * (rows / (HEIGHT * SCALE) * 0.6 + columns / (WIDTH * SCALE) * 0.4)
        whole = Image.fromarray((np.clip(self.pixels * glow[..., None], 0, 1) * 255).astype(np.uint8), "RGB")
        return whole.resize((WIDTH, HEIGHT), Image.Resampling.BOX)


def _blurred(stencil: Image.Image, radius: float) -> Pixels:
    return np.asarray(stencil.filter(ImageFilter.GaussianBlur(radius * SCALE / 2)), np.float32) / np.float32(255)
