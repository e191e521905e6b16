"""Append-only tables: the triggers that refuse every UPDATE, DELETE and TRUNCATE, for migrations to put on and take off."""

from alembic import op

FROZEN = "is append-only: write a new row instead"


def freeze(*tables: str) -> None:
    """Make the tables append-only. On PostgreSQL the function `refuse_change` of revision 0002 does the refusing."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in tables:
        if sqlite:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} {FROZEN}'); END"
                )
            continue
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def thaw(*tables: str) -> None:
    """Take the triggers off again."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in tables:
        for trigger in ("no_update", "no_delete") if sqlite else ("no_change", "no_truncate"):
            op.execute(f"DROP TRIGGER {table}_{trigger}" + ("" if sqlite else f" ON {table}"))
