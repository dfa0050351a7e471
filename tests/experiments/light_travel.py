"""How light travels to a client: vertices as they are, fitted, divided finer, divided where it pays, or light maps.

On the walls and the ground of the demo's busiest tile, at the near level. What is measured at random places is the
truth; what a client would show there differs by so many codes of a byte (sRGB). Bytes are gzipped or WebP, a store.
`python -m tests.experiments.light_travel` prints the table that district_builder/README.md keeps.
"""

import gzip
import io
import sys
from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy.ndimage import map_coordinates

from district_builder.formats.light_picture import encode_light_map
from district_builder.geometry.buried import DARKEST
from district_builder.geometry.light import bake
from district_builder.geometry.light_map import NEUTRAL, map_light
from district_builder.geometry.light_meter import LitScene, Probes
from district_builder.geometry.measured_light import measure_light
from district_builder.geometry.mesh import Surface
from district_builder.geometry.raw_mesh import RawMesh, Shade
from district_builder.geometry.ray_meter import RayMeter
from district_builder.geometry.tone import shoulder
from district_builder.recorded_tile import RecordedTile
from tests.experiments.busiest_tile import busiest_tile, scene_of, stores_in

SAMPLES = 30_000
LARGE_SQUARE_METRES = 0.25  # smaller faces take one value of light by design
MAP_QUALITY = 80
SURFACE_WIDTH = 512
WORTH_DIVIDING = 4 / 255  # of linear light, at the middle


