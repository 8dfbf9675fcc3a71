"""Runs migrations on the connection handed over by :mod:`ascertain.store.opening`; there is no ini file."""

from __future__ import annotations

from alembic import context

from ascertain.store.alltables import metadata
from ascertain.store.opening import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # Several changes in one migration, or a failure halfway, must not leave half of them.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
