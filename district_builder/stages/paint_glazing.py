"""Paints upper windows side by side: the sky in the glass with what hangs behind it, and rooms with their lamps on."""

import numpy as np
from PIL import Image, ImageDraw

from district_builder.stages.surfaces import GLAZING_KINDS, ROOM_KINDS

SKY, STREET = np.array([126, 152, 176]), np.array([44, 56, 66])  # what glass returns above and below
CLASS = ROOM_KINDS[0]


def paint_glazing(size: tuple[int, int]) -> Image.Image:
    """All kinds of glazing from left to right, RGB; a tile shows one of them on each pane."""
    width, tall = size
    sheet = Image.new("RGB", size)
    draw = ImageDraw.Draw(sheet)
    for kind in range(GLAZING_KINDS):
        left, right = round(kind * width / GLAZING_KINDS), round((kind + 1) * width / GLAZING_KINDS)
        if kind in ROOM_KINDS:
            _paint_room(draw, left, right, tall, is_class=kind == CLASS)
        else:
            _paint_glass(draw, left, right, tall)
            _hang(draw, kind, left, right, tall)
    return sheet


def _paint_glass(draw: ImageDraw.ImageDraw, left: int, right: int, tall: int) -> None:
    for row in range(tall):
        near_sky = (1 - row / (tall - 1)) ** 1.4
        colour = SKY * near_sky + STREET * (1 - near_sky)
        draw.line([(left, row), (right, row)], fill=tuple(int(v) for v in colour))


def _hang(draw: ImageDraw.ImageDraw, kind: int, left: int, right: int, tall: int) -> None:
    """Before or in the dark room: a blind, lamps far inside, curtains drawn aside, or nothing."""
    if kind in (1, 4):  # roller blinds
        for row in range(0, tall * (5 if kind == 1 else 8) // 12):
            shade = 176 + 8 * (row % 7 == 0) - row // 8
            draw.line([(left, row), (right, row)], fill=(shade, shade - 2, shade - 12))
    if kind == 2:
        for lamp in range(3):
            x, y = left + 16 + lamp * 34, 30 + lamp * 3
            draw.rectangle([x, y, x + 20, y + 3], fill=(228, 232, 226))
    if kind == 3:  # a venetian blind
        for row in range(6, tall * 3 // 4, 5):
            draw.line([(left, row), (right, row)], fill=(150, 158, 162), width=2)
    if kind == 5:
        for fold in range(5):
            tone = 168 - 16 * (fold % 2)
            for x in (left + fold * 5, right - 4 - fold * 5):
                draw.rectangle([x, 8, x + 4, tall], fill=(tone, tone - 8, tone - 22))


def _paint_room(draw: ImageDraw.ImageDraw, left: int, right: int, tall: int, *, is_class: bool) -> None:
    """A room as one sees it from the pavement: much ceiling with its lamps, the back wall, tops of furniture."""
    wide = right - left
    eaves, seats = tall * 52 // 100, tall * 84 // 100  # where the back wall begins and where furniture hides it
    for row in range(tall):
        tone = 196 - 42 * row // eaves if row < eaves else 204 - 60 * (row - eaves) // (tall - eaves)
        draw.line([(left, row), (right, row)], fill=(tone, tone - 2, tone - 8))
    draw.line([(left, eaves), (right, eaves)], fill=(128, 126, 120), width=2)
    for line in range(3):  # rows of lamps, closer together and smaller the farther they are
        low = 8 + line * line * 4 + line * 12
        aside = wide * line // 16
        for column in range(2):
            x = left + aside + wide // 10 + column * (wide - 2 * aside) // 2
            draw.rectangle([x, low, x + wide * (4 - line) // 13, low + 5 - line], fill=(255, 255, 252))
    if is_class:
        board = [left + wide // 5, eaves + 6, right - wide // 4, seats - 6]
        draw.rectangle(board, fill=(124, 142, 132), outline=(178, 168, 148))
    else:
        for shelf in range(3):
            y = eaves + 6 + shelf * 11
            draw.rectangle([left + wide // 12, y, left + wide * 7 // 12, y + 7], fill=(176 - 22 * shelf, 158, 140))
        draw.rectangle([right - wide // 4, eaves + 5, right - wide // 12, tall], fill=(150, 134, 116))  # a door
    for seat in range(4):
        x = left + wide * seat // 4
        draw.rectangle([x + 3, seats + 4 * (seat % 2), x + wide // 4 - 4, tall], fill=(96, 88, 80))
