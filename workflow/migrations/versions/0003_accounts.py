"""Accounts: mail addresses and owners, invitations, forgotten passwords, second factors, changes of the bank account.

Revision: 0003, after: 0002
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CHANGED = "NEW.bank_account <> OLD.bank_account OR NEW.bank_name <> OLD.bank_name"
CONFIRMED = (
    "EXISTS (SELECT 1 FROM bank_change WHERE enterprise_id = NEW.id AND state = 'confirmed' "
    "AND bank_account = NEW.bank_account AND bank_name = NEW.bank_name)"
)
SENTENCE = "enterprise_account_confirmed: the account changes by a confirmed change only"


def upgrade() -> None:
    """Apply."""
    op.add_column("user_account", sa.Column("email", sa.String(length=200), nullable=True))
    op.add_column("user_account", sa.Column("is_owner", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index("uq_user_account_email", "user_account", ["email"], unique=True)
    owns = sa.text("is_owner")
    op.create_index(
        "uq_user_account_owner",
        "user_account",
        ["enterprise_id"],
        unique=True,
        sqlite_where=owns,
        postgresql_where=owns,
    )
    op.execute(
        "UPDATE user_account SET is_owner = true WHERE id IN "
        "(SELECT min(id) FROM user_account WHERE enterprise_id IS NOT NULL AND active GROUP BY enterprise_id)"
    )
    _accounts()
    _second_factor()
    _bank_change()
    _account_in_force()
    freeze("account_event")


def _accounts() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email LIKE '%_@_%'", name=op.f("ck_invitation_email_is_address")),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by IS NULL)", name=op.f("ck_invitation_accepted_by_somebody")
        ),
        sa.CheckConstraint("accepted_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_invitation_one_end")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_invitation_expires_later")),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["user_account.id"], name=op.f("fk_invitation_accepted_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_invitation_enterprise_id_enterprise")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["user_account.id"], name=op.f("fk_invitation_invited_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["enterprise_id", "email"],
        unique=True,
        sqlite_where=sa.text("accepted_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("accepted_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "password_reset",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_password_reset_expires_later")),
        sa.CheckConstraint("used_at IS NULL OR used_at >= created_at", name=op.f("ck_password_reset_used_later")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_password_reset_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_reset_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_password_reset_user_id", "password_reset", ["user_id", "id"], unique=False)
    op.create_table(
        "account_event",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('registered', 'invited', 'invitation_withdrawn', 'joined', 'removed', 'handed_over', "
            "'password_asked', 'password_changed', 'email_changed', 'second_factor_on', 'second_factor_off', "
            "'recovery_codes_made', 'contacts_changed')",
            name=op.f("ck_account_event_kind_known"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_account_event_actor_id_user_account")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_account_event_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_event")),
        sqlite_strict=True,
    )
    op.create_index("ix_account_event_user_id", "account_event", ["user_id", "id"], unique=False)


def _second_factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("confirmed_at IS NULL OR last_step > 0", name=op.f("ck_second_factor_confirmed_by_a_code")),
        sa.CheckConstraint("last_step >= 0", name=op.f("ck_second_factor_step_not_negative")),
        sa.CheckConstraint("length(secret) >= 32", name=op.f("ck_second_factor_secret_long")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_second_factor_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factor")),
        sqlite_strict=True,
    )
    op.create_table(
        "recovery_code",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_recovery_code_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name=op.f("pk_recovery_code")),
        sqlite_strict=True,
    )


def _bank_change() -> None:
    op.create_table(
        "bank_change",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("bank_name", sa.String(length=200), nullable=False),
        sa.Column("bank_account", sa.String(length=40), nullable=False),
        sa.Column("old_bank_name", sa.String(length=200), nullable=False),
        sa.Column("old_bank_account", sa.String(length=40), nullable=False),
        sa.Column("requested_by", sa.BigInteger(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.BigInteger(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("call_note", sa.String(length=4000), nullable=False),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "(checked_by IS NULL) = (checked_at IS NULL) AND (checked_by IS NULL) = (call_note = '')",
            name=op.f("ck_bank_change_check_is_whole"),
        ),
        sa.CheckConstraint(
            "(closed_by IS NULL) = (state IN ('open', 'checked')) AND (closed_by IS NULL) = (closed_at IS NULL)",
            name=op.f("ck_bank_change_closed_by_somebody"),
        ),
        sa.CheckConstraint("(state = 'refused') = (reason <> '')", name=op.f("ck_bank_change_refusal_has_reason")),
        sa.CheckConstraint(
            "state <> 'confirmed' OR closed_by <> checked_by", name=op.f("ck_bank_change_confirmed_by_another")
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR closed_by <> requested_by", name=op.f("ck_bank_change_confirmed_by_the_bureau")
        ),
        sa.CheckConstraint("state <> 'open' OR checked_by IS NULL", name=op.f("ck_bank_change_open_is_unchecked")),
        sa.CheckConstraint(
            "state IN ('open', 'checked', 'confirmed', 'refused', 'withdrawn')", name=op.f("ck_bank_change_state_known")
        ),
        sa.CheckConstraint(
            "state NOT IN ('checked', 'confirmed') OR checked_by IS NOT NULL", name=op.f("ck_bank_change_checked_first")
        ),
        sa.CheckConstraint(
            "bank_account <> old_bank_account OR bank_name <> old_bank_name",
            name=op.f("ck_bank_change_changes_something"),
        ),
        sa.CheckConstraint(
            "checked_by IS NULL OR checked_by <> requested_by", name=op.f("ck_bank_change_checked_by_another")
        ),
        sa.CheckConstraint("length(bank_account) BETWEEN 8 AND 30", name=op.f("ck_bank_change_account_length")),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["user_account.id"], name=op.f("fk_bank_change_checked_by_user_account")
        ),
        sa.ForeignKeyConstraint(["closed_by"], ["user_account.id"], name=op.f("fk_bank_change_closed_by_user_account")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_bank_change_enterprise_id_enterprise")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["user_account.id"], name=op.f("fk_bank_change_requested_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_change")),
        sqlite_strict=True,
    )
    op.create_index("ix_bank_change_enterprise_id", "bank_change", ["enterprise_id", "id"], unique=False)
    op.create_index("ix_bank_change_state", "bank_change", ["state", "id"], unique=False)
    op.create_index(
        "uq_bank_change_live",
        "bank_change",
        ["enterprise_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'checked')"),
        postgresql_where=sa.text("state IN ('open', 'checked')"),
    )


def _account_in_force() -> None:
    """Refuse another account for an enterprise unless a confirmed change names it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER enterprise_account_confirmed BEFORE UPDATE OF bank_name, bank_account ON enterprise "
            f"WHEN ({CHANGED}) AND NOT {CONFIRMED} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_unconfirmed_account() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF ({CHANGED}) AND NOT {CONFIRMED} THEN "
        f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER enterprise_account_confirmed BEFORE UPDATE OF bank_name, bank_account ON enterprise "
        "FOR EACH ROW EXECUTE FUNCTION refuse_unconfirmed_account()"
    )


def downgrade() -> None:
    """Take back."""
    thaw("account_event")
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER enterprise_account_confirmed" + ("" if sqlite else " ON enterprise"))
    if not sqlite:
        op.execute("DROP FUNCTION refuse_unconfirmed_account()")
    for name in ("bank_change", "recovery_code", "second_factor", "account_event", "password_reset", "invitation"):
        op.drop_table(name)
    for name in ("uq_user_account_owner", "uq_user_account_email"):
        op.drop_index(name, "user_account")
    for name in ("is_owner", "email"):
        op.drop_column("user_account", name)
