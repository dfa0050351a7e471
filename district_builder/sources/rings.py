"""Rings of places: joined from pieces, and inner rings given to the outer ring around them."""

from collections.abc import Iterable, Sequence

from shapely import Polygon

from district_builder.domain.frames import LonLat
from district_builder.sources.map_features import LonLatRing


def join_pieces(pieces: Iterable[LonLatRing]) -> tuple[list[LonLatRing], int]:
    """Join the ways of a multipolygon end to end into closed rings.

    Returns:
        The rings, not repeating their first place, and how many pieces fitted into none.
    """
    rings: list[LonLatRing] = []
    loose = [list(piece) for piece in pieces if len(piece) >= 2]
    left_over = 0
    while loose:
        ring = loose.pop(0)
        while ring[0] != ring[-1]:
            joint = next((i for i, piece in enumerate(loose) if ring[-1] in (piece[0], piece[-1])), None)
            if joint is None:
                left_over += 1
                break
            piece = loose.pop(joint)
            ring.extend(piece[1:] if piece[0] == ring[-1] else piece[-2::-1])
        else:
            if len(ring) >= 4:
                rings.append(tuple(ring[:-1]))
    return rings, left_over


def inner_by_outer(outers: Sequence[LonLatRing], inners: Sequence[LonLatRing]) -> list[tuple[LonLatRing, ...]]:
    """For each outer ring the inner rings that lie in it; an inner ring outside all of them is dropped."""
    if not inners:
        return [() for _ in outers]
    shapes = [Polygon(outer) for outer in outers]
    holes: list[list[LonLatRing]] = [[] for _ in outers]
    for inner in inners:
        if len(inner) < 3:
            continue
        middle = Polygon(inner).representative_point()
        home = next((i for i, shape in enumerate(shapes) if shape.is_valid and shape.contains(middle)), None)
        if home is not None:
            holes[home].append(inner)
    return [tuple(rings) for rings in holes]


def middle_of(places: Sequence[LonLat]) -> LonLat:
    """The mean of a few places, good enough for a building."""
    return LonLat(sum(p.lon for p in places) / len(places), sum(p.lat for p in places) / len(places))
