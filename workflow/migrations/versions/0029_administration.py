"""Changes of calls and parameters by two people.

Revision: 0029, after: 0028
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

FROZEN = ("admin_event",)
#: What is decided stays as it was decided.
STAYS = "admin_change is decided: propose another one"
KINDS = (
    "'account_new', 'account_roles', 'account_open', 'account_factor', 'call_new', 'call_change', 'holidays', "
    "'days', 'reading'"
)
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    """Apply."""
    _admin_change()
    _admin_event()
    freeze(*FROZEN)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER admin_change_stays BEFORE UPDATE ON admin_change WHEN OLD.state <> 'open' "
            f"BEGIN SELECT RAISE(ABORT, '{STAYS}'); END"
        )
        op.execute(
            f"CREATE TRIGGER admin_change_kept BEFORE DELETE ON admin_change BEGIN SELECT RAISE(ABORT, '{STAYS}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_admin_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' OR OLD.state <> 'open' THEN RAISE EXCEPTION '{STAYS}' "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER admin_change_stays BEFORE UPDATE OR DELETE ON admin_change "
        "FOR EACH ROW EXECUTE FUNCTION refuse_admin_change()"
    )


def _admin_change() -> None:
    op.create_table(
        "admin_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("(state = 'open') = (decided_by IS NULL)", name=op.f("ck_admin_change_decided_by_someone")),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_admin_change_kind_known")),
        sa.CheckConstraint("state IN ('open', 'approved', 'refused')", name=op.f("ck_admin_change_state_known")),
        sa.CheckConstraint("state <> 'refused' OR length(answer) > 0", name=op.f("ck_admin_change_refusal_has_reason")),
        sa.CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_admin_change_decision_has_date")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_admin_change_decided_by_another")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_admin_change_has_reason")),
        sa.CheckConstraint("length(subject) > 0", name=op.f("ck_admin_change_has_subject")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_admin_change_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_admin_change_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admin_change")),
        sqlite_strict=True,
    )
    op.create_index("ix_admin_change_kind", "admin_change", ["kind", "state", "id"], unique=False)
    op.create_index("ix_admin_change_state", "admin_change", ["state", "id"], unique=False)
    op.create_index(
        "uq_admin_change_open",
        "admin_change",
        ["kind", "subject"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _admin_event() -> None:
    op.create_table(
        "admin_event",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("change_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.CheckConstraint("(deed = 'done') = (change_id IS NULL)", name=op.f("ck_admin_event_change_unless_done")),
        sa.CheckConstraint(
            "deed IN ('proposed', 'approved', 'refused', 'done')", name=op.f("ck_admin_event_deed_known")
        ),
        sa.CheckConstraint(f"kind IN ({KINDS}, 'account_closed')", name=op.f("ck_admin_event_kind_known")),
        sa.CheckConstraint("length(subject) > 0", name=op.f("ck_admin_event_has_subject")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_admin_event_actor_id_user_account")),
        sa.ForeignKeyConstraint(["change_id"], ["admin_change.id"], name=op.f("fk_admin_event_change_id_admin_change")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admin_event")),
        sqlite_strict=True,
    )
    op.create_index("ix_admin_event_kind", "admin_event", ["kind", "id"], unique=False)
    op.create_index("ix_admin_event_subject", "admin_event", ["subject", "id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER admin_change_stays")
        op.execute("DROP TRIGGER admin_change_kept")
    else:
        op.execute("DROP TRIGGER admin_change_stays ON admin_change")
        op.execute("DROP FUNCTION refuse_admin_change()")
    thaw(*FROZEN)
    op.drop_table("admin_event")
    op.drop_table("admin_change")
