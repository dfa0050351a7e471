"""Cycles draws what the walker draws: every tile of a scene is recorded again as it was built."""

import json
from pathlib import Path

import numpy as np
import pytest

from district_builder.domain.light_bake import LightBake
from district_builder.geometry.mesh import Surface
from district_builder.laid_street import lay_street
from district_builder.pipeline import build_scene
from district_builder.reuse import ReuseIndex, StoredTile
from district_builder.scene_tree import Level, TileJob
from district_builder.stages.settings import SceneSettings
from tests.district_builder.tiny_district import tiny
from tests.likeness.demo_tiles import jobs_by_uri, pieces_in
from tests.likeness.export import export
from tests.likeness.shots import Shot


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("likeness")
    evening = Shot(name="there", at="0,0,90", size=(64, 36), is_evening=True)
    export(tiny(), folder, [evening], light=LightBake.FAST)
    return folder


@pytest.fixture(scope="module")
def tiles(built: Path) -> dict[str, tuple[TileJob, StoredTile]]:
    settings = SceneSettings()
    stored = {tile.uri: tile for tile in ReuseIndex.read(built / "scene").values()}
    jobs = jobs_by_uri(built / "scene", lay_street(tiny(), settings).cells, settings, light=LightBake.FAST)
    return {uri: (job, stored[uri]) for uri, job in jobs.items()}


def test_every_tile_of_the_scene_is_known(built: Path, tiles: dict[str, tuple[TileJob, StoredTile]]) -> None:
    assert {path.name for path in (built / "scene" / "tiles").glob("*.glb")} == {Path(uri).name for uri in tiles}


def test_records_have_the_triangles_of_the_tiles_but_for_films_of_light(
    tiles: dict[str, tuple[TileJob, StoredTile]],
) -> None:
    for job, stored in tiles.values():
        pieces = [piece for _, _, piece in pieces_in(job.record())]
        count = sum(len(piece.triangles) for piece in pieces)
        if job.key[0] is Level.BLOCK:
            assert count == stored.triangles
        else:
            assert stored.triangles * 0.9 < count <= stored.triangles
        corners = np.concatenate([piece.positions for piece in pieces])
        assert (corners >= np.array(stored.box.lowest) - 0.01).all()
        assert (corners <= np.array(stored.box.highest) + 0.01).all()


def test_an_export_holds_every_picture_and_array_that_it_names(built: Path) -> None:
    text = json.loads((built / "export.json").read_text())
    (shot,) = text["shots"].values()
    assert shot["is_evening"]
    assert shot["pose"]["heading_degrees"] == 90.0
    assert set(shot["tiles"]) == set(text["tiles"])
    for name, pieces in text["tiles"].items():
        with np.load(built / "tiles" / f"{name}.npz") as arrays:
            for number, piece in enumerate(pieces):
                assert piece["surface"] in set(Surface)
                assert not piece["picture"] or (built / "pictures" / piece["picture"]).is_file()
                assert arrays[f"{number}_triangles"].max() < len(arrays[f"{number}_positions"])


def test_a_tile_that_was_there_already_is_known_as_well(built: Path) -> None:
    settings = SceneSettings()
    again = build_scene(tiny(), built / "scene", settings=settings)
    assert again.reused_tiles == again.tiles
    assert jobs_by_uri(built / "scene", lay_street(tiny(), settings).cells, settings, light=LightBake.FAST)
