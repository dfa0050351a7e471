"""Whether anything in the database has changed, asked in microseconds."""

import itertools
import sqlite3
import threading

from sqlalchemy import Engine


class SqliteChanges:
    """Sees the commits of every other connection, of this process and of others (SQLite's data_version)."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()

    def __call__(self) -> int:
        with self._lock:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self._connection.close()


class AlwaysChanged:
    """For databases that cannot tell cheaply: every question has another answer, so nothing is kept."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    def __call__(self) -> int:
        return next(self._numbers)

    def close(self) -> None:
        """Nothing is open."""


def changes_of(engine: Engine) -> SqliteChanges | AlwaysChanged:
    """The watch over an engine's database."""
    path = engine.url.database
    if engine.dialect.name == "sqlite" and path:
        return SqliteChanges(path)
    return AlwaysChanged()
