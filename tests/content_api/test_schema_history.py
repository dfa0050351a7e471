"""Migrations: the schema of the code is the schema of the database, and there is a way back."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect, text

from content_api.database import open_engine, reading
from content_api.imports import load_source
from content_api.migrations import downgrade_database, upgrade_database
from content_api.schema import METADATA
from content_api.settings import Settings


def test_the_newest_migration_makes_exactly_the_schema_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_upgrading_twice_changes_nothing(street: Settings, engine: Engine) -> None:
    with reading(engine) as session:
        before = load_source(session, "neutinamu", street.folder.media)
    upgrade_database(engine)
    with reading(engine) as session:
        assert load_source(session, "neutinamu", street.folder.media) == before


def test_a_populated_database_goes_down_and_up_again(street: Settings, engine: Engine) -> None:
    downgrade_database(engine, revision="base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade_database(engine)
    made = MetaData()
    made.reflect(engine)
    assert set(METADATA.tables) <= set(made.tables)


def test_every_constraint_and_index_has_a_name_that_both_databases_take() -> None:
    for table in METADATA.tables.values():
        for named in [*table.constraints, *table.indexes]:
            assert named.name is not None, table
            assert len(str(named.name)) <= 63, named.name


def test_the_database_writes_ahead_and_checks_foreign_keys(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar_one() == 10_000


def test_another_database_may_be_named(settings: Settings) -> None:
    (settings.data / "golmok.db").unlink()
    elsewhere = Settings(data=settings.data, database_url=f"sqlite:///{settings.data / 'else.db'}")
    engine = open_engine(elsewhere)
    upgrade_database(engine)
    engine.dispose()
    assert (settings.data / "else.db").is_file()
    assert not (settings.data / "golmok.db").exists()
