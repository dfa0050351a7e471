"""Transactions through a real server: the commit comes before the answer, and a reader cannot write."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from sqlalchemy import Engine, ForeignKey, String, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from content_api.app import create_app
from content_api.database import Reading, Writing, reading, writing
from content_api.districts.tables import DistrictRow
from content_api.server import serving_app
from content_api.settings import Settings


class ProbeBase(DeclarativeBase):
    pass


class Parent(ProbeBase):
    __tablename__ = "probe_parents"
    name: Mapped[str] = mapped_column(String, primary_key=True)


class Child(ProbeBase):
    """Its foreign key is checked at COMMIT only, as in a database that fails late."""

    __tablename__ = "probe_children"
    name: Mapped[str] = mapped_column(String, primary_key=True)
    parent: Mapped[str] = mapped_column(ForeignKey("probe_parents.name", deferrable=True, initially="DEFERRED"))


@contextmanager
def probe_server(settings: Settings) -> Iterator[str]:
    app = create_app(settings)
    ProbeBase.metadata.create_all(app.state.engine)

    @app.post("/v1/probe/orphan")
    def make_orphan(session: Writing) -> dict[str, bool]:
        session.add(Child(name="orphan", parent="nobody"))
        session.flush()
        return {"ok": True}

    @app.get("/v1/probe/sneak")
    def sneak(session: Reading) -> dict[str, bool]:
        session.add(Parent(name="sneaked"))
        session.flush()
        return {"ok": True}

    with serving_app(app) as url:
        yield url


def test_a_commit_that_fails_is_never_answered_with_success(settings: Settings) -> None:
    with probe_server(settings) as url:
        answer = httpx.post(f"{url}/v1/probe/orphan")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"
    assert "IntegrityError" not in answer.text


def test_a_get_that_writes_fails_and_writes_nothing(settings: Settings, engine: Engine) -> None:
    with probe_server(settings) as url:
        assert httpx.get(f"{url}/v1/probe/sneak").status_code == 500
    with reading(engine) as session:
        assert session.scalars(select(Parent.name)).all() == []


def test_a_reading_session_refuses_statements_that_write(engine: Engine) -> None:
    with reading(engine) as session, pytest.raises(TypeError, match="SELECT only"):
        session.execute(text("DELETE FROM stores"))


def test_a_block_that_raises_rolls_back(engine: Engine) -> None:
    ProbeBase.metadata.create_all(engine)
    with pytest.raises(RuntimeError), writing(engine) as session:  # noqa: PT012  the block is what is tested
        session.add(Parent(name="lost"))
        session.flush()
        raise RuntimeError
    with reading(engine) as session:
        assert session.scalars(select(Parent.name)).all() == []


def test_foreign_keys_are_enforced(engine: Engine) -> None:
    ProbeBase.metadata.create_all(engine)
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(Child(name="orphan", parent="nobody"))


def test_writers_that_read_first_wait_their_turn(engine: Engine) -> None:
    """Deferred transactions would fail here with SQLITE_BUSY_SNAPSHOT; each of 4 × 25 rises is seen."""
    ProbeBase.metadata.create_all(engine)
    with writing(engine) as session:
        session.add(Parent(name="0"))

    def rise() -> None:
        for _ in range(25):
            with writing(engine) as session:
                row = session.scalars(select(Parent)).one()
                row.name = str(int(row.name) + 1)

    threads = [threading.Thread(target=rise) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        assert session.scalars(select(Parent.name)).one() == "100"


def test_a_reader_sees_one_moment_while_others_write(street: Settings, engine: Engine) -> None:
    with reading(engine) as session:
        before = session.execute(select(DistrictRow.version)).scalar_one()
        with writing(engine) as other:
            other.execute(text("UPDATE districts SET version = version + 1"))
        assert session.execute(select(DistrictRow.version)).scalar_one() == before
    with reading(engine) as session:
        assert session.execute(select(DistrictRow.version)).scalar_one() == before + 1
