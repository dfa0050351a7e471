"""The schema's history. `upgrade_database` brings any database to the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import content_api.schema  # noqa: F401  every table must hang on the metadata


def upgrade_database(engine: Engine, *, revision: str = "head") -> None:
    """Bring the database to a revision, the newest by default; creates the schema where there is none.

    All steps run in one transaction, so a step that fails leaves the database as it was.
    """
    with engine.connect() as connection:
        if revision == "head" and MigrationContext.configure(connection).get_current_revision() == _newest():
            return  # most starts: nobody has to wait for a writer's place
    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(config_for(connection), revision)


def downgrade_database(engine: Engine, *, revision: str) -> None:
    """Take the database back to an older revision ("base": to none)."""
    with engine.execution_options(writes=True).begin() as connection:
        command.downgrade(config_for(connection), revision)


def _newest() -> str | None:
    return ScriptDirectory(str(Path(__file__).parent)).get_current_head()


def config_for(connection: object) -> Config:
    """Alembic's configuration, without a file, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
