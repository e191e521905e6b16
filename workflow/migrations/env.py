"""Runs the migrations of the application on the database it is configured for."""

from alembic import context
from flask import current_app

from workflow.db import Base, db
from workflow.models import everything

assert everything.MODULES


def same_type(context, inspected_column, metadata_column, inspected_type, metadata_type):
    """Compare types as the database spells them: STRICT tables know only INTEGER, TEXT and BLOB."""
    dialect = context.dialect
    return inspected_type.compile(dialect) != metadata_type.compile(dialect)


def run() -> None:
    """Upgrade or compare inside one transaction."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=same_type,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


assert current_app
run()
