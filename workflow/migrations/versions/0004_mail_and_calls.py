"""Letters, choices of messages, daily letters, guides of calls, and who subscribed to them.

Revision: 0004, after: 0003
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FROZEN = ("notice_digest", "call_reminder")


def upgrade() -> None:
    """Apply."""
    _letters()
    _choices()
    for name in ("guide_zh", "guide_en"):
        op.add_column("call", sa.Column(name, sa.String(length=4000), nullable=True))
    for name in ("project_from", "project_until"):
        op.add_column("call", sa.Column(name, sa.Integer(), nullable=True))
    _subscriptions()
    freeze(*FROZEN)


def _letters() -> None:
    op.create_table(
        "mail_message",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("recipient", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=20000), nullable=False),
        sa.Column("unsubscribe", sa.String(length=200), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_reason", sa.String(length=200), nullable=True),
        sa.CheckConstraint("length(key) > 0", name=op.f("ck_mail_message_key_not_empty")),
        sa.CheckConstraint("recipient LIKE '%_@_%'", name=op.f("ck_mail_message_recipient_is_address")),
        sa.CheckConstraint("attempts BETWEEN 0 AND 10", name=op.f("ck_mail_message_attempts_range")),
        sa.CheckConstraint("sent_at IS NULL OR attempts > 0", name=op.f("ck_mail_message_sent_was_tried")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_message_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_mail_message_due", "mail_message", ["sent_at", "next_at", "id"])


def _choices() -> None:
    topics = "topic IN ('cases', 'corrections', 'decisions', 'calls', 'messages')"
    person = {"columns": ["user_id"], "refcolumns": ["user_account.id"]}
    op.create_table(
        "notice_choice",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(topics, name=op.f("ck_notice_choice_topic_known")),
        sa.CheckConstraint("way IN ('now', 'daily', 'here')", name=op.f("ck_notice_choice_way_known")),
        sa.CheckConstraint(
            "topic <> 'corrections' OR way <> 'here'", name=op.f("ck_notice_choice_corrections_always_by_mail")
        ),
        sa.ForeignKeyConstraint(**person, name=op.f("fk_notice_choice_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", "topic", name=op.f("pk_notice_choice")),
        sqlite_strict=True,
    )
    op.create_table(
        "notice_digest",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(**person, name=op.f("fk_notice_digest_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", "day", name=op.f("pk_notice_digest")),
        sqlite_strict=True,
    )
    op.create_index("uq_notice_user", "notice", ["id", "user_id"], unique=True)
    op.create_table(
        "notice_held",
        sa.Column("notice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id", "user_id"],
            ["notice.id", "notice.user_id"],
            name=op.f("fk_notice_held_notice_id_user_id_notice"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "day"],
            ["notice_digest.user_id", "notice_digest.day"],
            name=op.f("fk_notice_held_user_id_day_notice_digest"),
        ),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_notice_held")),
        sqlite_strict=True,
    )
    waiting = sa.text("day IS NULL")
    op.create_index(
        "ix_notice_held_waiting",
        "notice_held",
        ["user_id", "notice_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _subscriptions() -> None:
    op.create_table(
        "call_subscription",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=True),
        sa.Column("lang", sa.String(length=40), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(user_id IS NULL) <> (address IS NULL)", name=op.f("ck_call_subscription_user_or_address")),
        sa.CheckConstraint(
            "address IS NULL OR address LIKE '%_@_%'", name=op.f("ck_call_subscription_address_is_address")
        ),
        sa.CheckConstraint(
            "user_id IS NULL OR confirmed_at IS NOT NULL", name=op.f("ck_call_subscription_users_need_no_link")
        ),
        sa.CheckConstraint("lang IN ('zh', 'en')", name=op.f("ck_call_subscription_lang_known")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_call_subscription_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_subscription")),
        sa.UniqueConstraint("ref", name=op.f("uq_call_subscription_ref")),
        sqlite_strict=True,
    )
    for name in ("user_id", "address"):
        live = sa.text(f"ended_at IS NULL AND {name} IS NOT NULL")
        op.create_index(
            f"uq_call_subscription_{name.removesuffix('_id')}",
            "call_subscription",
            [name, "item"],
            unique=True,
            sqlite_where=live,
            postgresql_where=live,
        )
    op.create_index("ix_call_subscription_item", "call_subscription", ["item", "id"])
    op.create_table(
        "call_reminder",
        sa.Column("subscription_id", sa.BigInteger(), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('opens', 'in_7_days', 'in_2_days')", name=op.f("ck_call_reminder_kind_known")),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["call_subscription.id"],
            name=op.f("fk_call_reminder_subscription_id_call_subscription"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_reminder_call_id_call")),
        sa.PrimaryKeyConstraint("subscription_id", "call_id", "kind", name=op.f("pk_call_reminder")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Take back."""
    thaw(*FROZEN)
    for name in ("call_reminder", "call_subscription", "notice_held", "notice_digest", "notice_choice", "mail_message"):
        op.drop_table(name)
    op.drop_index("uq_notice_user", "notice")
    for name in ("project_until", "project_from", "guide_en", "guide_zh"):
        op.drop_column("call", name)
