"""Scenes that many claims are made about, each built once a session by two processes."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

import pytest

from tests.end_to_end.built import Built
from tests.end_to_end.real_folders import (
    DEMO,
    GANGNAM_BLOCKS,
    ONE_STREET_ANCHORS,
    lay_gangnam,
    lay_kaywon,
    lay_one_street,
)

REAL_SCENES = ("kaywon", "gangnam", *ONE_STREET_ANCHORS)
SCENES = ("demo", *(pytest.param(name, marks=pytest.mark.data) for name in REAL_SCENES))


@pytest.fixture(scope="session")
def two_processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        yield executor


@pytest.fixture(scope="session")
def build_once(
    two_processes: Executor, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[str], Built]:
    """Builds a named district when it is first asked for. All but the demo need the real input."""

    @lru_cache
    def build(name: str) -> Built:
        work = tmp_path_factory.mktemp("district")
        folder = DEMO
        if name != "demo":
            shared_data: Path = request.getfixturevalue("shared_data")
            folder = work / "source"
            if name == "kaywon":
                lay_kaywon(folder, shared_data)
            elif name == "gangnam":
                lay_gangnam(folder, shared_data, stores=150, within=GANGNAM_BLOCKS)
            else:
                lay_one_street(folder, shared_data, name)
        return Built.of(folder, work / "scene", executor=two_processes)

    return build


@pytest.fixture(params=SCENES)
def district(request: pytest.FixtureRequest, build_once: Callable[[str], Built]) -> Built:
    """Each of the districts in turn."""
    return build_once(request.param)


@pytest.fixture
def kaywon(build_once: Callable[[str], Built]) -> Built:
    return build_once("kaywon")


@pytest.fixture
def gangnam(build_once: Callable[[str], Built]) -> Built:
    return build_once("gangnam")
