"""From what the database holds to a scene and back, with a builder of five lines and once with the real one."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from content_api.builds.worker import build_district, building_names, pipeline
from content_api.database import reading
from content_api.errors import ContentError
from content_api.settings import Settings
from content_api.stores.repository import find_store
from district_builder.domain.districts import DistrictSource
from district_builder.domain.errors import GolmokError
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.places import Placement
from district_builder.domain.progress import Report
from tests.content_api.invented import placement

NARROW = BuildNote(
    kind=NoteKind.NARROW_FRONTAGE,
    severity=Severity.DOUBT,
    text="앞면이 좁습니다.",
    remedy="폭을 확인해 주세요.",
    subject="hair",
)
FEATURES = [
    {"kind": "building", "building_id": "b1", "name": "햇살프라자", "road": "느티나무로", "number": "12"},
    {"kind": "building", "building_id": "b2", "name": "", "road": "느티나무로", "number": "14-1"},
    {"kind": "road", "name": "느티나무로"},
]
PLACES = {"features": [{"properties": properties} for properties in FEATURES]}


@dataclass
class FakeScene:
    """Writes the one file that the worker reads, and hands back what it was told to."""

    placements: tuple[Placement, ...] = (placement("bread"), placement("hair", storey=2))
    notes: tuple[BuildNote, ...] = (NARROW,)
    build_id: str = "build-1"
    tiles: int = 3
    reused_tiles: int = 1
    costs: dict[str, Any] = field(default_factory=lambda: {"bread": {"near_bytes": 900}})
    seen: list[DistrictSource] = field(default_factory=list)

    def __call__(self, source: DistrictSource, folder: Path, *, report: Report) -> "FakeScene":
        self.seen.append(source)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "places.geojson").write_text(json.dumps(PLACES))
        report("타일", 3, 3)
        return FakeScene(self.placements, (*source.notes, *self.notes), self.build_id)


def version_of(engine: Engine, store_id: str) -> int:
    with reading(engine) as session:
        return find_store(session, store_id).version


def test_a_build_gets_the_stored_source_and_leaves_its_record(
    street: Settings, engine: Engine, own_client: TestClient, source: DistrictSource
) -> None:
    scene = FakeScene()
    reports: list[tuple[str, int, int]] = []
    summary = build_district(
        engine, street.folder, "neutinamu", builder=scene, report=lambda *each: reports.append(each)
    )
    assert scene.seen[0].stores == source.stores
    assert reports == [("타일", 3, 3)]
    assert (summary.build_id, summary.stores, summary.placed, summary.notes) == ("build-1", 4, 2, (NARROW,))
    district = own_client.get("/v1/districts/neutinamu").json()
    assert district["version"] == 2
    assert district["build"]["build_id"] == "build-1"
    assert district["build"]["tileset"] == "/scenes/neutinamu/tileset.json"
    record = own_client.get("/v1/districts/neutinamu/builds").json()["builds"][0]
    assert (record["number"], record["placed"], record["tiles"], record["reused_tiles"]) == (1, 2, 3, 1)
    notes = own_client.get("/v1/districts/neutinamu/notes").json()["notes"]
    assert [(note["stage"], note["kind"]) for note in notes] == [
        ("build", "narrow_frontage"),
        ("source", "closed_store"),
    ]


def test_only_stores_that_moved_go_up(street: Settings, engine: Engine) -> None:
    before = {store_id: version_of(engine, store_id) for store_id in ("bread", "hair", "karaoke", "closed")}
    same_bread = placement("bread", unit="101")
    summary = build_district(
        engine, street.folder, "neutinamu", builder=FakeScene((same_bread, placement("hair", storey=2, along=7.0)))
    )
    after = {store_id: version_of(engine, store_id) for store_id in before}
    assert after == before | {"hair": before["hair"] + 1, "karaoke": before["karaoke"] + 1}
    assert summary.moved == 2


def test_the_same_build_again_moves_nobody(street: Settings, engine: Engine) -> None:
    build_district(engine, street.folder, "neutinamu", builder=FakeScene())
    before = version_of(engine, "hair")
    assert build_district(engine, street.folder, "neutinamu", builder=FakeScene()).moved == 0
    assert version_of(engine, "hair") == before


def test_placements_of_unknown_stores_are_left_out(street: Settings, engine: Engine) -> None:
    ghost = placement("ghost")
    build_district(engine, street.folder, "neutinamu", builder=FakeScene((placement("bread"), ghost)))
    with reading(engine) as session, pytest.raises(ContentError):
        find_store(session, "ghost")


def test_builds_are_listed_newest_first_and_paged(street: Settings, engine: Engine, own_client: TestClient) -> None:
    for number in range(3):
        build_district(engine, street.folder, "neutinamu", builder=FakeScene(build_id=f"build-{number}"))
    first = own_client.get("/v1/districts/neutinamu/builds?limit=2").json()
    second = own_client.get("/v1/districts/neutinamu/builds", params={"cursor": first["next"]}).json()
    assert [each["build_id"] for each in first["builds"] + second["builds"]] == ["build-2", "build-1", "build-0"]
    assert second["next"] is None


def test_a_build_that_fails_leaves_the_database_as_it_was(
    street: Settings, engine: Engine, own_client: TestClient
) -> None:
    def contradict(source: DistrictSource, folder: Path, *, report: Report) -> FakeScene:
        raise GolmokError("두 건물이 겹칩니다. 지도를 확인해 주세요.")

    before = own_client.get("/v1/districts/neutinamu").content
    with pytest.raises(GolmokError, match="겹칩니다"):
        build_district(engine, street.folder, "neutinamu", builder=contradict)
    assert own_client.get("/v1/districts/neutinamu").content == before


def test_a_district_that_nobody_imported_cannot_be_built(settings: Settings, engine: Engine) -> None:
    with pytest.raises(ContentError, match="동네가 없습니다"):
        build_district(engine, settings.folder, "nowhere", builder=FakeScene())


def test_a_building_without_a_name_is_called_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "places.geojson").write_text(json.dumps(PLACES))
    assert building_names(tmp_path / "places.geojson") == {"b1": "햇살프라자", "b2": "느티나무로 14-1"}


def test_the_real_pipeline_builds_the_invented_street(street: Settings, engine: Engine, own_client: TestClient) -> None:
    summary = build_district(engine, street.folder, "neutinamu", builder=pipeline())
    assert summary.placed >= 3
    tileset = own_client.get("/scenes/neutinamu/tileset.json").json()
    assert tileset["asset"]["version"] == "1.1"
    bread = own_client.get("/v1/stores/bread").json()
    assert bread["placement"]["building_name"] == "햇살프라자"
    again = build_district(engine, street.folder, "neutinamu", builder=pipeline())
    assert (again.build_id, again.reused_tiles, again.moved) == (summary.build_id, again.tiles, 0)
