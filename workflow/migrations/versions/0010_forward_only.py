"""A case only goes forward: its version never falls, and its state never changes without a new version.

Revision: 0010, after: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BACKWARD = "NEW.version < OLD.version OR (NEW.state <> OLD.state AND NEW.version = OLD.version)"
SENTENCE = "a case only goes forward: a new state needs a new record"


def upgrade() -> None:
    """Refuse what the key to the record alone lets through: pointing a case back at an older record of its own."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER support_case_forward_only BEFORE UPDATE ON support_case "
            f"WHEN {BACKWARD} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_backward() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'check_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER support_case_forward_only BEFORE UPDATE ON support_case "
        f"FOR EACH ROW WHEN ({BACKWARD}) EXECUTE FUNCTION refuse_backward()"
    )


def downgrade() -> None:
    """Take the promise back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER support_case_forward_only")
        return
    op.execute("DROP TRIGGER support_case_forward_only ON support_case")
    op.execute("DROP FUNCTION refuse_backward()")
