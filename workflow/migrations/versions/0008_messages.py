"""messages

Revision: 0008, after: 0007
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STAGES = "'acceptance', 'formal_check', 'evaluation', 'committee', 'publicity', 'payment', 'correction'"


def upgrade() -> None:
    """Messages with their files and read marks, and how long the stages took."""
    _messages()
    _stage_times()
    freeze("message", "message_file")


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.String(length=4000), nullable=False),
        sa.Column("asks_answer", sa.Boolean(), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("side IN ('enterprise', 'bureau')", name=op.f("ck_message_side_known")),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 2000", name=op.f("ck_message_body_length")),
        sa.CheckConstraint("template IS NULL OR side = 'bureau'", name=op.f("ck_message_template_is_the_bureaus")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_message_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_message_author_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_message_case_id_id")),
        sqlite_strict=True,
    )
    asking = sa.text("asks_answer AND side = 'bureau'")
    op.create_index(
        "ix_message_asking", "message", ["enterprise_id", "case_id"], sqlite_where=asking, postgresql_where=asking
    )
    op.create_table(
        "message_file",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("place BETWEEN 1 AND 10", name=op.f("ck_message_file_place_range")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_file_message_id_message")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_message_file_sha256_blob")),
        sa.PrimaryKeyConstraint("message_id", "place", name=op.f("pk_message_file")),
        sa.UniqueConstraint("ref", name=op.f("uq_message_file_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_message_file_sha256", "message_file", ["sha256"])
    op.create_table(
        "message_read",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("up_to", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "up_to"], ["message.case_id", "message.id"], name=op.f("fk_message_read_case_id_up_to_message")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_message_read_user_id_user_account")),
        sa.PrimaryKeyConstraint("case_id", "user_id", name=op.f("pk_message_read")),
        sqlite_strict=True,
    )


def _stage_times() -> None:
    op.create_table(
        "stage_time",
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"stage IN ({STAGES})", name=op.f("ck_stage_time_stage_known")),
        sa.CheckConstraint("days BETWEEN 0 AND 250", name=op.f("ck_stage_time_days_range")),
        sa.CheckConstraint("times >= 1", name=op.f("ck_stage_time_times_positive")),
        sa.PrimaryKeyConstraint("stage", "item", "days", name=op.f("pk_stage_time")),
        sqlite_strict=True,
    )
    op.create_table(
        "stage_seen",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_stage_seen_seq_positive")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_stage_seen_case_id_support_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_stage_seen")),
        sqlite_strict=True,
    )
    op.create_table(
        "worker_mark",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("up_to", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_worker_mark")),
        sqlite_strict=True,
    )
    op.create_index("ix_transition_at", "transition", ["at", "case_id"])


def downgrade() -> None:
    """Take back."""
    thaw("message", "message_file")
    op.drop_index("ix_transition_at", "transition")
    for name in ("worker_mark", "stage_seen", "stage_time", "message_read", "message_file", "message"):
        op.drop_table(name)
