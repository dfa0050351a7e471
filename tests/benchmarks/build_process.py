"""Builds a scene in a process of its own and prints, as one line of JSON, how long it took and how much it held.

python -m tests.benchmarks.build_process demo SCENE            a first build, a second one, one with a store renamed
python -m tests.benchmarks.build_process 6000 SCENE            the same of a generated city
python -m tests.benchmarks.build_process 6000                  its laying alone: all of a build that comes before tiles
python -m tests.benchmarks.build_process nothing               what the imports alone hold
"""

import json
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from district_builder.domain.districts import DistrictSource
from district_builder.laid_street import lay_street
from district_builder.pipeline import build_scene
from district_builder.sources.folder import read_folder
from district_builder.stages.settings import SceneSettings
from tests.benchmarks.city import make_city

DEMO = Path(__file__).resolve().parents[2] / "assets" / "demo"
WORKERS = 2


def main(what: str, scene: Path | None = None) -> None:
    if what == "nothing":
        print(json.dumps({"peak_mib": peak_mib("self")}))
        return
    began = time.perf_counter()
    source = read_folder(DEMO) if what == "demo" else make_city(int(what))
    if scene is None:
        laid = lay_street(source, SceneSettings())
        placed = {place.store_id for place in laid.street.placements}
        answer = {"stores": len(source.stores), "placed": len(placed), "cells": len(laid.cells)}
        print(json.dumps(answer | {"seconds": time.perf_counter() - began, "peak_mib": peak_mib("self")}))
        return
    answer = {"stores": len(source.stores), "read_seconds": time.perf_counter() - began}
    renamed = replace(
        source, stores=(replace(source.stores[1], name="새로 지은 이름"), *source.stores[:1], *source.stores[2:])
    )
    for name, content in (("first", source), ("again", source), ("renamed", renamed)):
        with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn")) as executor:
            answer |= timed(name, content, scene, executor)
            if name == "first":
                answer["peak_mib"] = peak_mib("self")
                answer["workers_peak_mib"] = sum(peak_mib(child.pid) for child in multiprocessing.active_children())
    print(json.dumps(answer))


def timed(name: str, source: DistrictSource, scene: Path, executor: ProcessPoolExecutor) -> dict[str, float]:
    began = time.perf_counter()
    built = build_scene(source, scene, executor=executor)
    made = built.tiles - built.reused_tiles
    return {f"{name}_seconds": time.perf_counter() - began, f"{name}_made_tiles": made, "tiles": built.tiles}


def peak_mib(process: int | str | None) -> float:
    """The most that a process has held since it started (VmHWM); rusage would count what its parent held."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)
