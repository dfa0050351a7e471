"""The surfaces that all tiles share: one texture of horizontal strips, each repeating along u.

1024 px = 9.6 m  (walls, pavement)          a strip: PAD | 128 px = 1.2 m | PAD
┌──────────────────────────────┐
│ plain white                  │            Strips are painted in neutral tones; the tint of a part colours them,
├──────────────────────────────┤            so one brick serves red, brown and white houses.
│ brick                        │            PAD continues the pattern, so that mipmaps do not bleed.
├──────────────────────────────┤
│ …                            │
└──────────────────────────────┘
"""

import numpy as np

from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.coats import Patch, Strip
from district_builder.geometry.mesh import Surface

TEXTURE_WIDTH, TEXTURE_HEIGHT = 1024, 2048
INNER, PAD = 128, 6
NAMES = (
    "brick",
    "mosaic",
    "granite",
    "stucco",
    "storeys",
    "wood",
    "asphalt",
    "paver",
    "guide",
    "lot",
    "shutter",
    "cladding",
    "warning",
    "glazing",
)
GLAZING_KINDS = 8
BLIND_KINDS, ROOM_KINDS = (1, 3, 4, 5), (6, 7)
"""Of the kinds of glazing those with something hung before the room, and those that show a lit room."""
_STRETCH = {
    "asphalt": 2.0,
    "lot": 2.0,
    "storeys": 2.75,
}  # coarser where nobody looks from near; a storey of windows is 3.3 m


def first_row(name: str) -> int:
    """The first inner pixel row of a strip."""
    return 32 + NAMES.index(name) * (INNER + 2 * PAD) + PAD


def _strip(name: str) -> Strip:
    stretch = _STRETCH.get(name, 1.0)
    top = first_row(name)
    return Strip(Surface.MATTER, top / TEXTURE_HEIGHT, (top + INNER) / TEXTURE_HEIGHT, 9.6 * stretch, 1.2 * stretch)


PLAIN = Strip(Surface.MATTER, 12 / TEXTURE_HEIGHT, 20 / TEXTURE_HEIGHT, 1e6, 1e6)
BRICK = _strip("brick")
MOSAIC = _strip("mosaic")
GRANITE = _strip("granite")
STUCCO = _strip("stucco")
STOREYS = _strip("storeys")
WOOD = _strip("wood")
ASPHALT = _strip("asphalt")
PAVER = _strip("paver")
GUIDE = _strip("guide")
LOT = _strip("lot")
SHUTTER = _strip("shutter")
CLADDING = _strip("cladding")
WARNING = _strip("warning")


_MEAN_TONES = {
    "glazing": 0.2,
    "storeys": 0.45,
    "asphalt": 0.65,
}  # linear; the others lie around 0.7


def mean_tones(uvs: FloatArray) -> FloatArray:
    """What the texture shows on the average at (n, 2) places of it, linear (n,); for light, not for eyes."""
    strips = np.array([1.0, *(_MEAN_TONES.get(name, 0.7) for name in NAMES)])
    rows = np.floor((uvs[:, 1] * TEXTURE_HEIGHT - 32) / (INNER + 2 * PAD)).astype(np.intp) + 1
    return np.asarray(strips[rows.clip(0, len(NAMES))])


def glazing(kind: int) -> Patch:
    """An upper window as seen from the street: sky in the glass, blinds, lamps behind it."""
    top = first_row("glazing")
    left = kind % GLAZING_KINDS / GLAZING_KINDS
    inset = 2 / TEXTURE_WIDTH
    return Patch(
        Surface.MATTER,
        left + inset,
        (top + 2) / TEXTURE_HEIGHT,
        left + 1 / GLAZING_KINDS - inset,
        (top + INNER - 2) / TEXTURE_HEIGHT,
    )
