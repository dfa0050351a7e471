"""Paints the pictures that stages/art.py describes: signs, notices, boards."""

from functools import lru_cache, singledispatch

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from assets import FONT_FILES
from district_builder.geometry.letters import has_letter
from district_builder.stages.art import (
    Blank,
    Cloth,
    Lettering,
    LightPool,
    Notice,
    Sheen,
    SignFace,
    SoftShadow,
    TenantBoard,
    UprightFace,
)
from district_builder.stages.colours import bytes_of, is_dark

BODY_FONT = "Pretendard-SemiBold.otf"
WHOLE_FONT = "Pretendard-Black.otf"
FILM_ALPHA = 216  # of 255: the room behind is guessed, the words are read


@lru_cache(maxsize=512)
def face(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_FILES / name), pixels)


def fitting_face(name: str, text: str, width: float, height: float) -> ImageFont.FreeTypeFont:
    """The largest size at which the text keeps within a width and a height in pixels.

    A face that lacks a letter of the text gives way to the one that has all 11,172 syllables.
    """
    if not all(letter.isspace() or has_letter(FONT_FILES / name, letter) for letter in text):
        name = WHOLE_FONT
    size = max(8, int(height))
    length = face(name, size).getlength(text)
    if length > width:
        size = max(8, int(size * width / length))
    return face(name, size)


@singledispatch
def paint(picture: object) -> Image.Image:
    raise TypeError(f"No painter for {type(picture).__name__}. Register one in stages/paint_art.py.")


@paint.register
def _(picture: SignFace) -> Image.Image:
    image = Image.new("RGB", (picture.width, picture.height), bytes_of(picture.board))
    draw = ImageDraw.Draw(image)
    if picture.is_lit:
        _glow(image)
    small = picture.small_text if picture.height >= 44 else ""
    room = picture.height * (0.60 if small else 0.70)
    font = fitting_face(picture.font, picture.text, picture.width * 0.88, room)
    middle = picture.height * (0.42 if small else 0.5)
    draw.text((picture.width / 2, middle), picture.text, bytes_of(picture.letter), font=font, anchor="mm")
    if small:
        line = fitting_face(BODY_FONT, small, picture.width * 0.7, picture.height * 0.17)
        draw.text((picture.width / 2, picture.height * 0.84), small, bytes_of(picture.letter), font=line, anchor="mm")
    return image


def _glow(image: Image.Image) -> None:
    """A light box is brighter along its middle, where the tubes are."""
    width, height = image.size
    shade = Image.linear_gradient("L").resize((width, height * 2)).crop((0, 0, width, height))
    dim = Image.blend(shade, shade.transpose(Image.Transpose.FLIP_TOP_BOTTOM), 0.5).point(lambda v: 26 - v // 6)
    image.paste(Image.new("RGB", image.size, (255, 255, 255)), mask=dim)


@paint.register
def _(picture: UprightFace) -> Image.Image:
    image = Image.new("RGB", (picture.width, picture.height), bytes_of(picture.board))
    draw = ImageDraw.Draw(image)
    draw.rectangle([1, 1, picture.width - 2, picture.height - 2], outline=bytes_of(picture.letter), width=2)
    fill = bytes_of(picture.letter)
    if picture.height >= picture.width * 1.5:
        letters = [letter for letter in picture.text if not letter.isspace()][:8]
        step = (picture.height - 12) / max(len(letters), 1)
        size = int(min(picture.width * 0.74, step * 0.94))
        for index, letter in enumerate(letters):
            at = (picture.width / 2, 6 + step * (index + 0.5))
            draw.text(at, letter, fill, font=fitting_face(picture.font, letter, picture.width, size), anchor="mm")
        return image
    lines = _two_lines(picture.text)
    for index, text in enumerate(lines):
        font = fitting_face(picture.font, text, picture.width * 0.84, picture.height * 0.74 / len(lines))
        at = (picture.width / 2, picture.height * (index + 0.5 + (0.06, -0.06)[index] * (len(lines) - 1)) / len(lines))
        draw.text(at, text, fill, font=font, anchor="mm")
    return image


def _two_lines(text: str) -> list[str]:
    if len(text) <= 4:
        return [text]
    words = text.split()
    if len(words) > 1:
        half = min(range(1, len(words)), key=lambda k: abs(len(" ".join(words[:k])) - len(" ".join(words[k:]))))
        return [" ".join(words[:half]), " ".join(words[half:])]
    middle = (len(text) + 1) // 2
    return [text[:middle], text[middle:]]


@paint.register
def _(picture: Lettering) -> Image.Image:
    colour = bytes_of(picture.letter)
    ground = (*bytes_of(picture.film), FILM_ALPHA) if picture.film else (*colour, 0)
    image = Image.new("RGBA", (picture.width, picture.height), ground)
    share = 0.66 if picture.film else 0.78
    font = fitting_face(BODY_FONT, picture.text, picture.width - 6, picture.height * share)
    ImageDraw.Draw(image).text(
        (picture.width / 2, picture.height / 2), picture.text, (*colour, 255), font=font, anchor="mm"
    )
    return image


@paint.register
def _(picture: Notice) -> Image.Image:
    width, height = 96, 136
    image = Image.new("RGB", (width, height), bytes_of(picture.paper))
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, width, 34], fill=bytes_of(picture.ink))
    top = "#ffffff" if is_dark(picture.ink) else "#2a2420"
    body = "#f2ece0" if is_dark(picture.paper) else "#3a342e"
    draw.text(
        (width / 2, 17),
        picture.heading,
        bytes_of(top),
        font=fitting_face(BODY_FONT, picture.heading, 84, 20),
        anchor="mm",
    )
    for index, line in enumerate(picture.lines[:4]):
        font = fitting_face(BODY_FONT, line, 84, 16)
        draw.text((width / 2, 52 + index * 22), line, bytes_of(body), font=font, anchor="mm")
    return image


