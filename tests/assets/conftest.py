"""The bundled district's files, read plainly and without our own readers."""

import json
import tomllib
from typing import Any

import pytest
from shapely.geometry import Polygon

from assets import DEMO_SOURCE
from district_builder.domain.frames import DistrictFrame, LonLat
from tests.assets.demo_rows import Row, rows_of


@pytest.fixture(scope="session")
def settings() -> dict[str, Any]:
    return tomllib.loads((DEMO_SOURCE / "district.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def frame(settings: dict[str, Any]) -> DistrictFrame:
    return DistrictFrame(LonLat(*settings["anchor"]))


@pytest.fixture(scope="session")
def features() -> list[dict[str, Any]]:
    text = (DEMO_SOURCE / "layout" / "street.geojson").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


@pytest.fixture(scope="session")
def footprints(features: list[dict[str, Any]], frame: DistrictFrame) -> dict[str, Polygon]:
    """Building id -> outline in the district frame."""
    return {
        feature["id"]: Polygon(
            [frame.district_from_wgs84(LonLat(*place)) for place in feature["geometry"]["coordinates"][0]]
        )
        for feature in features
        if feature["geometry"]["type"] == "Polygon"
    }


@pytest.fixture(scope="session")
def numbered(features: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Building number -> feature."""
    return {f["properties"]["number"]: f for f in features if "number" in f["properties"]}


@pytest.fixture(scope="session")
def stores() -> list[Row]:
    return rows_of("stores/stores.csv")


@pytest.fixture(scope="session")
def menus() -> list[Row]:
    return rows_of("menus/menus.csv")
