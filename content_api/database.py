"""Engine, units of work and the schema's base. One request is one transaction; repositories never commit."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from anyio import to_thread
from fastapi import Depends, Request
from pydantic import TypeAdapter
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, String, Text, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session
from sqlalchemy.types import TypeDecorator, TypeEngine

from content_api.settings import Settings

BUSY_TIMEOUT_SECONDS = 10

T = TypeVar("T")

ordered_text = String().with_variant(String(collation="C"), "postgresql")
"""Text whose order is the same on both databases: by code point. SQLite orders so by default."""


class Base(DeclarativeBase):
    """Every table hangs on this metadata; features name each other's tables, they do not import them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """An instant, aware and in UTC on both databases; SQLite itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware = value.astimezone(UTC)
        return aware.replace(tzinfo=None) if dialect.name == "sqlite" else aware

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Document(TypeDecorator[Any]):
    """A domain value kept whole as JSON text: for what is read and written as one and never searched."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self._adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def process_bind_param(self, value: Any | None, _dialect: Dialect) -> str | None:
        return None if value is None else self._adapter.dump_json(value).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any | None:
        return None if value is None else self._adapter.validate_json(value)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text())


class ReadingSession(Session):
    """A session that refuses to write, so that a GET cannot."""


class WritingSession(Session):
    """A session that has taken its place among the writers; who opened it commits."""


@event.listens_for(ReadingSession, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        raise TypeError("A reading session executes SELECT only. Open a writing one.")


@event.listens_for(ReadingSession, "before_flush")
def _refuse_flush(_session: Session, _context: object, _instances: object) -> None:
    raise TypeError("A reading session does not flush. Open a writing one.")


def open_engine(settings: Settings) -> Engine:
    """Connect to the database that the settings name, creating the data folder where it is missing."""
    settings.folder.create()
    url = make_url(settings.effective_database_url)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}, pool_size=16, max_overflow=32)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin late and deferred; _begin_sqlite does it
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}")
    connection.execute("PRAGMA cache_size = -16000")


def _begin_sqlite(connection: Connection) -> None:
    """A writer waits its turn at once: a deferred one that read first fails with SQLITE_BUSY_SNAPSHOT."""
    is_writer = connection.get_execution_options().get("writes", False)
    driver: Any = connection.connection.driver_connection  # itself: a statement through SQLAlchemy costs a page 3 %
    driver.execute("BEGIN IMMEDIATE" if is_writer else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[ReadingSession]:
    """One consistent view of the database, rolled back at the end."""
    with ReadingSession(engine, autoflush=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[WritingSession]:
    """One transaction: committed when the block ends well, rolled back when it raises."""
    with WritingSession(engine.execution_options(writes=True), expire_on_commit=False) as session:
        yield session
        session.commit()


async def _reading_of(request: Request) -> AsyncIterator[ReadingSession]:
    """Not in a worker thread: making and closing a session waits for nothing, and two hops cost more than a query."""
    with reading(request.app.state.engine) as session:
        yield session


def _writing_of(request: Request) -> Iterator[WritingSession]:
    with writing(request.app.state.engine) as session:
        yield session


class Reader:
    """Short reads of an asynchronous endpoint, each in a session of its own.

    SQLite is read in place: a row by its key comes in less time than a change of threads takes, and with threads that
    compete for the interpreter the slowest answers wait many times 5 ms. A database beyond the network is read in a
    worker thread. What reads more than a store at a time takes a `Reading` in a plain endpoint.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_near = engine.dialect.name == "sqlite"

    async def __call__(self, read: Callable[[ReadingSession], T]) -> T:
        return self._read(read) if self._is_near else await to_thread.run_sync(self._read, read)

    def _read(self, read: Callable[[ReadingSession], T]) -> T:
        with reading(self._engine) as session:
            return read(session)


async def _reader_of(request: Request) -> Reader:
    return Reader(request.app.state.engine)


Reads = Annotated[Reader, Depends(_reader_of)]

# Without scope="function" the exit code runs after the answer has left: a failed commit would have said 200.
Reading = Annotated[ReadingSession, Depends(_reading_of, scope="function")]
Writing = Annotated[WritingSession, Depends(_writing_of, scope="function")]


def now() -> datetime:
    return datetime.now(UTC)
