"""Which tiles to draw and which to fetch next, by screen-space error (3D Tiles 1.1, section 7.8)."""

import math
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

import numpy as np

from viewer.core.pose import Pose
from viewer.core.tiles import FloatArray, Tile, Tileset

TARGET_ERROR_PIXELS = 16.0
COARSER = 1.25  # by which the accepted error grows where a view is too crowded
COARSEST = 64.0
ROOM = 0.9  # of the Geoms allowed: so much must suffice before a crowded view becomes finer again
FARTHEST_METRES = 1500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """How a camera maps angles to pixels."""

    width_pixels: int
    height_pixels: int
    vertical_field_degrees: float = 50.0

    @property
    def pixels_per_radian(self) -> float:
        """Pixels of the picture's middle that one metre covers at one metre's distance."""
        return self.height_pixels / (2.0 * math.tan(math.radians(self.vertical_field_degrees) / 2.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class TileChoice:
    """What a moment needs. `draw` leaves no holes: a tile gives way to its children only when all of them are ready.

    `fetch` comes in the order of need: what mends the largest error in view first, what lies behind last. It is empty
    when nothing finer is wanted than what is drawn. `keep` must stay in memory: what is drawn, its ancestors, and
    what waits.
    """

    draw: frozenset[int]
    fetch: tuple[int, ...]
    keep: frozenset[int]


class TileChooser:
    """Chooses among the tiles of one tileset; boxes are held as arrays so that a choice costs microseconds a tile."""

    def __init__(
        self,
        tileset: Tileset,
        *,
        target_error_pixels: float = TARGET_ERROR_PIXELS,
        most_geoms: int | None = None,
    ) -> None:
        self._tiles = tileset.tiles
        self.target_error_pixels = target_error_pixels
        self._most_geoms = most_geoms
        self._coarseness = 1.0
        self._centres = np.array([tile.centre for tile in self._tiles])
        self._half_axes = np.array([tile.half_axes for tile in self._tiles])
        self._errors = np.array([tile.geometric_error for tile in self._tiles])
        lengths = np.linalg.norm(self._half_axes, axis=2)
        self._lengths = lengths
        self._units = self._half_axes / np.where(lengths == 0.0, 1.0, lengths)[:, :, None]

    def distances_metres(self, eye: tuple[float, float, float]) -> FloatArray:
        """From the eye to each tile's box, (n,); 0 inside."""
        away = np.asarray(eye, dtype=np.float64) - self._centres
        along = np.abs(np.einsum("nij,nj->ni", self._units, away))
        outside: FloatArray = np.linalg.norm(np.maximum(along - self._lengths, 0.0), axis=1)
        return outside

    def in_view(self, pose: Pose, lens: Lens) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Which boxes meet the frustum, (n,); a box that straddles a corner may count as met though it is not."""
        normals = frustum_normals(pose, lens)
        away = self._centres - np.asarray(pose.eye_in_district)
        reach = np.abs(np.einsum("nij,pj->npi", self._half_axes, normals)).sum(axis=2)
        met: np.ndarray[tuple[int], np.dtype[np.bool_]] = (away @ normals.T + reach >= 0.0).all(axis=1)
        return met

    def choose(
        self,
        pose: Pose,
        lens: Lens,
        *,
        ready: Set[int],
        failed: Set[int] = frozenset(),
        geoms: Mapping[int, int] | None = None,
    ) -> TileChoice:
        """Decide for one eye. `ready` are the tiles that can be drawn at once, `failed` those that never can.

        `geoms` says of ready tiles how many draw calls each is. Where those in view are more than `most_geoms`, the
        accepted error grows until they are not: what is far becomes coarser first. It shrinks again only when that
        leaves some room, because a street that changes back and forth disturbs more than a plain one.
        """
        distances = self.distances_metres(pose.eye_in_district)
        pixels = self._errors * lens.pixels_per_radian / np.maximum(distances, 1e-3)
        seen = self.in_view(pose, lens)
        is_near = distances <= FARTHEST_METRES
        listed = distances.tolist()

        def walk_at(coarseness: float) -> _Walk:
            refines = is_near & (pixels > self.target_error_pixels * coarseness)
            walk = _Walk(tiles=self._tiles, refines=refines.tolist(), distances=listed, ready=ready, failed=failed)
            walk.visit(self._tiles[0])
            return walk

        def crowd_of(walk: _Walk) -> int:
            return sum(geoms.get(index, 0) for index in walk.draw if seen[index]) if geoms else 0

        walk = self._uncrowded(walk_at, crowd_of)

        def need(index: int) -> tuple[bool, float, float, int]:
            """A parent in view waits for its children behind the eye too, so what it shows wrongly decides."""
            above = self._tiles[index].parent
            shown = index if above is None else above
            return not seen[shown], -pixels[shown], distances[index], index

        order = sorted(walk.fetch, key=need)
        return TileChoice(draw=frozenset(walk.draw), fetch=tuple(order), keep=frozenset(walk.keep))

    def _uncrowded(self, walk_at: Callable[[float], "_Walk"], crowd_of: Callable[["_Walk"], int]) -> "_Walk":
        walk = walk_at(self._coarseness)
        if self._most_geoms is None:
            return walk
        crowd = crowd_of(walk)
        if self._coarseness > 1.0 and crowd <= self._most_geoms:
            coarseness = max(self._coarseness / COARSER, 1.0)
            finer = walk_at(coarseness)
            if crowd_of(finer) <= self._most_geoms * ROOM:
                self._coarseness = coarseness
                return finer
        while crowd > self._most_geoms and self._coarseness < COARSEST:
            self._coarseness *= COARSER
            walk = walk_at(self._coarseness)
            crowd = crowd_of(walk)
        return walk


class _Walk:
    """One depth-first pass over the tree."""

    def __init__(
        self, *, tiles: tuple[Tile, ...], refines: list[bool], distances: list[float], ready: Set[int], failed: Set[int]
    ) -> None:
        self._tiles, self._refines, self._distances = tiles, refines, distances
        self._ready, self._failed = ready, failed
        self.draw: set[int] = set()
        self.keep: set[int] = set()
        self.fetch: set[int] = set()

    def visit(self, tile: Tile) -> None:
        if self._distances[tile.index] > FARTHEST_METRES:
            return
        children = [self._tiles[i] for i in tile.children]
        is_ready = self._want(tile)
        if tile.uri and is_ready and not (children and self._refines[tile.index]):
            self.draw.add(tile.index)
            return
        if not tile.uri or all(self._can_draw(child) for child in children):
            for child in children:
                self.visit(child)
            return
        if is_ready:
            self.draw.add(tile.index)
        else:  # nothing stands for the whole, so every piece that is here is better than a hole
            for child in children:
                if self._can_draw(child):
                    self.visit(child)
        if self._refines[tile.index]:
            for child in children:
                self._want_first_content(child)

    def _want(self, tile: Tile) -> bool:
        """Ask for a tile's content; True when there is nothing to wait for."""
        if not tile.uri or tile.index in self._failed:
            return not tile.uri
        self.keep.add(tile.index)
        if tile.index in self._ready:
            return True
        self.fetch.add(tile.index)
        return False

    def _want_first_content(self, tile: Tile) -> None:
        if tile.uri:
            self._want(tile)
            return
        for index in tile.children:
            self._want_first_content(self._tiles[index])

    def _can_draw(self, tile: Tile) -> bool:
        if tile.uri:
            return tile.index in self._ready
        return all(self._can_draw(self._tiles[i]) for i in tile.children)


def frustum_normals(pose: Pose, lens: Lens) -> FloatArray:
    """Inward unit normals of the four side planes and the front, all through the eye, (5, 3), district frame."""
    heading, pitch = math.radians(pose.heading_degrees), math.radians(pose.pitch_degrees)
    forward = np.array(pose.forward_in_district)
    right = np.array([math.cos(heading), -math.sin(heading), 0.0])
    up = np.array([-math.sin(heading) * math.sin(pitch), -math.cos(heading) * math.sin(pitch), math.cos(pitch)])
    half_v = math.radians(lens.vertical_field_degrees) / 2.0
    half_h = math.atan(math.tan(half_v) * lens.width_pixels / lens.height_pixels)
    return np.array(
        [
            forward * math.sin(half_h) + right * math.cos(half_h),
            forward * math.sin(half_h) - right * math.cos(half_h),
            forward * math.sin(half_v) + up * math.cos(half_v),
            forward * math.sin(half_v) - up * math.cos(half_v),
            forward,
        ]
    )
