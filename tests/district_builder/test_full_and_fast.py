"""Tiles of the full bake and of the fast one: which serves which, and that a cut-off build goes on."""

from pathlib import Path

import pytest

from district_builder.domain.light_bake import LightBake
from district_builder.pipeline import build_scene
from district_builder.reuse import ReuseIndex
from district_builder.scene_tree import TileJob, plan_jobs
from district_builder.shared_textures import SharedTextures
from tests.district_builder.small_district import SETTINGS, Laid
from tests.district_builder.tiny_district import tiny

SHARED = SharedTextures(matter="../textures/m.webp", leaf="../textures/l.webp")


def jobs_of(laid: Laid, light: LightBake) -> list[TileJob]:
    return plan_jobs(laid.cells, SHARED, block_cells=4, light=light)


def test_full_and_fast_tiles_are_told_apart(laid: Laid) -> None:
    fast = {job.digest for job in jobs_of(laid, LightBake.FAST)}
    full = {job.digest for job in jobs_of(laid, LightBake.FULL)}
    assert not fast & full


def test_a_fast_build_keeps_the_tiles_of_a_full_one_but_not_the_other_way_round(laid: Laid) -> None:
    for fast, full in zip(jobs_of(laid, LightBake.FAST), jobs_of(laid, LightBake.FULL), strict=True):
        both: dict[str, object] = {fast.digest: "fast", full.digest: "full"}
        assert fast.digest_in(both) == full.digest  # type: ignore[arg-type]
        assert fast.digest_in({fast.digest: "fast"}) == fast.digest  # type: ignore[dict-item]
        assert full.digest_in({fast.digest: "fast"}) is None  # type: ignore[dict-item]


def test_a_build_that_is_cut_off_goes_on_where_it_was(tmp_path: Path) -> None:
    heard: list[int] = []

    def cut_off(stage: str, done: int, total: int) -> None:
        if stage == "타일":
            heard.append(done)
            if done == 2:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_scene(tiny(), tmp_path, settings=SETTINGS, report=cut_off)
    kept = len(ReuseIndex.read(tmp_path))
    again = build_scene(tiny(), tmp_path, settings=SETTINGS)
    assert heard == [0, 1, 2]
    assert again.reused_tiles == kept
    assert kept >= 1


def test_after_a_cut_the_scene_is_that_of_an_uncut_build(tmp_path: Path) -> None:
    whole = build_scene(tiny(), tmp_path / "whole", settings=SETTINGS)

    def cut_off(stage: str, done: int, total: int) -> None:
        if stage == "타일" and done == total - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_scene(tiny(), tmp_path / "cut", settings=SETTINGS, report=cut_off)
    assert build_scene(tiny(), tmp_path / "cut", settings=SETTINGS).build_id == whole.build_id