@dataclass(frozen=True)
class Quads:
    """Parallelograms: corner (n, 3) and the edges from it to its two neighbours (n, 3), normals and shades."""

    corners: np.ndarray
    along: np.ndarray
    up: np.ndarray
    normals: np.ndarray
    shades: np.ndarray
    vertices: np.ndarray  # (n, 4) of the mesh: the corner, along, up, opposite

    @classmethod
    def of(cls, raw: RawMesh) -> "Quads":
        first, second = raw.triangles[:-1], raw.triangles[1:]
        pairs = (first[:, 0] == second[:, 0]) & (first[:, 2] == second[:, 1]) & (first[:, 1] == first[:, 0] + 1)
        corners, ends = first[pairs, 0], second[pairs, 2]
        a, b, d = raw.positions[corners], raw.positions[corners + 1], raw.positions[ends]
        opposite = raw.positions[corners + 2]
        areas = np.linalg.norm(np.cross(b - a, d - a), axis=1)
        is_flat = np.linalg.norm(opposite - (b + d - a), axis=1) < 0.01
        large = raw.shades[corners] != Shade.GLOWING
        kept = (areas > LARGE_SQUARE_METRES) & (raw.shades[corners] != Shade.MIDDLE) & large & is_flat
        vertices = np.stack([corners, corners + 1, ends, corners + 2], axis=1)[kept]
        normals, shades = raw.normals[vertices[:, 0]], raw.shades[vertices[:, 0]]
        return cls(a[kept], (b - a)[kept], (d - a)[kept], normals, shades, vertices)

    def __len__(self) -> int:
        return len(self.corners)

    def sizes(self) -> np.ndarray:
        """(n, 2) metres."""
        return np.stack([np.linalg.norm(self.along, axis=1), np.linalg.norm(self.up, axis=1)], axis=1)

    def at(self, rows: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        return self.corners[rows] + self.along[rows] * u[:, None] + self.up[rows] * v[:, None]


@dataclass
class Ruler:
    """Measures light on quads, and how far a reconstruction is from it."""

    quads: Quads
    scene: LitScene
    stores: int

    def __post_init__(self) -> None:
        luck = np.random.default_rng(1)
        areas = self.quads.sizes().prod(axis=1)
        self.rows = np.sort(luck.choice(len(areas), SAMPLES, p=areas / areas.sum()))
        self.u, self.v = luck.uniform(0.0, 1.0, (2, SAMPLES))
        self.truth = self.light(self.rows, self.u, self.v)
        seen = self.truth.max(axis=1) > DARKEST  # nobody sees what lies inside something
        self.rows, self.u, self.v, self.truth = self.rows[seen], self.u[seen], self.v[seen], self.truth[seen]

    def light(self, rows: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        """Linear light by day (k, 3)."""
        probes = Probes(
            points=self.quads.at(rows, u, v),
            normals=self.quads.normals[rows],
            shades=self.quads.shades[rows],
            features=np.zeros(len(rows), dtype=int),
        )
        measured = RayMeter().measure(self.scene, probes)
        return measured.sun + measured.sky

    def codes_off(self, shown: np.ndarray) -> tuple[float, float]:
        """Root mean square and 95th percentile of the difference, in codes of a byte, of linear light (k, 3)."""
        return self.off(_codes(shown))

    def off(self, shown_codes: np.ndarray) -> tuple[float, float]:
        """The same of what is shown in codes (k, 3)."""
        off = np.abs(shown_codes - _codes(self.truth)).mean(axis=1)
        return float(np.sqrt((off**2).mean())), float(np.percentile(off, 95))


def _codes(light: np.ndarray) -> np.ndarray:
    held = shoulder(light * 0.6)  # on a wall of middling lightness
    return 255 * np.where(held <= 0.0031308, held * 12.92, 1.055 * held ** (1 / 2.4) - 0.055)


Grid = tuple[np.ndarray, np.ndarray]  # columns and rows (n,) of cells that each quad is divided into


def by_grid(ruler: Ruler, grid: Grid) -> tuple[np.ndarray, list[np.ndarray]]:
    """Light at the nodes of each quad's grid, and what is shown at the samples between them."""
    columns, rows = grid
    counts = (columns + 1) * (rows + 1)
    starts = np.cumsum([0, *counts[:-1]])
    quad = np.repeat(np.arange(len(counts)), counts)
    index = np.arange(counts.sum()) - starts[quad]
    u, v = index % (columns[quad] + 1) / columns[quad], index // (columns[quad] + 1) / rows[quad]
    nodes = ruler.light(quad, u, v)
    r = ruler.rows
    x, y = ruler.u * columns[r], ruler.v * rows[r]
    left = np.minimum(x.astype(int), columns[r] - 1)
    low = np.minimum(y.astype(int), rows[r] - 1)
    corner = starts[r] + low * (columns[r] + 1) + left
    fx, fy = (x - left)[:, None], (y - low)[:, None]
    above = corner + columns[r] + 1
    shown = (nodes[corner] * (1 - fx) + nodes[corner + 1] * fx) * (1 - fy)
    shown += (nodes[above] * (1 - fx) + nodes[above + 1] * fx) * fy
    parts = [nodes[start : start + count] for start, count in zip(starts, counts, strict=True)]
    return shown, parts


def as_fitted(ruler: Ruler, raw: RawMesh) -> np.ndarray:
    """What is shown at the samples by the vertices that the builder writes."""
    (measured,) = measure_light([raw], ruler.scene, RayMeter())
    here, along, up, opposite = (measured.sun + measured.sky)[ruler.quads.vertices[ruler.rows]].transpose(1, 0, 2)
    u, v = ruler.u[:, None], ruler.v[:, None]
    return (here * (1 - u) + along * u) * (1 - v) + (up * (1 - u) + opposite * u) * v


def as_written(ruler: Ruler, tile: RecordedTile) -> tuple[np.ndarray, int]:
    """What is shown at the samples, in codes, by fitted vertices and the light map of a tile's file; the map's bytes.

    A factor holds for colours; here it meets those of a grey wall, which all others are near enough.
    """
    raw = tile.raws[Surface.MATTER]
    lit = bake(tile.raws, ruler.scene, RayMeter())[Surface.MATTER]
    found = map_light(raw, lit, ruler.scene, RayMeter())
    assert found is not None
    picture = encode_light_map(found.texels)
    texels = np.asarray(Image.open(io.BytesIO(picture)).convert("L")) / NEUTRAL
    height, width = texels.shape
    here, along, up, opposite = (found.uvs * (width, height) - 0.5)[ruler.quads.vertices[ruler.rows]].transpose(1, 0, 2)
    u, v = ruler.u[:, None], ruler.v[:, None]
    x, y = ((here * (1 - u) + along * u) * (1 - v) + (up * (1 - u) + opposite * u) * v).T
    factors = map_coordinates(texels, [y, x], order=1, mode="nearest")
    sent = len(gzip.compress(np.rint(found.uvs * 65535).astype(np.uint16).tobytes(), 6)) + len(picture)
    return _codes(as_fitted(ruler, raw)) * factors[:, None], sent


def no_longer_than(quads: Quads, metres: float) -> Grid:
    columns, rows = np.maximum(np.ceil(quads.sizes() / metres - 1e-6), 1).astype(int).T
    return columns, rows


def where_it_pays(ruler: Ruler, finest_metres: float) -> Grid:
    """Halve a quad's grid along an edge as long as light in the middle of the cells is not what its corners say."""
    count = len(ruler.quads)
    columns, rows = np.ones(count, dtype=int), np.ones(count, dtype=int)
    sizes = ruler.quads.sizes()
    for _ in range(6):
        _, parts = by_grid(ruler, (columns, rows))
        _, finer = by_grid(ruler, (columns * 2, rows * 2))
        grown = False
        for k in range(count):
            coarse = parts[k].reshape(rows[k] + 1, columns[k] + 1, 3)
            fine = finer[k].reshape(2 * rows[k] + 1, 2 * columns[k] + 1, 3)
            across = np.abs(fine[::2, 1::2] - (coarse[:, :-1] + coarse[:, 1:]) / 2).max()
            upward = np.abs(fine[1::2, ::2] - (coarse[:-1] + coarse[1:]) / 2).max()
            if across > WORTH_DIVIDING and sizes[k, 0] / columns[k] > finest_metres:
                columns[k], grown = columns[k] * 2, True
            if upward > WORTH_DIVIDING and sizes[k, 1] / rows[k] > finest_metres:
                rows[k], grown = rows[k] * 2, True
        if not grown:
            break
    return columns, rows


def vertex_bytes(ruler: Ruler, grid: Grid, parts: list[np.ndarray]) -> int:
    """Positions, texture coordinates, both colours, features and indices as a tile writes them, gzipped."""
    columns, rows = grid
    u, v = (np.concatenate(values) for values in zip(*map(_nodes, columns, rows), strict=True))
    quad = np.repeat(np.arange(len(columns)), (columns + 1) * (rows + 1))
    points = ruler.quads.at(quad, u, v)
    low, high = points.min(axis=0), points.max(axis=0)
    colours = np.round(np.clip(shoulder(np.concatenate(parts) * 0.6), 0, 1) * 255).astype(np.uint8)
    starts = np.cumsum([0, *((columns + 1) * (rows + 1))[:-1]])
    cells = [_triangles(c, r) + start for c, r, start in zip(columns, rows, starts, strict=True)]
    sizes = ruler.quads.sizes()[quad]
    arrays = (
        np.round((points - low) / (high - low) * 65535).astype(np.uint16),
        np.stack([u * sizes[:, 0], v * sizes[:, 1]], axis=1).astype(np.float32),
        np.concatenate([colours, colours[:, :1]], axis=1),
        np.concatenate([colours, colours[:, :1]], axis=1),  # after dark: as many
        quad.astype(np.uint16),
        np.concatenate(cells).astype(np.uint32 if len(points) > 65535 else np.uint16),
    )
    return len(gzip.compress(b"".join(array.tobytes() for array in arrays), 6))


def _nodes(columns: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    u, v = np.meshgrid(np.linspace(0, 1, columns + 1), np.linspace(0, 1, rows + 1))
    return u.ravel(), v.ravel()


def _triangles(columns: int, rows: int) -> np.ndarray:
    left, low = (grid.ravel() for grid in np.meshgrid(np.arange(columns), np.arange(rows)))
    a = low * (columns + 1) + left
    b, c, d = a + 1, a + columns + 2, a + columns + 1
    return np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])


def map_bytes(ruler: Ruler, grid: Grid, parts: list[np.ndarray]) -> int:
    """A WebP of every quad's texels by day and another after dark, and a second texture coordinate a vertex."""
    columns, rows = grid
    order = np.argsort(-(rows + 1))
    shelves: list[tuple[int, int, int]] = []  # x, y, quad
    x = y = height = 0
    width = max(SURFACE_WIDTH, int(columns.max()) + 1)
    for k in order:
        wide, tall = int(columns[k]) + 1, int(rows[k]) + 1
        if x + wide > width:
            x, y, height = 0, y + height, 0
        shelves.append((x, y, int(k)))
        x, height = x + wide, max(height, tall)
    texels = np.zeros((y + height, width, 3), np.uint8)
    for left, top, k in shelves:
        wide, tall = int(columns[k]) + 1, int(rows[k]) + 1
        shown = np.clip(shoulder(parts[k] * 0.6), 0, 1) ** (1 / 2.2)
        texels[top : top + tall, left : left + wide] = np.round(shown.reshape(tall, wide, 3) * 255)
    file = io.BytesIO()
    Image.fromarray(texels).save(file, "WEBP", quality=MAP_QUALITY, method=4)
    flat = np.random.default_rng(0).integers(0, 65535, (4 * len(columns), 2)).astype(np.uint16)
    return 2 * file.tell() + len(gzip.compress(flat.tobytes(), 6)) * 2 // 3


def compare() -> dict[str, tuple[float, float, float]]:
    """Of each way: error as root mean square and 95th percentile in codes of a byte, and bytes a store."""
    tile = busiest_tile()
    raw = tile.raws[Surface.MATTER]
    ruler = Ruler(Quads.of(raw), scene_of(tile), stores_in(tile))
    plain = no_longer_than(ruler.quads, 1e9)
    ways: list[tuple[str, Grid, bool]] = [
        ("vertices as they are", plain, False),
        ("vertices, 2 m apart", no_longer_than(ruler.quads, 2.0), False),
        ("vertices, 1 m apart", no_longer_than(ruler.quads, 1.0), False),
        ("vertices, 0.5 m apart", no_longer_than(ruler.quads, 0.5), False),
        ("vertices where it pays, to 0.5 m", where_it_pays(ruler, 0.5), False),
        ("light map, 1 texel a metre", no_longer_than(ruler.quads, 1.0), True),
        ("light map, 2 texels a metre", no_longer_than(ruler.quads, 0.5), True),
        ("light map, 4 texels a metre", no_longer_than(ruler.quads, 0.25), True),
    ]
    _, parts = by_grid(ruler, plain)
    least = vertex_bytes(ruler, plain, parts)
    table = {"vertices fitted": (*ruler.codes_off(as_fitted(ruler, raw)), least / ruler.stores)}
    written, sent = as_written(ruler, tile)
    table["vertices fitted and a light map, as we do"] = (*ruler.off(written), (least + sent) / ruler.stores)
    for name, grid, is_map in ways:
        shown, parts = by_grid(ruler, grid)
        spent = least + map_bytes(ruler, grid, parts) if is_map else vertex_bytes(ruler, grid, parts)
        table[name] = (*ruler.codes_off(shown), spent / ruler.stores)
    return table


if __name__ == "__main__":
    for name, (rms, most, spent) in compare().items():
        sys.stdout.write(f"{name:44} {rms:6.2f} {most:6.2f} {spent:9,.0f}\n")
