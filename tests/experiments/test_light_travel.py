"""On a real tile fitted vertices are nearer to the truth than their measurements, and with a light map nearer still."""

import pytest

from district_builder.geometry.mesh import Surface
from tests.experiments import light_travel
from tests.experiments.busiest_tile import busiest_tile, scene_of, stores_in
from tests.experiments.light_travel import Quads, Ruler, as_fitted, as_written, by_grid, no_longer_than


def test_fitted_vertices_and_light_maps_show_walls_and_ground_better(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light_travel, "SAMPLES", 12_000)
    tile = busiest_tile()
    raw = tile.raws[Surface.MATTER]
    ruler = Ruler(Quads.of(raw), scene_of(tile), stores_in(tile))
    as_measured, _ = by_grid(ruler, no_longer_than(ruler.quads, 1e9))
    (plain, plain_most), (fitted, fitted_most) = map(ruler.codes_off, (as_measured, as_fitted(ruler, raw)))
    assert fitted < 0.85 * plain
    assert fitted_most < 0.7 * plain_most
    shown, sent = as_written(ruler, tile)
    mapped, mapped_most = ruler.off(shown)
    assert mapped < 0.75 * fitted
    assert mapped_most < 0.6 * fitted_most
    assert sent / stores_in(tile) < 2_500