@paint.register
def _(picture: TenantBoard) -> Image.Image:
    row, width = 22, 176
    image = Image.new("RGB", (width, 34 + row * max(len(picture.rows), 4) + 6), (34, 38, 44))
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, width, 30], fill=(188, 158, 98))
    draw.text(
        (width / 2, 15), picture.title, (28, 26, 22), font=fitting_face(BODY_FONT, picture.title, 160, 19), anchor="mm"
    )
    for index, (label, names) in enumerate(picture.rows):
        y = 34 + row * index
        draw.rectangle([4, y, width - 4, y + row - 3], fill=(58, 63, 72) if index % 2 else (50, 54, 62))
        draw.text((10, y + 9), label, (236, 206, 140), font=face(BODY_FONT, 13), anchor="lm")
        draw.text((38, y + 9), names, (244, 244, 240), font=fitting_face(BODY_FONT, names, width - 48, 14), anchor="lm")
    return image


@paint.register
def _(picture: Blank) -> Image.Image:  # noqa: ARG001 (chosen by its type alone)
    return Image.new("RGBA", (8, 8), (255, 255, 255, 255))


@paint.register
def _(picture: Sheen) -> Image.Image:
    size = 64
    y, x = (np.mgrid[0:size, 0:size] + 0.5) / size
    sky = np.clip(1.0 - y * 1.9, 0.0, 1.0) ** 1.3
    colour = sky[..., None] * np.array([196, 214, 236]) + (1 - sky)[..., None] * np.array([104, 116, 128])
    alpha = 34 + 150 * sky
    if picture.has_streak:
        across = x + 0.45 * y - 0.62
        alpha += 46 * np.exp(-((across / 0.09) ** 2)) + 26 * np.exp(-(((across - 0.26) / 0.05) ** 2))
    rgba = np.dstack([colour, np.clip(alpha, 0, 255)])
    return Image.fromarray(np.round(rgba).astype(np.uint8), "RGBA")


@paint.register
def _(picture: SoftShadow) -> Image.Image:  # noqa: ARG001 (chosen by its type alone)
    size = 32
    y, x = (np.mgrid[0:size, 0:size] + 0.5) * 2 / size - 1
    dusk = np.clip(1.0 - np.hypot(x, y), 0.0, 1.0)
    alpha = np.round(190 * dusk * dusk * (3 - 2 * dusk)).astype(np.uint8)
    return Image.fromarray(np.dstack([np.zeros((size, size, 3), np.uint8), alpha]), "RGBA")


@paint.register
def _(picture: LightPool) -> Image.Image:  # noqa: ARG001 (chosen by its type alone)
    size = 32
    y, x = (np.mgrid[0:size, 0:size] + 0.5) / size
    away, beside = 1.0 - y, np.clip(1.25 - np.abs(2 * x - 1) * 1.25, 0.0, 1.0)
    light = away**1.6 * beside * beside * (3 - 2 * beside)
    alpha = np.round(255 * light).astype(np.uint8)
    return Image.fromarray(np.dstack([np.full((size, size, 3), 255, np.uint8), alpha]), "RGBA")


@paint.register
def _(picture: Cloth) -> Image.Image:
    width, height = 56, 168
    image = Image.new("RGB", (width, height), bytes_of(picture.field))
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, height * 0.84), (width, height * 0.76), (width, height), (0, height)], fill=bytes_of(picture.hem))
    step = height * 0.68 / max(len(picture.text), 1)
    for index, letter in enumerate(picture.text):
        font = fitting_face(WHOLE_FONT, letter, width * 0.7, min(step * 0.9, width * 0.62))
        at = (width / 2, height * 0.06 + step * (index + 0.5))
        draw.text(at, letter, bytes_of(picture.letter), font=font, anchor="mm")
    return image
