"""Daylight on points by rays: the sun with its soft edge, as much sky as is seen, and one bounce of both.

A ray from a point meets the sky, or something that stands there. What stands there shows its colour in the light that
falls on it: the sun if a second ray reaches it, and its own share of sky. A ray that meets the back of a face has run
through something solid in which its place is half buried; it tells nothing of the half that is seen.

Arrays of colours have a row a channel here, because numpy is slow on rows of three.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.daylight import Daylight
from district_builder.geometry.occluders import NOTHING, SURFACE_GAP_METRES, Occluders
from district_builder.geometry.raw_mesh import Shade

SKY_RAYS = 40
SKY_RAYS_OF_A_BOUNCE = 8
LEAST_RAYS_OUTSIDE = 6  # with fewer a place is inside something, and dark
SUN_RAYS = 4
SUN_RADIUS_RADIANS = np.radians(0.265)
PROBES_AT_ONCE = 20_000  # bounds memory: each probe holds its rays until their bounces are known


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matter:
    """Solid things with the share of light (m, 3) that each of their triangles gives back, linear RGB.

    `two_sided` (m,) are leaves; of all else one sees the fronts, and the backs only from within.
    """

    occluders: Occluders
    colours: FloatArray
    two_sided: NDArray[np.bool_]


def sun_on(
    points: FloatArray,
    normals: FloatArray,
    shades: IntArray,
    occluders: Occluders,
    daylight: Daylight,
    *,
    rays: int = SUN_RAYS,
) -> FloatArray:
    """What the sun throws on points (n, 3) with normals (n, 3), linear RGB (n, 3) of a white sheet.

    Its edge is as soft as `rays` over its disc make it.
    """
    origins = points + normals * SURFACE_GAP_METRES
    incidence = np.maximum(normals @ daylight.towards_sun, 0.0)
    incidence[shades == Shade.SHADED] = 0.0
    asks = np.flatnonzero((incidence > 0.0) & (shades != Shade.SUNLIT))
    seen = np.zeros(len(asks))
    for towards in _over_the_sun(daylight, rays):
        seen += ~occluders.hide(origins[asks], np.broadcast_to(towards, (len(asks), 3)))
    incidence[asks] *= seen / rays
    return np.asarray(incidence[:, None] * np.asarray(daylight.sun_colour))


def sky_on(points: FloatArray, normals: FloatArray, matter: Matter, daylight: Daylight) -> FloatArray:
    """What sky, ground and walls throw on points (n, 3) with normals (n, 3), linear RGB (n, 3) of a white sheet."""
    light = np.zeros((len(points), 3))
    for start in range(0, len(points), PROBES_AT_ONCE):
        part = slice(start, start + PROBES_AT_ONCE)
        origins = points[part] + normals[part] * SURFACE_GAP_METRES
        light[part] = _sky_and_bounce(origins, normals[part], matter, daylight).T
    return light


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Seen:
    """Fronts that rays met: who asked (k,), the triangles (k,), places (k, 3), and the unit normals (k, 3) of the sides
    that were seen, of which those that are a triangle's back (k,) are leaves'."""

    askers: IntArray
    triangles: IntArray
    places: FloatArray
    normals: FloatArray
    are_backs: NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: Sequence["_Seen"]) -> "_Seen":
        return cls(
            **{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(cls)}
        )


def _sky_and_bounce(origins: FloatArray, normals: FloatArray, matter: Matter, daylight: Daylight) -> FloatArray:
    """(3, n): the mean over cosine-weighted directions, the same pattern everywhere."""
    total, told = np.zeros((3, len(origins))), np.full(len(origins), SKY_RAYS)
    parts = []
    for directions in _around(normals, SKY_RAYS):
        triangles, metres = matter.occluders.meet(origins, directions)
        free = triangles == NOTHING
        total[:, free] += daylight.from_afar(directions[free, 2])
        met = np.flatnonzero(~free)
        seen, inside = _fronts(met, triangles[met], origins[met], directions[met], metres[met], matter)
        told[inside] -= 1
        parts.append(seen)
    seen = _Seen.joined(parts)
    for channel, shown in enumerate(_shown_light(seen, matter, daylight)):
        total[channel] += np.bincount(seen.askers, shown, len(origins))
    return np.where(told >= LEAST_RAYS_OUTSIDE, total / np.maximum(told, 1), 0.0)


def _fronts(
    askers: IntArray, triangles: IntArray, origins: FloatArray, ways: FloatArray, metres: FloatArray, matter: Matter
) -> tuple[_Seen, IntArray]:
    """What rays met from before, and the askers of those that met something solid from within."""
    facing = matter.occluders.normals[triangles]
    away = np.einsum("ij,ij->i", facing, ways) > 0.0
    facing[away] *= -1.0
    inside = away & ~matter.two_sided[triangles]
    kept = np.flatnonzero(~inside)
    seen = _Seen(
        askers=askers[kept],
        triangles=triangles[kept],
        places=origins[kept] + ways[kept] * metres[kept, None],
        normals=facing[kept],
        are_backs=away[kept],
    )
    return seen, askers[inside]


def _shown_light(seen: _Seen, matter: Matter, daylight: Daylight) -> FloatArray:
    """(3, k): what rays see where they meet something."""
    shades = np.full(len(seen.triangles), Shade.EACH_VERTEX)
    sun = sun_on(seen.places, seen.normals, shades, matter.occluders, daylight, rays=1)
    sides = seen.triangles * 2 + seen.are_backs
    one_of = np.zeros(2 * len(matter.colours), dtype=np.int64)
    one_of[sides] = np.arange(len(sides))  # any of those that see a side will do
    met = np.zeros(len(one_of), dtype=bool)
    met[sides] = True
    asked = one_of[met]
    facing = seen.normals[asked]
    origins = matter.occluders.middles[seen.triangles[asked]] + facing * SURFACE_GAP_METRES
    sky = _coarse_sky(origins, facing, matter.occluders, daylight)
    back = (np.cumsum(met) - 1)[sides]
    return np.asarray(matter.colours[seen.triangles].T * (sun.T + sky[:, back]))


def _coarse_sky(origins: FloatArray, normals: FloatArray, occluders: Occluders, daylight: Daylight) -> FloatArray:
    """(3, n): sky and ground by few rays; whatever hides them gives back `wall_bounce`."""
    total = np.zeros((3, len(origins)))
    bounce = np.array(daylight.wall_bounce)[:, None]
    for directions in _around(normals, SKY_RAYS_OF_A_BOUNCE):
        hidden = occluders.hide(origins, directions)
        total += np.where(hidden, bounce, daylight.from_afar(directions[:, 2]))
    return total / SKY_RAYS_OF_A_BOUNCE


def _around(normals: FloatArray, count: int) -> list[FloatArray]:
    """`count` times cosine-weighted directions (n, 3) around normals (n, 3)."""
    right = np.where(np.abs(normals[:, 2:]) < 0.9, [[0.0, 0.0, 1.0]], [[1.0, 0.0, 0.0]])
    tangent = np.cross(right, normals)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    other = np.cross(normals, tangent)
    return [ray[0] * tangent + ray[1] * other + ray[2] * normals for ray in _hemisphere(count)]


def _hemisphere(count: int) -> FloatArray:
    """Cosine-weighted directions (count, 3) around +z on a golden spiral."""
    disc = _golden_disc(count)
    return np.column_stack([disc, np.sqrt(1.0 - (disc**2).sum(axis=1))])


def _over_the_sun(daylight: Daylight, count: int) -> FloatArray:
    """Unit directions (count, 3) spread over the sun's disc."""
    middle = daylight.towards_sun
    level = np.hypot(middle[0], middle[1])
    across = np.array([middle[1], -middle[0], 0.0]) / level if level > 1e-6 else np.array([1.0, 0.0, 0.0])
    disc = _golden_disc(count) * SUN_RADIUS_RADIANS
    spread = middle + disc[:, :1] * across + disc[:, 1:] * np.cross(middle, across)
    return np.asarray(spread / np.linalg.norm(spread, axis=1, keepdims=True))


def _golden_disc(count: int) -> FloatArray:
    """Points (count, 2) evenly over a disc of radius 1, on a golden spiral."""
    index = np.arange(count) + 0.5
    radius = np.sqrt(index / count)
    turn = index * np.pi * (3.0 - np.sqrt(5.0))
    return np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])
