"""Rows of parts to arrays: panels cut into quads all at once, forms moved to their places."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from district_builder.geometry.arrays import FloatArray
from district_builder.geometry.coats import Patch, Strip
from district_builder.geometry.raw_mesh import Form, RawMesh, Shade

Corner: TypeAlias = tuple[float, float, float]
FrameRow: TypeAlias = tuple[float, float, float, float, float]
"""Foot x, foot y and base in the district frame, then the cosine and sine of the direction along the front."""

# A panel's row: frame, coat, feature, shade, columns, rows, corner xyz, right xyz, up xyz, r, g, b, alpha, slide,
# glow r, g, b, alpha after dark


@dataclass(frozen=True, slots=True)
class PlacedForm:
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
    glow: Corner


def expand_form(item: PlacedForm, coat: Strip | Patch, frames: list[FrameRow]) -> RawMesh:
    """Scale, turn and stand a form in the district frame."""
    form = item.form
    foot_x, foot_y, base, cos_f, sin_f = frames[item.frame]
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
        glows=np.broadcast_to(np.asarray(item.glow), (count, 3)),
        night_alphas=np.full(count, item.tint[3]),
        shades=np.full(count, item.shade, dtype=np.int32),
        features=np.full(count, item.feature, dtype=np.int32),
        triangles=form.triangles,
    )


def expand_panels(table: FloatArray, frames: FloatArray, coats: FloatArray) -> RawMesh:
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
        glows=np.repeat(table[owner, 20:23], 4, axis=0),
        night_alphas=np.repeat(table[owner, 23], 4),
        shades=np.repeat(table[owner, 3].astype(np.int32), 4),
        features=np.repeat(table[owner, 2].astype(np.int32), 4),
        triangles=(first[:, :, None] + np.array([[0, 1, 2], [0, 2, 3]])).reshape(-1, 3),
    )
