"""The lists of doubts and of builds: their order, their pages, and what another import or build does to them."""

import dataclasses

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from content_api.builds.worker import build_district
from content_api.database import writing
from content_api.districts.repository import replace_notes
from content_api.districts.tables import NoteStage
from content_api.imports import store_source
from content_api.settings import Settings
from district_builder.domain.districts import DistrictSource
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from tests.content_api.test_build_worker import NARROW, FakeScene


def note(text: str, *, row: int | None = None, severity: Severity = Severity.DOUBT) -> BuildNote:
    return BuildNote(
        kind=NoteKind.BAD_PRICE,
        severity=severity,
        text=text,
        remedy="확인해 주세요.",
        subject="hair",
        file="menus.csv",
        row=row,
    )


def all_of(client: TestClient, what: str, *, limit: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    cursor: str | None = None
    while True:
        query = {"limit": str(limit)} | ({} if cursor is None else {"cursor": cursor})
        page = client.get(f"/v1/districts/neutinamu/{what}", params=query).json()
        assert len(page[what]) <= limit
        found += page[what]
        cursor = page["next"]
        if cursor is None:
            return found


@given(
    counts=st.fixed_dictionaries({stage: st.integers(0, 6) for stage in NoteStage}),
    limit=st.integers(1, 8),
)
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_doubts_come_stage_by_stage_in_the_order_in_which_they_were_had(
    own_client: TestClient, engine: Engine, counts: dict[NoteStage, int], limit: int
) -> None:
    with writing(engine) as session:
        for stage, count in counts.items():
            replace_notes(session, "neutinamu", stage, [note(f"{stage} {number}") for number in range(count)])
    expected = [f"{stage} {number}" for stage in sorted(counts) for number in range(counts[stage])]
    assert [each["text"] for each in all_of(own_client, "notes", limit=limit)] == expected


def test_a_doubt_keeps_every_fact_on_the_wire(own_client: TestClient, engine: Engine) -> None:
    for row in (None, 1, 10**6):
        for severity in Severity:
            with writing(engine) as session:
                replace_notes(
                    session, "neutinamu", NoteStage.SOURCE, [note("값이 이상합니다.", row=row, severity=severity)]
                )
            assert own_client.get("/v1/districts/neutinamu/notes").json()["notes"] == [
                {
                    "stage": "source",
                    "kind": "bad_price",
                    "severity": severity.value,
                    "text": "값이 이상합니다.",
                    "remedy": "확인해 주세요.",
                    "subject": "hair",
                    "file": "menus.csv",
                    "row": row,
                }
            ]


def test_one_stages_doubts_replace_only_its_own(
    own_client: TestClient, engine: Engine, street: Settings, source: DistrictSource
) -> None:
    build_district(engine, street.folder, "neutinamu", builder=FakeScene())
    with writing(engine) as session:
        store_source(session, dataclasses.replace(source, notes=()), media=street.folder.media)
    stages = [each["stage"] for each in all_of(own_client, "notes", limit=10)]
    assert "build" in stages
    assert "source" not in stages
    build_district(engine, street.folder, "neutinamu", builder=FakeScene(notes=()))
    assert "build" not in [each["stage"] for each in all_of(own_client, "notes", limit=10)]


def test_equal_doubts_are_no_change_and_another_order_is_one(engine: Engine, street: Settings) -> None:
    doubts = [note("하나"), note("둘")]
    with writing(engine) as session:
        outcomes = [
            replace_notes(session, "neutinamu", NoteStage.BUILD, some) for some in (doubts, doubts, doubts[::-1], [])
        ]
    assert outcomes == [True, False, True, True]


def test_a_doubt_of_the_source_is_not_told_again_by_the_build(
    own_client: TestClient, engine: Engine, street: Settings
) -> None:
    """The pipeline hands the source's notes on with its own."""
    summary = build_district(engine, street.folder, "neutinamu", builder=FakeScene(notes=(NARROW,)))
    assert summary.notes == (NARROW,)
    told = [(each["stage"], each["kind"]) for each in all_of(own_client, "notes", limit=10)]
    assert told == [("build", "narrow_frontage"), ("source", "closed_store")]
    assert own_client.get("/v1/districts/neutinamu").json()["notes"] == 2


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_builds_come_newest_first_on_pages_of_any_size(
    own_client: TestClient, engine: Engine, street: Settings, limit: int
) -> None:
    for number in range(7):
        build_district(engine, street.folder, "neutinamu", builder=FakeScene(build_id=f"build-{number}"))
    found = all_of(own_client, "builds", limit=limit)
    assert [each["build_id"] for each in found] == [f"build-{number}" for number in reversed(range(7))]
    assert [each["number"] for each in found] == [7, 6, 5, 4, 3, 2, 1]


def test_a_build_between_two_pages_neither_repeats_nor_hides_an_older_one(
    own_client: TestClient, engine: Engine, street: Settings
) -> None:
    for number in range(4):
        build_district(engine, street.folder, "neutinamu", builder=FakeScene(build_id=str(number)))
    first = own_client.get("/v1/districts/neutinamu/builds?limit=2").json()
    build_district(engine, street.folder, "neutinamu", builder=FakeScene(build_id="late"))
    second = own_client.get("/v1/districts/neutinamu/builds", params={"cursor": first["next"]}).json()
    assert [each["build_id"] for each in first["builds"] + second["builds"]] == ["3", "2", "1", "0"]


def test_a_build_tells_what_it_took_and_made(own_client: TestClient, engine: Engine, street: Settings) -> None:
    build_district(engine, street.folder, "neutinamu", builder=FakeScene())
    (build,) = own_client.get("/v1/districts/neutinamu/builds").json()["builds"]
    assert build["started_at"] <= build["finished_at"]
    assert build["finished_at"].endswith("Z")
    facts = {name: build[name] for name in ("stores", "placed", "tiles", "reused_tiles", "notes")}
    assert facts == {"stores": 4, "placed": 2, "tiles": 3, "reused_tiles": 1, "notes": 1}
    newest = own_client.get("/v1/districts/neutinamu").json()["build"]
    assert (newest["build_id"], newest["finished_at"]) == (build["build_id"], build["finished_at"])
