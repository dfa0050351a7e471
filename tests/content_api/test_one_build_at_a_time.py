"""Two builds of one district, and builds that die on the way: the street stays whole and the next build mends it."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event

from content_api.builds.turn import BuildUnderWayError, sole_build
from content_api.builds.worker import build_district
from content_api.database import writing
from content_api.errors import ContentError
from content_api.imports import store_source
from content_api.settings import Settings
from district_builder.domain.districts import DistrictSource
from district_builder.domain.places import Placement
from district_builder.domain.progress import Report
from tests.content_api.invented import placement
from tests.content_api.test_build_worker import PLACES, FakeScene
from tests.content_api.test_two_districts import second_street

HOLDER = """
import sys
from pathlib import Path
from content_api.builds.turn import sole_build
with sole_build(Path(sys.argv[1]), "neutinamu"):
    print("held", flush=True)
    sys.stdin.read()
"""


class PausedScene:
    """A build that waits in the middle until it is told to go on."""

    def __init__(self) -> None:
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, source: DistrictSource, folder: Path, *, report: Report) -> FakeScene:
        self.has_begun.set()
        assert self.may_end.wait(30)
        return FakeScene(build_id="slow")(source, folder, report=report)


def builds_of(client: TestClient, slug: str = "neutinamu") -> list[str]:
    return [each["build_id"] for each in client.get(f"/v1/districts/{slug}/builds").json()["builds"]]


def test_a_second_build_of_a_district_is_refused_in_one_sentence(
    street: Settings, engine: Engine, own_client: TestClient
) -> None:
    slow = PausedScene()
    first = threading.Thread(target=build_district, args=(engine, street.folder, "neutinamu"), kwargs={"builder": slow})
    first.start()
    assert slow.has_begun.wait(30)
    second = FakeScene(build_id="hasty")
    try:
        with pytest.raises(BuildUnderWayError) as refused:
            build_district(engine, street.folder, "neutinamu", builder=second)
    finally:
        slow.may_end.set()
        first.join()
    assert str(refused.value) == "‘neutinamu’ 거리를 다른 곳에서 이미 짓고 있습니다. 끝난 뒤에 다시 지어 주세요."
    assert refused.value.slug == "neutinamu"
    assert second.seen == []
    assert builds_of(own_client) == ["slow"]


def test_after_a_build_has_ended_the_next_may_begin(street: Settings, engine: Engine, own_client: TestClient) -> None:
    for number in range(3):
        build_district(engine, street.folder, "neutinamu", builder=FakeScene(build_id=str(number)))
    assert builds_of(own_client) == ["2", "1", "0"]


def test_a_build_that_fails_lets_go_of_its_turn(street: Settings, engine: Engine, own_client: TestClient) -> None:
    def stumble(source: DistrictSource, folder: Path, *, report: Report) -> FakeScene:
        raise RuntimeError("no memory left")

    with pytest.raises(RuntimeError, match="no memory"):
        build_district(engine, street.folder, "neutinamu", builder=stumble)
    build_district(engine, street.folder, "neutinamu", builder=FakeScene(build_id="next"))
    assert builds_of(own_client) == ["next"]


def test_two_districts_are_built_at_once(street: Settings, engine: Engine, own_client: TestClient) -> None:
    with writing(engine) as session:
        store_source(session, second_street(), media=street.folder.media)
    slow = PausedScene()
    first = threading.Thread(target=build_district, args=(engine, street.folder, "neutinamu"), kwargs={"builder": slow})
    first.start()
    try:
        assert slow.has_begun.wait(30)
        build_district(engine, street.folder, "eunhaeng", builder=FakeScene((), (), build_id="beside"))
    finally:
        slow.may_end.set()
        first.join()
    assert (builds_of(own_client, "eunhaeng"), builds_of(own_client)) == (["beside"], ["slow"])


def test_the_turn_is_held_against_another_process_and_ends_with_it(tmp_path: Path) -> None:
    """Killed, as by a power cut: no file of a dead process keeps the living out."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(BuildUnderWayError), sole_build(tmp_path, "neutinamu"):
            pass
        with sole_build(tmp_path, "eunhaeng"):
            pass
        holder.kill()
        holder.wait()
        with sole_build(tmp_path, "neutinamu"):
            assert (tmp_path / "neutinamu.lock").is_file()


def test_no_lock_file_is_named_after_what_is_no_district(settings: Settings, engine: Engine) -> None:
    for slug in ("../outside", "nowhere", "a/b"):
        with pytest.raises(ContentError):
            build_district(engine, settings.folder, slug, builder=FakeScene())
    assert not settings.folder.locks.exists()
    assert not (settings.data.parent / "outside.lock").exists()


def test_a_crash_between_scene_and_database_is_mended_by_the_next_build(
    street: Settings, engine: Engine, own_client: TestClient
) -> None:
    """The scene is on the street already; the list is the old one, whole, until a build gets through."""
    before = own_client.get("/v1/stores/hair").json()
    moved = (placement("bread"), placement("hair", storey=2, along=99.0))

    def cut(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO builds"):
            raise OSError("power cut")

    event.listen(engine, "before_cursor_execute", cut)
    with pytest.raises(OSError, match="power cut"):
        build_district(engine, street.folder, "neutinamu", builder=FakeScene(moved))
    event.remove(engine, "before_cursor_execute", cut)

    assert json.loads((street.folder.scenes / "neutinamu" / "places.geojson").read_text()) == PLACES
    assert own_client.get("/v1/stores/hair").json() == before
    assert builds_of(own_client) == []
    assert own_client.get("/v1/stores/karaoke").json()["placement"] is not None

    summary = build_district(engine, street.folder, "neutinamu", builder=FakeScene(moved))
    assert summary.moved == 3
    assert own_client.get("/v1/stores/hair").json()["placement"]["along_street_metres"] == 99.0
    assert own_client.get("/v1/stores/karaoke").json()["placement"] is None
    assert builds_of(own_client) == ["build-1"]


def test_a_store_that_goes_while_the_scene_is_made_gets_no_place(
    street: Settings, engine: Engine, own_client: TestClient, source: DistrictSource
) -> None:
    class Meanwhile(FakeScene):
        def __call__(self, found: DistrictSource, folder: Path, *, report: Report) -> FakeScene:
            fewer = DistrictSource(district=found.district, layout=found.layout, stores=found.stores[1:])
            with writing(engine) as session:  # would wait for ever if the build held a transaction
                store_source(session, fewer, media=street.folder.media)
            return super().__call__(found, folder, report=report)

    build_district(engine, street.folder, "neutinamu", builder=Meanwhile())
    assert own_client.get("/v1/stores/bread").status_code == 410
    assert own_client.get("/v1/districts/neutinamu").json()["placed"] == 1
    shown = own_client.get("/v1/districts/neutinamu/stores", params={"building": "b1"}).json()["stores"]
    assert [each["store_id"] for each in shown] == ["hair"]


def test_progress_of_a_build_reaches_whoever_asked(street: Settings, engine: Engine) -> None:
    heard: list[tuple[str, int, int]] = []
    places: tuple[Placement, ...] = (placement("bread"),)
    build_district(
        engine, street.folder, "neutinamu", builder=FakeScene(places), report=lambda *each: heard.append(each)
    )
    assert heard == [("타일", 3, 3)]
