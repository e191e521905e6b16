"""Meetings of the committee with members, agenda, recusals and ballots; who decides above which sum.

Revision: 0022, after: 0021
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FROZEN = ("ballot",)
APART = "who executes a decision does not sign it a second time"
NOWHERE = "a decision names a meeting that is not there"
#: What each sentence forbids of a decision.
WRONG = {
    APART: "NEW.second_by IS NOT NULL AND (NEW.second_at IS NULL OR NEW.second_by = NEW.executed_by)",
    NOWHERE: "NEW.meeting_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meeting WHERE id = NEW.meeting_id)",
}
COLUMNS = {
    "meeting_id": sa.BigInteger(),
    "vote_above_fen": sa.BigInteger(),
    "second_above_fen": sa.BigInteger(),
    "second_by": sa.BigInteger(),
    "second_at": sa.DateTime(timezone=True),
}


def upgrade() -> None:
    """Apply."""
    _committee_member()
    _meeting()
    _meeting_member()
    _agenda_item()
    _recusal()
    _ballot()
    _threshold()
    for name, kind in COLUMNS.items():
        op.add_column("decision", sa.Column(name, kind, nullable=True))
    op.add_column("user_account", sa.Column("recuses", sa.Integer(), nullable=True))
    freeze(*FROZEN)
    _decision_holds()


def _committee_member() -> None:
    op.create_table(
        "committee_member",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_committee_member_has_name")),
        sa.CheckConstraint("length(organisation) > 0", name=op.f("ck_committee_member_has_organisation")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_committee_member_has_title")),
        sa.ForeignKeyConstraint(
            ["added_by"], ["user_account.id"], name=op.f("fk_committee_member_added_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_committee_member_user_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_member")),
        sa.UniqueConstraint("name", "organisation", name=op.f("uq_committee_member_name_organisation")),
        sa.UniqueConstraint("user_id", name=op.f("uq_committee_member_user_id")),
        sqlite_strict=True,
    )


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("meets_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("ratio_n", sa.Integer(), nullable=True),
        sa.Column("ratio_m", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("minutes", sa.String(length=20000), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("minuted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_by", sa.BigInteger(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("executed_by", sa.BigInteger(), nullable=True),
        sa.Column("executed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(rule = 'ratio') = (ratio_n IS NOT NULL)", name=op.f("ck_meeting_ratio_with_rule")),
        sa.CheckConstraint(
            "(state IN ('closed', 'executing', 'executed')) = (closed_at IS NOT NULL)",
            name=op.f("ck_meeting_closed_has_date"),
        ),
        sa.CheckConstraint(
            "(state IN ('executing', 'executed')) = (executed_at IS NOT NULL)",
            name=op.f("ck_meeting_executed_has_date"),
        ),
        sa.CheckConstraint(
            "rule IN ('majority', 'all', 'any', 'ratio', 'in_turn')", name=op.f("ck_meeting_rule_known")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'open', 'closed', 'executing', 'executed', 'cancelled')",
            name=op.f("ck_meeting_state_known"),
        ),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name=op.f("ck_meeting_closed_by_someone")),
        sa.CheckConstraint(
            "(executed_by IS NULL) = (executed_at IS NULL)", name=op.f("ck_meeting_executed_by_someone")
        ),
        sa.CheckConstraint("(ratio_n IS NULL) = (ratio_m IS NULL)", name=op.f("ck_meeting_ratio_whole")),
        sa.CheckConstraint("edition >= 0", name=op.f("ck_meeting_edition_not_negative")),
        sa.CheckConstraint("length(place) > 0", name=op.f("ck_meeting_has_place")),
        sa.CheckConstraint("quorum BETWEEN 1 AND 31", name=op.f("ck_meeting_quorum_range")),
        sa.CheckConstraint(
            "ratio_n IS NULL OR (ratio_n >= 1 AND ratio_n <= ratio_m AND ratio_m <= 100)",
            name=op.f("ck_meeting_ratio_range"),
        ),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_meeting_sequence_positive")),
        sa.ForeignKeyConstraint(["called_by"], ["user_account.id"], name=op.f("fk_meeting_called_by_user_account")),
        sa.ForeignKeyConstraint(["closed_by"], ["user_account.id"], name=op.f("fk_meeting_closed_by_user_account")),
        sa.ForeignKeyConstraint(["executed_by"], ["user_account.id"], name=op.f("fk_meeting_executed_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_meeting_year_sequence")),
        sqlite_strict=True,
    )
    op.create_index("ix_meeting_state", "meeting", ["state", "id"], unique=False)


def _meeting_member() -> None:
    op.create_table(
        "meeting_member",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("attendance", sa.String(length=40), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "attendance IN ('expected', 'present', 'absent', 'leave')", name=op.f("ck_meeting_member_attendance_known")
        ),
        sa.CheckConstraint(
            "signed_at IS NULL OR attendance = 'present'", name=op.f("ck_meeting_member_signed_was_present")
        ),
        sa.CheckConstraint(
            "(signed_at IS NULL) = (noted_by IS NULL)", name=op.f("ck_meeting_member_signature_noted_by_someone")
        ),
        sa.CheckConstraint("seat BETWEEN 1 AND 31", name=op.f("ck_meeting_member_seat_range")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_member_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["committee_member.id"], name=op.f("fk_meeting_member_member_id_committee_member")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["user_account.id"], name=op.f("fk_meeting_member_noted_by_user_account")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_meeting_member")),
        sa.UniqueConstraint("meeting_id", "seat", name=op.f("uq_meeting_member_meeting_id_seat")),
        sqlite_strict=True,
    )
    op.create_index("ix_meeting_member_member", "meeting_member", ["member_id", "meeting_id"], unique=False)


def _agenda_item() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("voted_seq", sa.Integer(), nullable=True),
        sa.Column("entitled", sa.Integer(), nullable=True),
        sa.Column("said_zh", sa.String(length=4000), nullable=False),
        sa.Column("said_en", sa.String(length=4000), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('done', 'returned', 'refused', 'failed')) = (tried_at IS NOT NULL)",
            name=op.f("ck_agenda_item_tried_has_date"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'decided', 'put_off', 'done', 'returned', 'refused', 'failed')",
            name=op.f("ck_agenda_item_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'put_off') OR voted_seq IS NOT NULL", name=op.f("ck_agenda_item_decided_has_vote")
        ),
        sa.CheckConstraint(
            "state NOT IN ('returned', 'refused', 'failed') OR said_zh <> ''",
            name=op.f("ck_agenda_item_refusal_says_why"),
        ),
        sa.CheckConstraint("(voted_seq IS NULL) = (entitled IS NULL)", name=op.f("ck_agenda_item_vote_has_entitled")),
        sa.CheckConstraint("block IS NULL OR block BETWEEN 1 AND 100", name=op.f("ck_agenda_item_block_range")),
        sa.CheckConstraint("place BETWEEN 1 AND 100", name=op.f("ck_agenda_item_place_range")),
        sa.ForeignKeyConstraint(
            ["case_id", "voted_seq"],
            ["transition.case_id", "transition.seq"],
            name=op.f("fk_agenda_item_case_id_voted_seq_transition"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_agenda_item_case_id_support_case")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("id", "meeting_id", name=op.f("uq_agenda_item_id_meeting_id")),
        sa.UniqueConstraint("meeting_id", "case_id", name=op.f("uq_agenda_item_meeting_id_case_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_agenda_item_case", "agenda_item", ["case_id", "id"], unique=False)
    op.create_index(
        "uq_agenda_item_live",
        "agenda_item",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('waiting', 'decided', 'refused', 'failed')"),
        postgresql_where=sa.text("state IN ('waiting', 'decided', 'refused', 'failed')"),
    )


def _recusal() -> None:
    op.create_table(
        "recusal",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("noted_by", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason = '')", name=op.f("ck_recusal_end_has_reason")),
        sa.CheckConstraint("kind IN ('related', 'interest', 'handled', 'other')", name=op.f("ck_recusal_kind_known")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_recusal_ended_by_someone")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_recusal_has_reason")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_recusal_case_id_support_case")),
        sa.ForeignKeyConstraint(["ended_by"], ["user_account.id"], name=op.f("fk_recusal_ended_by_user_account")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_recusal_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["committee_member.id"], name=op.f("fk_recusal_member_id_committee_member")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["user_account.id"], name=op.f("fk_recusal_noted_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sqlite_strict=True,
    )
    op.create_index("ix_recusal_member", "recusal", ["member_id", "case_id"], unique=False)
    op.create_index(
        "uq_recusal_live",
        "recusal",
        ["case_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _ballot() -> None:
    op.create_table(
        "ballot",
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("vote", sa.String(length=40), nullable=False),
        sa.CheckConstraint("vote IN ('for', 'against', 'abstain')", name=op.f("ck_ballot_vote_known")),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"], ["transition.case_id", "transition.seq"], name=op.f("fk_ballot_case_id_seq_transition")
        ),
        sa.ForeignKeyConstraint(
            ["item_id", "meeting_id"],
            ["agenda_item.id", "agenda_item.meeting_id"],
            name=op.f("fk_ballot_item_id_meeting_id_agenda_item"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id", "member_id"],
            ["meeting_member.meeting_id", "meeting_member.member_id"],
            name=op.f("fk_ballot_meeting_id_member_id_meeting_member"),
        ),
        sa.PrimaryKeyConstraint("item_id", "seq", "member_id", name=op.f("pk_ballot")),
        sqlite_strict=True,
    )


def _threshold() -> None:
    op.create_table(
        "threshold",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (decided_by IS NULL)", name=op.f("ck_threshold_decided_by_someone")),
        sa.CheckConstraint("kind IN ('vote', 'second')", name=op.f("ck_threshold_kind_known")),
        sa.CheckConstraint("state IN ('open', 'approved', 'refused')", name=op.f("ck_threshold_state_known")),
        sa.CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_threshold_decision_has_date")),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_threshold_decided_by_another")
        ),
        sa.CheckConstraint("fen BETWEEN 0 AND 1000000000", name=op.f("ck_threshold_fen_range")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_threshold_has_reason")),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name=op.f("fk_threshold_decided_by_user_account")),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_threshold_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threshold")),
        sqlite_strict=True,
    )
    op.create_index("ix_threshold_kind", "threshold", ["kind", "state", "id"], unique=False)
    op.create_index(
        "uq_threshold_open",
        "threshold",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _decision_holds() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("insert", "update"):
            for at, (sentence, wrong) in enumerate(WRONG.items()):
                op.execute(
                    f"CREATE TRIGGER decision_holds_{verb}_{at} BEFORE {verb.upper()} ON decision "
                    f"WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
                )
        return
    checks = "".join(
        f"IF {wrong} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation'; END IF; "
        for sentence, wrong in WRONG.items()
    )
    op.execute(
        f"CREATE FUNCTION refuse_decision() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checks}RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER decision_holds BEFORE INSERT OR UPDATE ON decision "
        "FOR EACH ROW EXECUTE FUNCTION refuse_decision()"
    )


def downgrade() -> None:
    """Take it back."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("insert", "update"):
            for at in range(len(WRONG)):
                op.execute(f"DROP TRIGGER decision_holds_{verb}_{at}")
    else:
        op.execute("DROP TRIGGER decision_holds ON decision")
        op.execute("DROP FUNCTION refuse_decision()")
    thaw(*FROZEN)
    op.drop_column("user_account", "recuses")
    for name in reversed(COLUMNS):
        op.drop_column("decision", name)
    op.drop_table("threshold")
    op.drop_table("ballot")
    op.drop_table("recusal")
    op.drop_table("agenda_item")
    op.drop_table("meeting_member")
    op.drop_table("meeting")
    op.drop_table("committee_member")
