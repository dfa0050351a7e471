"""Collects the parts of a street as rows and expands all of them to arrays at once.

A part is a *panel*: a parallelogram with its corner, two edges and a number of subdivisions; a box is up to six panels;
everything else (letters, pipes, leaves) is a *form*, arrays made once and placed many times. Parts are given in a
frame that stands upright somewhere in the district: x along its front, y into the building, z up.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import NamedTuple

import numpy as np

from district_builder.domain.frames import Point2
from district_builder.geometry.arrays import FloatArray, IntArray
from district_builder.geometry.mesh import Surface


class Side(IntFlag):
    """The faces of a box, seen from the pavement."""

    FRONT = 1  # -y
    BACK = 2  # +y
    LEFT = 4  # -x
    RIGHT = 8  # +x
    TOP = 16  # +z
    BOTTOM = 32  # -z
    ENDS = LEFT | RIGHT
    SHELF = FRONT | LEFT | RIGHT | TOP
    BOARD = FRONT | LEFT | RIGHT | TOP | BOTTOM
    ALL = 63


_FRONT, _BACK, _LEFT = int(Side.FRONT), int(Side.BACK), int(Side.LEFT)
_RIGHT, _TOP, _BOTTOM = int(Side.RIGHT), int(Side.TOP), int(Side.BOTTOM)


class Shade(IntEnum):
    """Where a part's light is measured, and how."""

    EACH_VERTEX = 0  # large surfaces: light varies along them
    MIDDLE = 1  # small parts: one value a face
    SHADED = 2  # ground known to lie in shadow: sky light only, measured at each vertex
    SUNLIT = 3  # ground known to lie in the sun
    GLOWING = 4  # carries its own light: interiors, lit signs; no rays


class Strip(NamedTuple):
    """A surface's place in its texture: u repeats every `width_metres`, v runs `top` to `bottom` in `height_metres`."""

    surface: Surface
    top: float
    bottom: float
    width_metres: float
    height_metres: float


class Patch(NamedTuple):
    """A rectangle of a texture, v downwards as in glTF."""

    surface: Surface
    left: float
    top: float
    right: float
    bottom: float


class Art(NamedTuple):
    """A picture that the tile's atlas will hold; `picture` describes it and is its key."""

    surface: Surface
    picture: Hashable


Tint = tuple[float, float, float]
Coat = Strip | Patch | Art
Corner = tuple[float, float, float]

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of a texture."""

# A panel's row: frame, coat, feature, shade, columns, rows, corner xyz, right xyz, up xyz, r, g, b, alpha, slide


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Arrays that are placed many times: (n, 3) metres, (n, 3) normals, (m, 3) triangles, uv fractions of a patch."""

    positions: FloatArray
    normals: FloatArray
    uvs: FloatArray
    triangles: IntArray


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMesh:
    """Parts of one surface as arrays in the district frame, before light.

    `probes` are the points where light is measured (n, 3), `tints` linear RGBA (n, 4), `shades` values of Shade (n,).
    """

    positions: FloatArray
    normals: FloatArray
    probes: FloatArray
    uvs: FloatArray
    tints: FloatArray
    shades: IntArray
    features: IntArray
    triangles: IntArray


@dataclass(slots=True)
class _Placed:
    form: Form
    frame: int
    coat: int
    feature: int
    shade: Shade
    at: Corner
    scale: tuple[float, float, float]
    turn: float
    tint: tuple[float, float, float, float]
    probe: Corner | None


