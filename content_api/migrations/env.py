"""Run by Alembic on the connection that `upgrade_database` hands over."""

from typing import Any, Literal

from alembic import context

from content_api.database import Document, Instant
from content_api.schema import METADATA


def plain_type(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """A migration names the database's own types: it must run long after ours have changed."""
    if kind == "type" and isinstance(thing, Document):
        return "sa.Text()"
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_server_default=True,
    render_item=plain_type,
)
if connection.dialect.name == "postgresql":
    connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
with context.begin_transaction():
    context.run_migrations()
