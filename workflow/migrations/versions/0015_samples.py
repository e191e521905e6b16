"""What a returned review wants looked at, and random samples before payment with their rates and seeds.

Revision: 0015, after: 0014
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FROZEN = ("review_point", "sample_seed", "sample_reveal", "sample_draw")
WAITS = "payment waits for the sample of its case"
UNSETTLED = "SELECT 1 FROM sample_check WHERE case_id = NEW.case_id AND state IN ('open', 'objected')"
PREPARED = {"insert": "NEW.state = 'prepared'", "update": "NEW.state = 'prepared' AND OLD.state <> 'prepared'"}


def upgrade() -> None:
    """Tables for returned reviews and for samples; a payment is not prepared while its case is being sampled."""
    _review_point()
    _sample_rate()
    _sample_seed()
    _sample_reveal()
    _sample_draw()
    _sample_check()
    _sample_tally()
    freeze(*FROZEN)
    _payment_waits()


def _review_point() -> None:
    op.create_table(
        "review_point",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("comment", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "section IN ('facts', 'documents', 'evaluation')", name=op.f("ck_review_point_section_known")
        ),
        sa.CheckConstraint("length(comment) BETWEEN 1 AND 1000", name=op.f("ck_review_point_comment_length")),
        sa.ForeignKeyConstraint(
            ["case_id", "round"], ["review.case_id", "review.round"], name=op.f("fk_review_point_case_id_round_review")
        ),
        sa.PrimaryKeyConstraint("case_id", "round", "section", name=op.f("pk_review_point")),
        sqlite_strict=True,
    )


def _sample_rate() -> None:
    op.create_table(
        "sample_rate",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("per_mille", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (decided_by IS NULL)", name=op.f("ck_sample_rate_decided_by_someone")),
        sa.CheckConstraint("state IN ('open', 'approved', 'refused')", name=op.f("ck_sample_rate_state_known")),
        sa.CheckConstraint(
            "(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_sample_rate_decision_has_date")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_sample_rate_decided_by_another")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_sample_rate_has_reason")),
        sa.CheckConstraint("per_mille BETWEEN 0 AND 1000", name=op.f("ck_sample_rate_per_mille_range")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user_account.id"], name=op.f("fk_sample_rate_decided_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_sample_rate_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_rate")),
        sa.UniqueConstraint("per_mille", "item", "id", name=op.f("uq_sample_rate_per_mille_item_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_sample_rate_item", "sample_rate", ["item", "state", "id"], unique=False)
    op.create_index(
        "uq_sample_rate_open",
        "sample_rate",
        ["item"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _sample_seed() -> None:
    op.create_table(
        "sample_seed",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(commitment) = 64", name=op.f("ck_sample_seed_commitment_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_seed")),
        sa.UniqueConstraint("day", "commitment", name=op.f("uq_sample_seed_day_commitment")),
        sqlite_strict=True,
    )


def _sample_reveal() -> None:
    op.create_table(
        "sample_reveal",
        sa.Column("seed_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(seed) = 64", name=op.f("ck_sample_reveal_seed_length")),
        sa.ForeignKeyConstraint(["seed_id"], ["sample_seed.id"], name=op.f("fk_sample_reveal_seed_id_sample_seed")),
        sa.PrimaryKeyConstraint("seed_id", name=op.f("pk_sample_reveal")),
        sqlite_strict=True,
    )


def _sample_draw() -> None:
    op.create_table(
        "sample_draw",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("rate_id", sa.BigInteger(), nullable=False),
        sa.Column("per_mille", sa.Integer(), nullable=False),
        sa.Column("seed_id", sa.BigInteger(), nullable=False),
        sa.Column("draw", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("chosen = (draw < per_mille * 1000)", name=op.f("ck_sample_draw_chosen_by_draw")),
        sa.CheckConstraint("draw BETWEEN 0 AND 999999", name=op.f("ck_sample_draw_draw_range")),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_sample_draw_case_id_seq_transition"),
        ),
        sa.ForeignKeyConstraint(
            ["per_mille", "item", "rate_id"],
            ["sample_rate.per_mille", "sample_rate.item", "sample_rate.id"],
            name=op.f("fk_sample_draw_per_mille_item_rate_id_sample_rate"),
        ),
        sa.ForeignKeyConstraint(["seed_id"], ["sample_seed.id"], name=op.f("fk_sample_draw_seed_id_sample_seed")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_sample_draw")),
        sqlite_strict=True,
    )
    op.create_index("ix_sample_draw_drawn_at", "sample_draw", ["drawn_at", "case_id"], unique=False)


def _sample_check() -> None:
    op.create_table(
        "sample_check",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.BigInteger(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settling", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("(state = 'open') = (checked_by IS NULL)", name=op.f("ck_sample_check_checked_by_someone")),
        sa.CheckConstraint(
            "(state IN ('overruled', 'upheld')) = (settled_by IS NOT NULL)",
            name=op.f("ck_sample_check_settled_by_someone"),
        ),
        sa.CheckConstraint("state = 'open' OR length(note) > 0", name=op.f("ck_sample_check_check_has_note")),
        sa.CheckConstraint(
            "state IN ('open', 'cleared', 'objected', 'overruled', 'upheld')", name=op.f("ck_sample_check_state_known")
        ),
        sa.CheckConstraint("(checked_by IS NULL) = (checked_at IS NULL)", name=op.f("ck_sample_check_check_has_date")),
        sa.CheckConstraint(
            "(settled_by IS NULL) = (settled_at IS NULL)", name=op.f("ck_sample_check_settling_has_date")
        ),
        sa.CheckConstraint(
            "settled_by IS NULL OR length(settling) > 0", name=op.f("ck_sample_check_settling_has_reason")
        ),
        sa.CheckConstraint(
            "settled_by IS NULL OR settled_by <> checked_by", name=op.f("ck_sample_check_settled_by_another")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"],
            ["sample_draw.case_id", "sample_draw.seq"],
            name=op.f("fk_sample_check_case_id_seq_sample_draw"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["user_account.id"], name=op.f("fk_sample_check_checked_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["user_account.id"], name=op.f("fk_sample_check_settled_by_user_account")
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_sample_check")),
        sqlite_strict=True,
    )
    op.create_index("ix_sample_check_opened", "sample_check", ["opened_at", "case_id", "seq"], unique=False)
    op.create_index("ix_sample_check_state", "sample_check", ["state", "opened_at", "case_id"], unique=False)
    op.create_index(
        "uq_sample_check_waiting",
        "sample_check",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'objected')"),
        postgresql_where=sa.text("state IN ('open', 'objected')"),
    )


def _sample_tally() -> None:
    op.create_table(
        "sample_tally",
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quarter", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.Column("cleared", sa.Integer(), nullable=False),
        sa.Column("objected", sa.Integer(), nullable=False),
        sa.CheckConstraint("chosen <= drawn", name=op.f("ck_sample_tally_chosen_within_drawn")),
        sa.CheckConstraint("chosen >= 0 AND cleared >= 0 AND objected >= 0", name=op.f("ck_sample_tally_not_negative")),
        sa.CheckConstraint("cleared + objected <= chosen", name=op.f("ck_sample_tally_checked_within_chosen")),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_sample_tally_quarter_range")),
        sa.PrimaryKeyConstraint("item", "year", "quarter", name=op.f("pk_sample_tally")),
        sqlite_strict=True,
    )


def _payment_waits() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb, when in PREPARED.items():
            op.execute(
                f"CREATE TRIGGER payment_waits_for_sample_{verb} BEFORE {verb.upper()} ON payment "
                f"WHEN {when} AND EXISTS ({UNSETTLED}) BEGIN SELECT RAISE(ABORT, '{WAITS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_unsampled() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF EXISTS ({UNSETTLED}) THEN RAISE EXCEPTION '{WAITS}' USING ERRCODE = 'check_violation'; "
        "END IF; RETURN NEW; END $$"
    )
    for verb, when in PREPARED.items():
        op.execute(
            f"CREATE TRIGGER payment_waits_for_sample_{verb} BEFORE {verb.upper()} ON payment "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse_unsampled()"
        )


def downgrade() -> None:
    """Take them away again, in the reverse order."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for verb in PREPARED:
        op.execute(f"DROP TRIGGER payment_waits_for_sample_{verb}" + ("" if sqlite else " ON payment"))
    if not sqlite:
        op.execute("DROP FUNCTION refuse_unsampled()")
    thaw(*FROZEN)
    op.drop_table("sample_tally")
    op.drop_table("sample_check")
    op.drop_table("sample_draw")
    op.drop_table("sample_reveal")
    op.drop_table("sample_seed")
    op.drop_table("sample_rate")
    op.drop_table("review_point")