@dataclass(slots=True)
class Parts:
    """Records parts; `frame` and `feature` apply to what is recorded after they were set."""

    _frames: list[tuple[float, float, float, float, float]] = field(default_factory=lambda: [(0.0, 0.0, 0.0, 1.0, 0.0)])
    _coats: list[Coat] = field(default_factory=list)
    _coat_ids: dict[Coat, int] = field(default_factory=dict)
    _panels: list[tuple[float, ...]] = field(default_factory=list)
    _placed: list[_Placed] = field(default_factory=list)
    _frame: int = 0
    feature: int = 0

    def stand_at(self, foot: Point2, towards: Point2, *, base_metres: float = 0.0) -> None:
        """Later parts stand in the frame at `foot` whose x axis points to `towards`; y is left of that, z up."""
        along_x, along_y = towards.x - foot.x, towards.y - foot.y
        length = (along_x * along_x + along_y * along_y) ** 0.5 or 1.0
        self._frames.append((foot.x, foot.y, base_metres, along_x / length, along_y / length))
        self._frame = len(self._frames) - 1

    def stand_in_district(self) -> None:
        self._frame = 0

    def panel(
        self,
        coat: Coat,
        corner: Corner,
        right: Corner,
        up: Corner,
        *,
        tint: Tint = (1.0, 1.0, 1.0),
        alpha: float = 1.0,
        shade: Shade = Shade.MIDDLE,
        columns: int = 1,
        rows: int = 1,
        slide: float = 0.0,
    ) -> None:
        """A parallelogram seen from the side where `right` × `up` points to the eye.

        A Patch fills the whole panel; a Strip runs along `right` from `slide` metres and is stacked along `up`,
        which then needs at least one row per strip height.
        """
        self._panels.append(
            (
                self._frame,
                self._coat(coat),
                self.feature,
                shade,
                columns,
                rows,
                *corner,
                *right,
                *up,
                *tint,
                alpha,
                slide,
            )
        )

    def wall(
        self,
        coat: Strip,
        x: tuple[float, float],
        z: tuple[float, float],
        *,
        y: float = 0.0,
        tint: Tint = (1.0, 1.0, 1.0),
        step_metres: float = 2.4,
        shade: Shade = Shade.EACH_VERTEX,
    ) -> None:
        """An upright rectangle facing the pavement, cut into bands of a strip's height and columns of `step_metres`."""
        width, height = x[1] - x[0], z[1] - z[0]
        if width <= 0.0 or height <= 0.0:
            return
        self.panel(
            coat,
            (x[0], y, z[0]),
            (width, 0.0, 0.0),
            (0.0, 0.0, height),
            tint=tint,
            shade=shade,
            columns=max(1, round(width / step_metres)),
            rows=max(1, -int(-height // coat.height_metres)),
            slide=x[0],
        )

    def box(
        self,
        coat: Strip,
        low: Corner,
        high: Corner,
        *,
        tint: Tint = (1.0, 1.0, 1.0),
        sides: Side = Side.BOARD,
        shade: Shade = Shade.MIDDLE,
    ) -> None:
        """An upright box with one value of light a face; a face higher than the coat's strip is cut into bands."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        w, d, h = x1 - x0, y1 - y0, z1 - z0
        head = (self._frame, self._coat(coat), self.feature, shade, 1)
        tail = (*tint, 1.0, x0 + y0)
        bands = 1 if h <= coat.height_metres else -int(-h // coat.height_metres)
        add = self._panels.append
        asked = int(sides)  # flags of plain integers: enum arithmetic would be half the cost of a street
        if asked & _FRONT:
            add((*head, bands, x0, y0, z0, w, 0.0, 0.0, 0.0, 0.0, h, *tail))
        if asked & _BACK:
            add((*head, bands, x1, y1, z0, -w, 0.0, 0.0, 0.0, 0.0, h, *tail))
        if asked & _LEFT:
            add((*head, bands, x0, y1, z0, 0.0, -d, 0.0, 0.0, 0.0, h, *tail))
        if asked & _RIGHT:
            add((*head, bands, x1, y0, z0, 0.0, d, 0.0, 0.0, 0.0, h, *tail))
        if asked & _TOP:
            add((*head, 1, x0, y0, z1, w, 0.0, 0.0, 0.0, d, 0.0, *tail))
        if asked & _BOTTOM:
            add((*head, 1, x0, y1, z0, w, 0.0, 0.0, 0.0, -d, 0.0, *tail))

    def form(
        self,
        form: Form,
        coat: Coat,
        at: Corner,
        *,
        scale: tuple[float, float, float] = (1.0, 1.0, 1.0),
        turn_radians: float = 0.0,
        tint: Tint = (1.0, 1.0, 1.0),
        alpha: float = 1.0,
        shade: Shade = Shade.MIDDLE,
        probe: Corner | None = None,
    ) -> None:
        """Place a form, scaled, then turned about its z axis. With `probe` all of it takes the light of that point."""
        self._placed.append(
            _Placed(
                form, self._frame, self._coat(coat), self.feature, shade, at, scale, turn_radians, (*tint, alpha), probe
            )
        )

    def _coat(self, coat: Coat) -> int:
        number = self._coat_ids.get(coat)
        if number is None:
            number = self._coat_ids[coat] = len(self._coats)
            self._coats.append(coat)
        return number

    def pictures(self) -> list[Hashable]:
        """The pictures that recorded parts show, each once, in the order of their first use."""
        return list(dict.fromkeys(coat.picture for coat in self._coats if isinstance(coat, Art)))

    def meshes(self, rectangles: Mapping[Hashable, Rectangle]) -> dict[Surface, RawMesh]:
        """Everything recorded, as one raw mesh a surface. `rectangles` says where the atlas holds each picture."""
        coats = [
            Patch(coat.surface, *rectangles[coat.picture]) if isinstance(coat, Art) else coat for coat in self._coats
        ]
        expanded = [*self._expand_panels(coats), *self._expand_forms(coats)]
        return {
            surface: join_raw(meshes)
            for surface in Surface
            if (meshes := [mesh for owner, mesh in expanded if owner is surface])
        }

    def _expand_panels(self, coats: list[Strip | Patch]) -> list[tuple[Surface, RawMesh]]:
        if not self._panels:
            return []
        table = np.array(self._panels, dtype=np.float64)
        kinds = list(Surface)
        owners = np.array([kinds.index(coat.surface) for coat in coats])[table[:, 1].astype(np.intp)]
        frames = np.array(self._frames)
        places = np.array([(*coat[1:], isinstance(coat, Strip)) for coat in coats], dtype=np.float64)
        return [
            (surface, _expand(table[owners == number], frames, places))
            for number, surface in enumerate(kinds)
            if (owners == number).any()
        ]

    def _expand_forms(self, coats: list[Strip | Patch]) -> list[tuple[Surface, RawMesh]]:
        return [(coats[item.coat].surface, self._expand_form(item, coats[item.coat])) for item in self._placed]

    def _expand_form(self, item: _Placed, coat: Strip | Patch) -> RawMesh:
        form = item.form
        foot_x, foot_y, base, cos_f, sin_f = self._frames[item.frame]
        cos_t, sin_t = np.cos(item.turn), np.sin(item.turn)
        turn = np.array([[cos_t, -sin_t, 0.0], [sin_t, cos_t, 0.0], [0.0, 0.0, 1.0]])
        stand = np.array([[cos_f, -sin_f, 0.0], [sin_f, cos_f, 0.0], [0.0, 0.0, 1.0]])
        local = (form.positions * item.scale) @ turn.T + item.at
        positions = local @ stand.T + (foot_x, foot_y, base)
        bent = form.normals / np.asarray(item.scale)
        normals = (bent / np.linalg.norm(bent, axis=1, keepdims=True)) @ (stand @ turn).T
        count = len(positions)
        if item.probe is not None:
            probes = np.broadcast_to(np.asarray(item.probe) @ stand.T + (foot_x, foot_y, base), (count, 3))
        else:
            probes = positions
        if isinstance(coat, Strip):
            uvs = np.full((count, 2), (0.5, (coat.top + coat.bottom) / 2))
        else:
            uvs = np.array([coat.left, coat.top]) + form.uvs * (coat.right - coat.left, coat.bottom - coat.top)
        return RawMesh(
            positions=positions,
            normals=normals,
            probes=probes,
            uvs=uvs,
            tints=np.broadcast_to(np.asarray(item.tint), (count, 4)),
            shades=np.full(count, item.shade, dtype=np.int32),
            features=np.full(count, item.feature, dtype=np.int32),
            triangles=form.triangles,
        )


def _expand(table: FloatArray, frames: FloatArray, coats: FloatArray) -> RawMesh:
    """Cut each panel row into columns × rows quads: four vertices and two triangles each."""
    columns, rows = table[:, 4].astype(np.intp), table[:, 5].astype(np.intp)
    cells = columns * rows
    owner = np.repeat(np.arange(len(table)), cells)
    within = np.arange(cells.sum()) - np.repeat(np.cumsum(cells) - cells, cells)
    column, row = within % columns[owner], within // columns[owner]
    frame = frames[table[:, 0].astype(np.intp)]
    cos_f, sin_f = frame[:, 3], frame[:, 4]

    def stand(vectors: FloatArray) -> FloatArray:
        x, y = vectors[:, 0], vectors[:, 1]
        return np.column_stack([x * cos_f - y * sin_f, x * sin_f + y * cos_f, vectors[:, 2]])

    corner = stand(table[:, 6:9]) + frame[:, :3]
    right, up = stand(table[:, 9:12]), stand(table[:, 12:15])
    normal = np.cross(right, up)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    across = np.stack([column, column + 1, column + 1, column], axis=1) / columns[owner][:, None]
    upward = np.stack([row, row, row + 1, row + 1], axis=1) / rows[owner][:, None]
    positions = (
        corner[owner][:, None] + across[..., None] * right[owner][:, None] + upward[..., None] * up[owner][:, None]
    )
    middle = np.broadcast_to((corner + right / 2 + up / 2)[owner][:, None], positions.shape)
    at_middle = (table[:, 3] == Shade.MIDDLE)[owner][:, None, None]
    coat = coats[table[:, 1].astype(np.intp)]
    is_strip = coat[:, 4] > 0.5
    length_right = np.linalg.norm(right, axis=1)
    length_up = np.linalg.norm(up, axis=1)
    # A strip: u in metres along the panel, v from the strip's bottom upwards, starting anew in every row.
    band_metres = length_up / rows
    reach = np.minimum(band_metres / np.where(is_strip, coat[:, 3], 1.0), 1.0)
    strip_u = (table[:, 19][owner][:, None] + across * length_right[owner][:, None]) / coat[owner][:, None, 2]
    rises = np.array([0.0, 0.0, 1.0, 1.0]) * reach[owner][:, None]
    strip_v = coat[owner][:, None, 1] + rises * (coat[:, 0] - coat[:, 1])[owner][:, None]
    patch_u = coat[owner][:, None, 0] + across * (coat[:, 2] - coat[:, 0])[owner][:, None]
    patch_v = coat[owner][:, None, 3] + upward * (coat[:, 1] - coat[:, 3])[owner][:, None]
    chosen = is_strip[owner][:, None]
    uvs = np.stack([np.where(chosen, strip_u, patch_u), np.where(chosen, strip_v, patch_v)], axis=-1)
    first = np.arange(len(owner))[:, None] * 4
    return RawMesh(
        positions=positions.reshape(-1, 3),
        normals=np.repeat(normal[owner], 4, axis=0),
        probes=np.where(at_middle, middle, positions).reshape(-1, 3),
        uvs=uvs.reshape(-1, 2),
        tints=np.repeat(table[owner, 15:19], 4, axis=0),
        shades=np.repeat(table[owner, 3].astype(np.int32), 4),
        features=np.repeat(table[owner, 2].astype(np.int32), 4),
        triangles=(first[:, :, None] + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3),
    )


def join_raw(meshes: list[RawMesh]) -> RawMesh:
    """One raw mesh out of many, triangles renumbered."""
    counts = [len(mesh.positions) for mesh in meshes]
    starts = np.cumsum([0, *counts[:-1]])
    return RawMesh(
        positions=np.concatenate([mesh.positions for mesh in meshes]),
        normals=np.concatenate([mesh.normals for mesh in meshes]),
        probes=np.concatenate([mesh.probes for mesh in meshes]),
        uvs=np.concatenate([mesh.uvs for mesh in meshes]),
        tints=np.concatenate([mesh.tints for mesh in meshes]),
        shades=np.concatenate([mesh.shades for mesh in meshes]),
        features=np.concatenate([mesh.features for mesh in meshes]),
        triangles=np.concatenate([mesh.triangles + start for mesh, start in zip(meshes, starts, strict=True)]),
    )
