"""Collects the parts of a street as rows; expand.py turns all of them into arrays at once.

A part is a *panel*: a parallelogram with its corner, two edges and a number of subdivisions; a box is up to six panels;
everything else (letters, pipes, leaves) is a *form*, arrays made once and placed many times. Parts are given in a
frame that stands upright somewhere in the district: x along its front, y into the building, z up.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag

import numpy as np

from district_builder.domain.frames import Point2
from district_builder.geometry.coats import Art, Coat, Patch, Rectangle, Strip, Tint
from district_builder.geometry.expand import Corner, FrameRow, PlacedForm, expand_form, expand_panels
from district_builder.geometry.mesh import Surface
from district_builder.geometry.raw_mesh import Form, RawMesh, Shade, join_raw


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


DARK: Tint = (0.0, 0.0, 0.0)
_FRONT, _BACK, _LEFT = int(Side.FRONT), int(Side.BACK), int(Side.LEFT)
_RIGHT, _TOP, _BOTTOM = int(Side.RIGHT), int(Side.TOP), int(Side.BOTTOM)


def _own_light(shade: Shade, tint: Tint, glow: Tint | None) -> Tint:
    if glow is None:
        return tint if shade is Shade.GLOWING else DARK
    return glow


@dataclass(slots=True)
class Parts:
    """Records parts; `frame` and `feature` apply to what is recorded after they were set."""

    _frames: list[FrameRow] = field(default_factory=lambda: [(0.0, 0.0, 0.0, 1.0, 0.0)])
    _coats: list[Coat] = field(default_factory=list)
    _coat_ids: dict[Coat, int] = field(default_factory=dict)
    _panels: list[tuple[float, ...]] = field(default_factory=list)
    _placed: list[PlacedForm] = field(default_factory=list)
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
        glow: Tint | None = None,
        night_alpha: float | None = None,
    ) -> None:
        """A parallelogram seen from the side where `right` × `up` points to the eye.

        A Patch fills the whole panel; a Strip runs along `right` from `slide` metres and is stacked along `up`,
        which then needs at least one row per strip height. After dark it shows
        `glow` of its own; where none is said, a part with its own light shows its tint, and any other none.
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
                *_own_light(shade, tint, glow),
                alpha if night_alpha is None else night_alpha,
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
        glow: Tint | None = None,
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
            glow=glow,
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
        glow: Tint | None = None,
    ) -> None:
        """An upright box with one value of light a face; a face higher than the coat's strip is cut into bands."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        w, d, h = x1 - x0, y1 - y0, z1 - z0
        head = (self._frame, self._coat(coat), self.feature, shade, 1)
        tail = (*tint, 1.0, x0 + y0, *_own_light(shade, tint, glow), 1.0)
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
        glow: Tint | None = None,
    ) -> None:
        """Place a form, scaled, then turned about its z axis. With `probe` all of it takes the light of that point."""
        self._placed.append(
            PlacedForm(
                form,
                self._frame,
                self._coat(coat),
                self.feature,
                shade,
                at,
                scale,
                turn_radians,
                (*tint, alpha),
                probe,
                _own_light(shade, tint, glow),
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
            (surface, expand_panels(table[owners == number], frames, places))
            for number, surface in enumerate(kinds)
            if (owners == number).any()
        ]

    def _expand_forms(self, coats: list[Strip | Patch]) -> list[tuple[Surface, RawMesh]]:
        return [(coats[item.coat].surface, expand_form(item, coats[item.coat], self._frames)) for item in self._placed]
