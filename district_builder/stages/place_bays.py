"""Sharing the street walls of one building among its tenants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeAlias

from district_builder.domain.categories import Category
from district_builder.domain.plan import Bay, BayUse, StreetWall
from district_builder.domain.stores import Store
from district_builder.stages.place_ranks import WallRank

ENTRANCE_METRES = 2.6
LEAST_FRONT_METRES = 2.6
COMFORTABLE_FRONT_METRES = (3.2, 9.0)
USUAL_FRONT_METRES = 4.6
LEAST_WINDOW_METRES = 2.0
COMFORTABLE_WINDOW_METRES = (3.2, 12.0)
LEAST_PLAIN_METRES = 1.2
CORNER_METRES = 0.25
GOOD_FRONT_METRES = 3.6  # less room than this on a wall, and a store goes to the next one
ROOMY_SHARES = (1.0, 0.9, 0.8)
COMFORTABLE_SHARES = (1.0, 0.85, 0.7)  # of the width that suits a store
CROWDED_SHARES = (0.7, 0.55, 0.4, 0.0)

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
    good: float
    most: float
    usual: float


_FRONTS = _Widths(
    least=LEAST_FRONT_METRES, good=GOOD_FRONT_METRES, most=COMFORTABLE_FRONT_METRES[1], usual=USUAL_FRONT_METRES
)
_WINDOWS = _Widths(
    least=LEAST_WINDOW_METRES, good=COMFORTABLE_WINDOW_METRES[0], most=COMFORTABLE_WINDOW_METRES[1], usual=6.0
)


def share_ground_floor(
    walls: Sequence[tuple[StreetWall, WallRank]], stores: Sequence[Store], *, entrance_metres: float
) -> list[StreetWall]:
    """Add the bays of storey 1: fronts in the given order from left to right, wall by wall, and the common entrance.

    Fronts keep the width that suits them while all fit on the walls of the first rank; else all of them shrink together
    to COMFORTABLE_SHARES of it, and only who then finds no GOOD_FRONT_METRES goes to the walls of the next rank. Where
    all walls together are too short, all fronts shrink down to LEAST_FRONT_METRES; stores beyond that get no bay. The
    entrance is on the first wall: between its fronts where there are four or more, else at its right end. What is left
    over becomes PLAIN.

    Args:
        walls: with their ranks, which must not fall.
        entrance_metres: 0 for a building that needs no common entrance.
    """
    rooms = [_room(wall) for wall, _ in walls]
    if rooms and entrance_metres:
        entrance_metres = min(entrance_metres, rooms[0])
        rooms[0] -= entrance_metres
    shared = _share(rooms, [rank for _, rank in walls], stores, _FRONTS)
    result = []
    for index, ((wall, _), members) in enumerate(zip(walls, shared, strict=True)):
        door = entrance_metres if index == 0 else 0.0
        result.append(replace(wall, bays=(*wall.bays, *_ground_bays(wall, members, entrance_metres=door))))
    return result


def share_upper_storey(
    walls: Sequence[tuple[StreetWall, WallRank]], stores: Sequence[Store], *, storey: int
) -> list[StreetWall]:
    """Add the bays of one upper storey; its tenants fill the walls of a rank before they go round the corner."""
    shared = _share([_room(wall) for wall, _ in walls], [rank for _, rank in walls], stores, _WINDOWS)
    result = []
    for (wall, _), members in zip(walls, shared, strict=True):
        spare = _room(wall) - sum(width for _, width in members)
        bays, start = [], _margin(wall) + spare / 2
        for store, width in members:
            bays.append(_bay(BayUse.STORE, start, width, storey=storey, store=store))
            start += width
        result.append(replace(wall, bays=(*wall.bays, *bays)))
    return result


_Members: TypeAlias = list[tuple[Store, float]]
"""The stores on one wall from left to right, and the least width that each one takes there."""


def _share(
    rooms: Sequence[float], ranks: Sequence[WallRank], stores: Sequence[Store], widths: _Widths
) -> list[_Members]:
    """Which stores go on which wall and how wide: rank by rank in comfort, or crowded over all walls.

    A chamfer at the corner belongs to the same street: the last stores take it before the front has to shrink much.
    """
    frontal = [room for room, rank in zip(rooms, ranks, strict=True) if rank <= WallRank.CORNER]
    roomy = _packed(frontal, stores, widths, ROOMY_SHARES, last_metres=widths.good)
    if sum(map(len, roomy)) == len(stores):
        packed = [*roomy, *([] for _ in rooms[len(frontal) :])]
        return [_grown(members, room, widths) for members, room in zip(packed, rooms, strict=True)]
    packed = []
    waiting = list(stores)
    for rank in sorted(set(ranks)):
        here = [room for room, other in zip(rooms, ranks, strict=True) if other == rank]
        members = _packed(here, waiting, widths, COMFORTABLE_SHARES, last_metres=widths.good)
        packed += members
        waiting = waiting[sum(len(row) for row in members) :]
    if waiting:
        packed = _packed(rooms, stores, widths, CROWDED_SHARES, last_metres=widths.least)
    return [_grown(members, room, widths) for members, room in zip(packed, rooms, strict=True)]


def _packed(
    rooms: Sequence[float], stores: Sequence[Store], widths: _Widths, shares: Sequence[float], *, last_metres: float
) -> list[_Members]:
    """Fill walls in order with the largest share of the suiting widths at which all stores fit, else with the least.

    Args:
        last_metres: a store goes on a wall only where it finds so much; those before it may be narrower.
    """
    packed: list[_Members] = []
    for share in shares:
        packed, placed = [[] for _ in rooms], 0
        for members, room in zip(packed, rooms, strict=True):
            while placed < len(stores):
                store = stores[placed]
                width = max(_suiting_width(store, widths) * share, widths.least)
                if max(width, last_metres) > room + 1e-9:
                    break
                members.append((store, width))
                room -= width
                placed += 1
            if members:
                store, width = members[-1]
                members[-1] = (store, max(width, last_metres))
        if placed == len(stores):
            break
    return packed


def _suiting_width(store: Store, widths: _Widths) -> float:
    return min(widths.usual * APPETITES.get(store.category, 1.0), widths.most)


def _grown(members: _Members, room: float, widths: _Widths) -> _Members:
    """Widen the narrowest bays to a good width, then all towards what suits them; an agent does not get a hall."""
    if not members:
        return []
    starting = _levelled([width for _, width in members], room, widths.good)
    wishes = [max(_suiting_width(store, widths), width) for (store, _), width in zip(members, starting, strict=True)]
    wanted, spare = sum(wishes) - sum(starting), max(room - sum(starting), 0.0)
    if wanted > spare:
        share = spare / wanted
        grown = [width + (wish - width) * share for width, wish in zip(starting, wishes, strict=True)]
    else:
        factor = min(room / sum(wishes), 1.6)
        grown = [min(wish * factor, widths.most) for wish in wishes]
    return [(store, width) for (store, _), width in zip(members, grown, strict=True)]


def _levelled(widths: Sequence[float], room: float, level: float) -> list[float]:
    """Raise the narrowest together, as far as the room goes, up to the level; nobody gives anything up."""
    spare = max(room - sum(widths), 0.0)
    reached = [(lowest + spare) / count for count, lowest in enumerate(accumulate(sorted(widths)), start=1)]
    return [max(width, min(level, *reached)) for width in widths]


def _ground_bays(wall: StreetWall, members: _Members, *, entrance_metres: float) -> list[Bay]:
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
