"""Traffic signals at a crossing: a mast with an arm over the lanes, three lamps side by side, and a walkers' lamp.

     ┌──arm──────────────┐        Korean signals lie: red, yellow, green from the left. The mast stands on the right
┌●○○┐                    │        of the traffic that it stops, the walkers' lamp (red above green) looks across
                      ┌┐ │        the carriageway from its foot.
                      └┘ │
"""

from collections.abc import Iterable

import numpy as np
import shapely
from shapely.geometry import Point

from district_builder.geometry.coats import Tint
from district_builder.geometry.parts import Parts, Side
from district_builder.geometry.raw_mesh import Shade
from district_builder.stages.colours import linear
from district_builder.stages.crossings import CROSSING_LENGTH, Zebra
from district_builder.stages.detail import Detail
from district_builder.stages.items import Item, Kind
from district_builder.stages.round_forms import disc, tube
from district_builder.stages.surfaces import PLAIN

LEAST_CARRIAGEWAY_METRES = 8.0  # narrower streets are crossed by looking
FROM_KERB, BESIDE_CROSSING = 0.6, 0.9
MAST_METRES, CLEAR_METRES = 6.0, 4.7  # the least under a signal over a carriageway is 4.5 m
HEAD = (1.14, 0.22, 0.38)  # width, depth, height: three lamps of 0.3 m
WALKERS_HEAD, WALKERS_LOW = (0.36, 0.2, 0.76), 2.35
GALVANISED, HOUSING = linear("#8c9296"), linear("#1e2022")
DIM: tuple[Tint, Tint, Tint] = (linear("#4a1512"), linear("#4a3a10"), linear("#123a28"))
RED, GREEN = linear("#f04a38"), linear("#46d6a0")


def place_signals(zebras: Iterable[Zebra], pavement: shapely.Geometry, *, seed: str) -> list[Item]:
    """Two masts at each crossing of a wide street, one for each direction, diagonally across from each other."""
    found: list[Item] = []
    beside = CROSSING_LENGTH / 2 + BESIDE_CROSSING
    room = pavement.buffer(-0.2)
    shapely.prepare(room)
    for number, zebra in enumerate(zebras):
        if zebra.carriageway_width_metres < LEAST_CARRIAGEWAY_METRES or zebra.pavement_width_metres < 1.5:
            continue
        ux, uy = zebra.ahead
        for side in (1.0, -1.0):
            foot = zebra.at(-side * beside, side * (zebra.carriageway_width_metres / 2 + FROM_KERB))
            if not shapely.contains(room, Point(foot)):
                continue
            found.append(
                Item(
                    kind=Kind.SIGNAL,
                    x=foot.x,
                    y=foot.y,
                    turn_radians=float(np.arctan2(side * ux, -side * uy)),  # outwards, away from the carriageway
                    seed=f"{seed}/signal/{number}/{side}",
                    reach_metres=min(5.4, 0.36 * zebra.carriageway_width_metres + 1.2),
                )
            )
    return found


def build_signal(parts: Parts, reach_metres: float, *, detail: Detail) -> None:
    """Record a signal; the parts' frame stands at the mast's foot, x away from the carriageway, -y to the drivers."""
    sides = 10 if detail is Detail.NEAR else 6
    parts.form(tube(sides, 0.7), PLAIN, (0.0, 0.0, 0.0), scale=(0.13, 0.13, MAST_METRES), tint=GALVANISED)
    parts.form(tube(sides), PLAIN, (0.0, 0.0, 0.0), scale=(0.2, 0.2, 0.12), tint=GALVANISED)
    level = CLEAR_METRES + HEAD[2] + 0.16
    low, high = (-reach_metres, -0.05, level), (0.0, 0.05, level + 0.1)
    parts.box(PLAIN, low, high, tint=GALVANISED, sides=Side.ALL)
    _hang_head(parts, -reach_metres + 0.2, detail=detail)
    _hang_walkers_head(parts, detail=detail)


def _hang_head(parts: Parts, left: float, *, detail: Detail) -> None:
    """Red is lit: those who walk may go."""
    width, depth, height = HEAD
    low = (left, -depth / 2, CLEAR_METRES)
    parts.box(PLAIN, low, (left + width, depth / 2, CLEAR_METRES + height), tint=HOUSING, sides=Side.ALL)
    for at in (0.2, 0.8):
        x = left + width * at
        top = CLEAR_METRES + height
        parts.box(PLAIN, (x - 0.03, -0.03, top), (x + 0.03, 0.03, top + 0.16), tint=GALVANISED, sides=Side.BOARD)
    for number in range(3):
        x, z = left + width * (number + 0.5) / 3, CLEAR_METRES + height / 2
        tint = RED if number == 0 else DIM[number]
        _light(parts, (x, -depth / 2 - 0.004, z), 0.14, tint, detail=detail)


def _light(parts: Parts, at: tuple[float, float, float], radius: float, tint: Tint, *, detail: Detail) -> None:
    """A lens with its visor."""
    sides = 12 if detail is Detail.NEAR else 7
    parts.form(disc(sides), PLAIN, at, scale=(radius, 1.0, radius), tint=tint, shade=Shade.GLOWING)
    if detail is Detail.NEAR:
        x, y, z = at
        parts.box(
            PLAIN,
            (x - radius, y - 0.17, z + radius * 0.86),
            (x + radius, y, z + radius),
            tint=HOUSING,
            sides=Side.ALL,
        )


def _hang_walkers_head(parts: Parts, *, detail: Detail) -> None:
    """On the mast's road side, looking across the carriageway (-x)."""
    width, depth, height = WALKERS_HEAD
    face = -0.16 - depth
    low = (face, -width / 2, WALKERS_LOW)
    parts.box(PLAIN, low, (face + depth, width / 2, WALKERS_LOW + height), tint=HOUSING, sides=Side.ALL)
    parts.box(PLAIN, (-0.16, -0.05, WALKERS_LOW + 0.3), (0.0, 0.05, WALKERS_LOW + 0.4), tint=GALVANISED, sides=Side.ALL)
    for level, tint in ((0.56, DIM[0]), (0.19, GREEN)):
        _figure(parts, face - 0.004, WALKERS_LOW + level, tint, detail=detail)


def _figure(parts: Parts, x: float, z: float, tint: Tint, *, detail: Detail) -> None:
    """A walker as dots of light: head, body, a stride."""
    if detail is Detail.STANDARD:
        parts.panel(PLAIN, (x, 0.1, z - 0.12), (0, -0.2, 0), (0, 0, 0.24), tint=tint, shade=Shade.GLOWING)
        return
    bits = (  # middle across, foot, width, height: metres from the lamp's middle
        (0.0, 0.075, 0.055, 0.055),
        (0.0, -0.03, 0.075, 0.1),
        (0.045, -0.13, 0.03, 0.1),
        (-0.045, -0.13, 0.03, 0.1),
        (0.07, -0.01, 0.035, 0.06),
        (-0.07, -0.01, 0.035, 0.06),
    )
    for across, foot, width, height in bits:
        at = (x, across + width / 2, z + foot)
        parts.panel(PLAIN, at, (0, -width, 0), (0, 0, height), tint=tint, shade=Shade.GLOWING)
