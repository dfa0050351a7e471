"""Sharing the street walls of one building among its tenants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from district_builder.domain.categories import Category
from district_builder.domain.plan import Bay, BayUse, StreetWall
from district_builder.domain.stores import Store

ENTRANCE_METRES = 2.6
LEAST_FRONT_METRES = 2.6
COMFORTABLE_FRONT_METRES = (3.2, 9.0)
USUAL_FRONT_METRES = 4.6
LEAST_WINDOW_METRES = 2.0
COMFORTABLE_WINDOW_METRES = (3.2, 12.0)
LEAST_PLAIN_METRES = 1.2
CORNER_METRES = 0.25
SQUEEZES = (1.0, 0.85, 0.7, 0.55, 0.4, 0.0)

WIDE, NARROW = 1.9, 0.72
APPETITES: Mapping[Category, float] = {
    Category.SUPERMARKET: WIDE,
    Category.BATHHOUSE: 1.5,
    Category.BANK: 1.5,
    Category.GYM: 1.4,
    Category.SCHOOL: WIDE,
    Category.CONVENIENCE: 1.25,
    Category.FAST_FOOD: 1.25,
    Category.BOOKS: 1.2,
    Category.CAFE: 1.1,
    Category.KOREAN: 1.1,
    Category.REAL_ESTATE: NARROW,
    Category.PHONE: NARROW,
    Category.LAUNDRY: NARROW,
    Category.NAIL: NARROW,
    Category.PRINT: 0.8,
    Category.FLORIST: 0.8,
    Category.SNACK: 0.9,
}
"""Front width of a category as a multiple of the usual one, from looking at plazas; 1 where not named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Widths:
    least: float
    most: float
    usual: float


_FRONTS = _Widths(least=LEAST_FRONT_METRES, most=COMFORTABLE_FRONT_METRES[1], usual=USUAL_FRONT_METRES)
_WINDOWS = _Widths(least=LEAST_WINDOW_METRES, most=COMFORTABLE_WINDOW_METRES[1], usual=6.0)


def share_ground_floor(
    walls: Sequence[StreetWall], stores: Sequence[Store], *, entrance_metres: float
) -> list[StreetWall]:
    """Add the bays of storey 1: fronts in the given order from left to right, wall by wall, and the common entrance.

    Fronts keep the width that suits them while all fit; else all shrink together down to LEAST_FRONT_METRES. Stores
    beyond that get no bay. The entrance is on the first wall: between its fronts where there are four or more, else
    at its right end. What is left over becomes PLAIN.

    Args:
        entrance_metres: 0 for a building that needs no common entrance.
    """
    rooms = [_room(wall) for wall in walls]
    if rooms and entrance_metres:
        entrance_metres = min(entrance_metres, rooms[0])
        rooms[0] -= entrance_metres
    shared = _share(rooms, stores, _FRONTS)
    result = []
    for index, (wall, members) in enumerate(zip(walls, shared, strict=True)):
        door = entrance_metres if index == 0 else 0.0
        result.append(replace(wall, bays=(*wall.bays, *_ground_bays(wall, members, entrance_metres=door))))
    return result


def share_upper_storey(walls: Sequence[StreetWall], stores: Sequence[Store], *, storey: int) -> list[StreetWall]:
    """Add the bays of one upper storey; its tenants fill the first wall before they go round the corner."""
    shared = _share([_room(wall) for wall in walls], stores, _WINDOWS)
    result = []
    for wall, members in zip(walls, shared, strict=True):
        spare = _room(wall) - sum(width for _, width in members)
        bays, start = [], _margin(wall) + spare / 2
        for store, width in members:
            bays.append(_bay(BayUse.STORE, start, width, storey=storey, store=store))
            start += width
        result.append(replace(wall, bays=(*wall.bays, *bays)))
    return result


def _share(rooms: Sequence[float], stores: Sequence[Store], widths: _Widths) -> list[list[tuple[Store, float]]]:
    """Which stores go on which wall and how wide. Each wall's stores grow evenly into the room that is left."""
    shared: list[list[tuple[Store, float]]] = []
    for squeeze in SQUEEZES:
        shared, placed = [[] for _ in rooms], 0
        for index, room in enumerate(rooms):
            while placed < len(stores):
                width = _suiting_width(stores[placed], widths, squeeze)
                if width > room + 1e-9:
                    break
                shared[index].append((stores[placed], width))
                room -= width
                placed += 1
        if placed == len(stores):
            break
    return [_grown(members, room, widths) for members, room in zip(shared, rooms, strict=True)]


def _suiting_width(store: Store, widths: _Widths, squeeze: float) -> float:
    wish = widths.usual * APPETITES.get(store.category, 1.0)
    return min(max(widths.least + (wish - widths.least) * squeeze, widths.least), widths.most)


def _grown(members: Sequence[tuple[Store, float]], room: float, widths: _Widths) -> list[tuple[Store, float]]:
    """Widen bays in proportion up to what suits a front; a narrow trade does not become a hall."""
    total = sum(width for _, width in members)
    if not members or total <= 0:
        return []
    factor = min(room / total, 1.6)
    return [(store, min(width * factor, widths.most)) for store, width in members]


def _ground_bays(wall: StreetWall, members: Sequence[tuple[Store, float]], *, entrance_metres: float) -> list[Bay]:
    entrance_after = (len(members) + 1) // 2 if len(members) >= 4 else len(members)
    bays: list[Bay] = []
    start = _margin(wall)
    for index, (store, width) in enumerate(members):
        if entrance_metres and index == entrance_after:
            bays.append(_bay(BayUse.ENTRANCE, start, entrance_metres))
            start += entrance_metres
        bays.append(_bay(BayUse.STORE, start, width, store=store))
        start += width
    if entrance_metres and entrance_after == len(members):
        bays.append(_bay(BayUse.ENTRANCE, start, entrance_metres))
        start += entrance_metres
    rest = wall.width_metres - _margin(wall) - start
    if rest >= LEAST_PLAIN_METRES:
        bays.append(_bay(BayUse.PLAIN, start, rest))
    return bays


def _margin(wall: StreetWall) -> float:
    return min(CORNER_METRES, wall.width_metres / 10)


def _room(wall: StreetWall) -> float:
    return wall.width_metres - 2 * _margin(wall)


def _bay(use: BayUse, start: float, width: float, *, storey: int = 1, store: Store | None = None) -> Bay:
    return Bay(
        use=use,
        storey=storey,
        start_metres=round(start, 4),
        end_metres=round(start + width, 4),
        store_id=store.store_id if store else "",
    )
