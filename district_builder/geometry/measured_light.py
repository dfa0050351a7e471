"""The light on a tile's vertices: asked of a meter once for each place, and fitted to what lies between them."""

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np

from district_builder.geometry.arrays import IntArray, equal_rows
from district_builder.geometry.buried import are_buried, brightest, uncover
from district_builder.geometry.fitted_light import Samples, fit, sample
from district_builder.geometry.light_meter import Light, LightMeter, LitScene, Probes
from district_builder.geometry.raw_mesh import RawMesh, Shade


def measure_light(raws: Sequence[RawMesh], scene: LitScene, meter: LightMeter) -> list[Light]:
    """The light on every vertex of every mesh, from one measurement of the whole tile.

    Probes that lie within 2 cm of each other and look the same way share one measurement, so small parts cost little.
    A part with its own light (Shade.GLOWING) receives none.
    """
    lit = [np.flatnonzero(raw.shades != Shade.GLOWING) for raw in raws]
    ends = np.cumsum([len(rows) for rows in lit])
    lights = [Light.of_its_own(len(raw.positions)) for raw in raws]
    if not ends[-1]:
        return lights
    corners, back = _distinct(Probes.joined([_probes(raw, rows) for raw, rows in zip(raws, lit, strict=True)]))
    rows_of = np.split(back, ends[:-1])
    inside = [_counted_in(sample(raw), rows, own) for raw, rows, own in zip(raws, lit, rows_of, strict=True)]
    measured = meter.measure(scene, Probes.joined([corners, *(samples.probes for samples in inside)])).columns()
    at_corners, between = measured[: len(corners)], measured[len(corners) :]
    triangles = np.concatenate(
        [_lit_triangles(raw, rows, own) for raw, rows, own in zip(raws, lit, rows_of, strict=True)]
    )
    seen = ~are_buried(Light.of_columns(between))
    shown = uncover(at_corners, brightest(Light.of_columns(at_corners)), triangles)
    fitted = Light.of_columns(fit(shown, between, inside, seen=seen))
    for light, rows, own in zip(lights, lit, rows_of, strict=True):
        for field in fields(Light):
            getattr(light, field.name)[rows] = getattr(fitted, field.name)[own]
    return lights


def _probes(raw: RawMesh, rows: IntArray) -> Probes:
    return Probes(
        points=raw.probes[rows], normals=raw.normals[rows], shades=raw.shades[rows], features=raw.features[rows]
    )


def _distinct(probes: Probes) -> tuple[Probes, IntArray]:
    """Each place and direction once, and which of them every probe is."""
    places, ways = np.round(probes.points / 0.02), np.round(probes.normals / 0.05)
    keys = np.concatenate([places, ways, probes.shades[:, None], probes.features[:, None]], axis=1).astype(np.int32)
    first, back = equal_rows(keys)
    return probes.at(first), back


def _lit_triangles(raw: RawMesh, rows: IntArray, own: IntArray) -> IntArray:
    """The mesh's triangles without a light of their own, counted as what was measured."""
    measured = np.full(len(raw.positions), -1, dtype=np.int64)
    measured[rows] = own
    triangles = measured[raw.triangles]
    return np.asarray(triangles[(triangles >= 0).all(axis=1)])


def _counted_in(samples: Samples, rows: IntArray, own: IntArray) -> Samples:
    """Samples whose vertices are counted as what was measured, not as the mesh's: `own` for the mesh's `rows`."""
    measured = np.zeros(int(max(rows.max(initial=-1), samples.vertices.max(initial=-1))) + 1, dtype=np.int64)
    measured[rows] = own
    return replace(samples, vertices=measured[samples.vertices])
