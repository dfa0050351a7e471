"""The invented street in a database and behind a client. Databases are copies of one that was migrated once."""

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from content_api.app import create_app
from content_api.database import open_engine, writing
from content_api.imports import store_source
from content_api.migrations import upgrade_database
from content_api.settings import Settings
from content_api.stores.source_rows import write_placements
from district_builder.domain.districts import DistrictSource
from tests.content_api.importer import Importer
from tests.content_api.invented import SPRING, placement, street_source

with warnings.catch_warnings():  # the test client announces its next HTTP library, which is not ours to choose here
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the newest schema and nothing in it."""
    data = tmp_path_factory.mktemp("empty") / "data"
    engine = open_engine(Settings(data=data))
    upgrade_database(engine)
    engine.dispose()
    return data


@pytest.fixture(scope="session")
def street_template(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the invented street, three of its stores placed."""
    folder = tmp_path_factory.mktemp("street")
    settings = Settings(data=Path(shutil.copytree(empty_template, folder / "data")))
    source = street_source(folder / "source")
    engine = open_engine(settings)
    with writing(engine) as session:
        store_source(session, source, media=settings.folder.media, folder=folder / "source", at=SPRING)
        write_placements(
            session,
            "neutinamu",
            (
                placement("bread", unit="101"),
                placement("hair", storey=2, unit="201", along=124.6),
                placement("karaoke", storey=-1, left=False, along=12.0),
            ),
            frame=source.district.frame,
            building_names={"b1": "햇살프라자"},
            at=SPRING,
        )
    engine.dispose()
    return settings.data


@pytest.fixture
def settings(empty_template: Path, tmp_path: Path) -> Settings:
    """An empty data folder of this test's own."""
    return Settings(data=Path(shutil.copytree(empty_template, tmp_path / "data")))


@pytest.fixture
def street(street_template: Path, settings: Settings) -> Settings:
    """A data folder of this test's own, with the invented street."""
    shutil.copytree(street_template, settings.data, dirs_exist_ok=True)
    return settings


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings)
    yield engine
    engine.dispose()


@pytest.fixture
def source(tmp_path: Path) -> DistrictSource:
    return street_source(tmp_path / "source")


@pytest.fixture
def importer(engine: Engine, settings: Settings, tmp_path: Path) -> Importer:
    return Importer(engine, settings, tmp_path / "source")


@pytest.fixture(scope="session")
def client(street_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a street that no test changes."""
    data = Path(shutil.copytree(street_template, tmp_path_factory.mktemp("shared") / "data"))
    with TestClient(create_app(Settings(data=data))) as client:
        yield client


@pytest.fixture
def own_client(street: Settings) -> Iterator[TestClient]:
    """A client of this test's own street."""
    with TestClient(create_app(street)) as client:
        yield client
