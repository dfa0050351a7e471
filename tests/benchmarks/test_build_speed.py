"""Whole builds in processes of their own: time, memory beyond the imports, bytes a store, and what a change costs."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.build_process import WORKERS

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).resolve().parents[2]
LEVELS = ("root", "block proxy", "standard", "near")  # by depth in the tileset
BUDGET_BYTES = {"block proxy": 2_000, "standard": 40_000, "near": 120_000}  # a store, over the wire (DESIGN.md 4)
BUDGET_MIB = 1_024
# Beside other tests its figures say little, and its quarter of an hour of two cores is all that a run may take:
# there the whole city is laid, and a tenth of it built.
CITY = "600" if "PYTEST_XDIST_WORKER" in os.environ else "6000"


def run_process(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.build_process", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("what", ["demo", CITY])
def test_a_whole_build(what: str, tmp_path: Path) -> None:
    imports = run_process("nothing")["peak_mib"]
    built = run_process(what, str(tmp_path))
    stores = built["stores"]
    held = built["peak_mib"] + built["workers_peak_mib"] - imports * (1 + WORKERS)
    print(
        f"\n{what}: {stores:.0f} stores in {built['first_seconds']:.0f} s, {stores / built['first_seconds']:.1f}/s, "
        f"{built['tiles']:.0f} tiles; again {built['again_seconds']:.1f} s "
        f"({built['again_seconds'] / built['first_seconds']:.1%}, {built['again_made_tiles']:.0f} tiles made); "
        f"one store renamed {built['renamed_seconds']:.1f} s ({built['renamed_made_tiles']:.0f} tiles made)"
    )
    print(
        f"peak beyond the imports' {imports:.0f} MiB each: {held:.0f} MiB in all ({WORKERS} workers "
        f"{built['workers_peak_mib'] - imports * WORKERS:.0f}, pipeline {built['peak_mib'] - imports:.0f}); "
        f"budget {BUDGET_MIB}"
    )
    for level, (raw, packed) in bytes_of_levels(tmp_path).items():
        budget = BUDGET_BYTES.get(level)
        print(f"{level}: {raw / stores:,.0f} bytes a store, {packed / stores:,.0f} gzipped; budget {budget or 'none'}")
    for budget in json.loads((tmp_path / "scene.json").read_bytes())["budgets"]:
        print(f"{budget['name']}: {budget['worst']} of {budget['limit']}{'' if budget['met'] else '  NOT MET'}")
    assert built["again_made_tiles"] == 0
    assert 0 < built["renamed_made_tiles"] <= 3


def test_laying_six_thousand_stores() -> None:
    imports = run_process("nothing")["peak_mib"]
    laid = run_process("6000")
    print(
        f"\n{laid['stores']:.0f} stores laid in {laid['seconds']:.1f} s, {laid['cells']:.0f} cells, "
        f"{laid['peak_mib'] - imports:.0f} MiB beyond the imports"
    )
    assert laid["placed"] == laid["stores"] == 6000
    assert laid["peak_mib"] - imports < BUDGET_MIB


def bytes_of_levels(scene: Path) -> dict[str, tuple[int, int]]:
    """Raw and gzipped bytes of each level's tiles, and of what every visitor loads."""
    found: dict[str, list[bytes]] = {}

    def visit(tile: dict[str, Any], depth: int) -> None:
        if "content" in tile:
            found.setdefault(LEVELS[depth], []).append((scene / tile["content"]["uri"]).read_bytes())
        for child in tile.get("children", ()):
            visit(child, depth + 1)

    visit(json.loads((scene / "tileset.json").read_bytes())["root"], 0)
    found["index"] = [(scene / name).read_bytes() for name in ("tileset.json", "places.geojson", "scene.json")]
    found["shared textures"] = [path.read_bytes() for path in sorted((scene / "textures").iterdir())]
    return {
        level: (sum(map(len, files)), sum(len(gzip.compress(file, 6)) for file in files))
        for level, files in found.items()
    }
