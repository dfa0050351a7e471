"""Source folders laid out from real input, and a writer of small ones."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

STORE_TABLES = (
    "accom",
    "animalHospital",
    "bathHouse",
    "gasStation",
    "hospitalInfo",
    "jobMating",
    "karaoke",
    "optician",
    "pcRoom",
    "pharmacyInfo",
    "postnatal",
    "restaurant",
    "singingRoom",
)

KAYWON_TOML = """\
slug = "kaywon"
name_ko = "계원대학로"
anchor = [126.9722, 37.3795]
streets = ["계원대학로"]
"""

GANGNAM_TOML = """\
slug = "gangnam"
name_ko = "강남"
anchor = [127.0280, 37.4980]
"""

MakeFolder = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Write a source folder; files are given by their path in it. district.toml is Kaywon's unless given."""

    def make(contents: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "source"
        for name, content in {"district.toml": KAYWON_TOML, **contents}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


def lay_out_kaywon(shared_data: Path, folder: Path) -> Path:
    """The target street: 32 places, all open tables of Uiwang with stores, shelf prices and the lift register."""
    for name in ("stores", "products", "lifts"):
        (folder / name).mkdir(parents=True)
    shutil.copy(shared_data / "kaywon-street" / "kaywon_daehakro_places.csv", folder / "stores")
    for table in STORE_TABLES:
        shutil.copy(shared_data / "uiwang-open-tables" / f"{table}_uiwang.csv", folder / "stores")
    shutil.copy(shared_data / "uiwang-open-tables" / "necessariesPrice_uiwang.csv", folder / "products")
    shutil.copy(shared_data / "kaywon-street" / "elevators_named_buildings.csv", folder / "lifts")
    (folder / "district.toml").write_text(KAYWON_TOML, encoding="utf-8")
    return folder


def lay_out_gangnam(shared_data: Path, folder: Path) -> Path:
    """Footprints with storeys and roads from OpenStreetMap, without a store list."""
    (folder / "layout").mkdir(parents=True)
    for name in ("buildings.overpass.json", "ways.overpass.json"):
        shutil.copy(shared_data / "osm-seoul-gangnam" / name, folder / "layout")
    (folder / "district.toml").write_text(GANGNAM_TOML, encoding="utf-8")
    return folder


@pytest.fixture
def kaywon_folder(shared_data: Path, tmp_path: Path) -> Path:
    return lay_out_kaywon(shared_data, tmp_path / "kaywon")


@pytest.fixture
def gangnam_folder(shared_data: Path, tmp_path: Path) -> Path:
    return lay_out_gangnam(shared_data, tmp_path / "gangnam")
