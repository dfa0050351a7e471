"""One small district, laid once and built once for all tests of the mesh builder, and a tiny one to build again."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from district_builder.pipeline import BuiltScene, build_scene
from tests.district_builder.small_district import SETTINGS, Laid, lay, small_source
from tests.district_builder.tiny_district import tiny

settings.register_profile("busy machine", deadline=None)  # a slow neighbour is no failure
settings.load_profile("busy machine")


@pytest.fixture(scope="session")
def laid() -> Laid:
    """Saebyeok-ro before its first triangle."""
    return lay(small_source())


@dataclass(frozen=True)
class Build:
    scene: BuiltScene
    folder: Path
    progress: list[tuple[str, int, int]]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Saebyeok-ro as a scene folder, built serially from nothing. Nobody writes into it."""
    folder = tmp_path_factory.mktemp("saebyeok")
    progress: list[tuple[str, int, int]] = []
    scene = build_scene(small_source(), folder, settings=SETTINGS, report=lambda *heard: progress.append(heard))
    return Build(scene, folder, progress)


@pytest.fixture(scope="session")
def tiny_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltScene, Path]:
    """Two houses and three stores as a scene folder. Nobody writes into it."""
    folder = tmp_path_factory.mktemp("tiny")
    return build_scene(tiny(), folder, settings=SETTINGS), folder


@pytest.fixture
def tiny_copy(tiny_build: tuple[BuiltScene, Path], tmp_path: Path) -> Path:
    """The same scene in a folder that a test may change."""
    folder = tmp_path / "scene"
    for path in tiny_build[1].rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(tiny_build[1])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return folder
