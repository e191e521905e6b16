"""Experts, special audits and site visits.

Revision: 0016, after: 0015
"""

import sqlalchemy as sa
from alembic import op

from workflow.migrations.frozen import freeze, thaw

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

FROZEN = (
    "visit_photo", "visit_signature", "special_audit", "audit_check", "score_sheet", "score_line", "assessment", "finding",
)  # fmt: skip


def upgrade() -> None:
    """Visits, audits, experts, what they found, and which of them a call asks for."""
    _site_visit()
    _visit_area()
    _visit_photo()
    _visit_signature()
    _special_audit()
    _audit_check()
    _expert()
    _expert_seat()
    _score_sheet()
    _score_line()
    _assessment()
    _finding()
    op.add_column("call", sa.Column("requires", sa.JSON(), nullable=True))
    freeze(*FROZEN)


def _site_visit() -> None:
    op.create_table(
        "site_visit",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=False),
        sa.Column("second_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("planned_by", sa.BigInteger(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("seen", sa.String(length=4000), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(length=4000), nullable=False),
        sa.CheckConstraint(
            "(state IN ('recorded', 'signed')) = (result IS NOT NULL)", name=op.f("ck_site_visit_recorded_has_result")
        ),
        sa.CheckConstraint(
            "result IS NULL OR result IN ('confirmed', 'partly', 'not_confirmed')",
            name=op.f("ck_site_visit_result_known"),
        ),
        sa.CheckConstraint("state <> 'cancelled' OR length(why) > 0", name=op.f("ck_site_visit_cancelled_has_reason")),
        sa.CheckConstraint(
            "state IN ('planned', 'recorded', 'signed', 'cancelled')", name=op.f("ck_site_visit_state_known")
        ),
        sa.CheckConstraint("(result IS NULL) = (recorded_at IS NULL)", name=op.f("ck_site_visit_result_has_date")),
        sa.CheckConstraint("(result IS NULL) = (recorded_by IS NULL)", name=op.f("ck_site_visit_recorded_by_someone")),
        sa.CheckConstraint("(result IS NULL) = (visited_on IS NULL)", name=op.f("ck_site_visit_result_has_day")),
        sa.CheckConstraint("lead_id <> second_id", name=op.f("ck_site_visit_two_visitors")),
        sa.CheckConstraint("length(place) > 0", name=op.f("ck_site_visit_has_place")),
        sa.CheckConstraint(
            "recorded_by IS NULL OR recorded_by IN (lead_id, second_id)",
            name=op.f("ck_site_visit_recorded_by_a_visitor"),
        ),
        sa.CheckConstraint("result IS NULL OR length(seen) > 0", name=op.f("ck_site_visit_says_what_was_seen")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_site_visit_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["user_account.id"], name=op.f("fk_site_visit_lead_id_user_account")),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["user_account.id"], name=op.f("fk_site_visit_planned_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_site_visit_recorded_by_user_account")
        ),
        sa.ForeignKeyConstraint(["second_id"], ["user_account.id"], name=op.f("fk_site_visit_second_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_visit")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_site_visit_case_id_id")),
        sa.UniqueConstraint("id", "lead_id", name=op.f("uq_site_visit_id_lead_id")),
        sa.UniqueConstraint("id", "second_id", name=op.f("uq_site_visit_id_second_id")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_site_visit_planned",
        "site_visit",
        ["planned_on", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('planned', 'recorded')"),
        postgresql_where=sa.text("state IN ('planned', 'recorded')"),
    )
    op.create_index(
        "uq_site_visit_open",
        "site_visit",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('planned', 'recorded')"),
        postgresql_where=sa.text("state IN ('planned', 'recorded')"),
    )


def _visit_area() -> None:
    op.create_table(
        "visit_area",
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=200), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("measured", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("claimed BETWEEN 0 AND 1000000000", name=op.f("ck_visit_area_claimed_range")),
        sa.CheckConstraint("measured BETWEEN 0 AND 1000000000", name=op.f("ck_visit_area_measured_range")),
        sa.CheckConstraint("place BETWEEN 1 AND 1000", name=op.f("ck_visit_area_place_range")),
        sa.ForeignKeyConstraint(["visit_id"], ["site_visit.id"], name=op.f("fk_visit_area_visit_id_site_visit")),
        sa.PrimaryKeyConstraint("visit_id", "place", name=op.f("pk_visit_area")),
        sqlite_strict=True,
    )


def _visit_photo() -> None:
    op.create_table(
        "visit_photo",
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("place BETWEEN 1 AND 30", name=op.f("ck_visit_photo_place_range")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_visit_photo_sha256_blob")),
        sa.ForeignKeyConstraint(["taken_by"], ["user_account.id"], name=op.f("fk_visit_photo_taken_by_user_account")),
        sa.ForeignKeyConstraint(["visit_id"], ["site_visit.id"], name=op.f("fk_visit_photo_visit_id_site_visit")),
        sa.PrimaryKeyConstraint("visit_id", "place", name=op.f("pk_visit_photo")),
        sa.UniqueConstraint("ref", name=op.f("uq_visit_photo_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_visit_photo_sha256", "visit_photo", ["sha256"], unique=False)


def _visit_signature() -> None:
    op.create_table(
        "visit_signature",
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=True),
        sa.Column("second_id", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(seat = 1) = (lead_id IS NOT NULL)", name=op.f("ck_visit_signature_first_is_lead")),
        sa.CheckConstraint("(seat = 2) = (second_id IS NOT NULL)", name=op.f("ck_visit_signature_other_is_second")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_visit_signature_digest_length")),
        sa.CheckConstraint("seat IN (1, 2)", name=op.f("ck_visit_signature_seat_known")),
        sa.ForeignKeyConstraint(
            ["visit_id", "lead_id"],
            ["site_visit.id", "site_visit.lead_id"],
            name=op.f("fk_visit_signature_visit_id_lead_id_site_visit"),
        ),
        sa.ForeignKeyConstraint(
            ["visit_id", "second_id"],
            ["site_visit.id", "site_visit.second_id"],
            name=op.f("fk_visit_signature_visit_id_second_id_site_visit"),
        ),
        sa.PrimaryKeyConstraint("visit_id", "seat", name=op.f("pk_visit_signature")),
        sqlite_strict=True,
    )


def _special_audit() -> None:
    op.create_table(
        "special_audit",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("firm", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(file_name) > 0", name=op.f("ck_special_audit_has_file")),
        sa.CheckConstraint("length(firm) > 0", name=op.f("ck_special_audit_has_firm")),
        sa.CheckConstraint("length(number) > 0", name=op.f("ck_special_audit_has_number")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_special_audit_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user_account.id"], name=op.f("fk_special_audit_entered_by_user_account")
        ),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_special_audit_sha256_blob")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_special_audit")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_special_audit_case_id_id")),
        sa.UniqueConstraint("id", "entered_by", name=op.f("uq_special_audit_id_entered_by")),
        sa.UniqueConstraint("ref", name=op.f("uq_special_audit_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_special_audit_sha256", "special_audit", ["sha256"], unique=False)


def _audit_check() -> None:
    op.create_table(
        "audit_check",
        sa.Column("audit_id", sa.BigInteger(), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("checked_by", sa.BigInteger(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("agrees OR length(note) > 0", name=op.f("ck_audit_check_refusal_has_reason")),
        sa.CheckConstraint("checked_by <> entered_by", name=op.f("ck_audit_check_by_another")),
        sa.ForeignKeyConstraint(
            ["audit_id", "entered_by"],
            ["special_audit.id", "special_audit.entered_by"],
            name=op.f("fk_audit_check_audit_id_entered_by_special_audit"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["user_account.id"], name=op.f("fk_audit_check_checked_by_user_account")
        ),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_audit_check")),
        sqlite_strict=True,
    )


def _expert() -> None:
    op.create_table(
        "expert",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("uscc", sa.String(length=40), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(employer) > 0", name=op.f("ck_expert_has_employer")),
        sa.CheckConstraint("length(field) > 0", name=op.f("ck_expert_has_field")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_expert_has_name")),
        sa.CheckConstraint("uscc IS NULL OR length(uscc) = 18", name=op.f("ck_expert_uscc_length")),
        sa.ForeignKeyConstraint(["added_by"], ["user_account.id"], name=op.f("fk_expert_added_by_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert")),
        sa.UniqueConstraint("name", "employer", name=op.f("uq_expert_name_employer")),
        sqlite_strict=True,
    )


def _expert_seat() -> None:
    op.create_table(
        "expert_seat",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("expert_id", sa.BigInteger(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("assigned_by", sa.BigInteger(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declaration", sa.String(length=4000), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'asked') = (declared_at IS NULL)", name=op.f("ck_expert_seat_declared_has_date")),
        sa.CheckConstraint(
            "state <> 'conflict' OR length(declaration) > 0", name=op.f("ck_expert_seat_conflict_has_words")
        ),
        sa.CheckConstraint("state IN ('asked', 'clear', 'conflict')", name=op.f("ck_expert_seat_state_known")),
        sa.CheckConstraint("seat BETWEEN 1 AND 3", name=op.f("ck_expert_seat_seat_range")),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["user_account.id"], name=op.f("fk_expert_seat_assigned_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_expert_seat_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_expert_seat_expert_id_expert")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_seat")),
        sa.UniqueConstraint("case_id", "expert_id", name=op.f("uq_expert_seat_case_id_expert_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_expert_seat_expert", "expert_seat", ["expert_id"], unique=False)
    op.create_index(
        "uq_expert_seat_taken",
        "expert_seat",
        ["case_id", "seat"],
        unique=True,
        sqlite_where=sa.text("state <> 'conflict'"),
        postgresql_where=sa.text("state <> 'conflict'"),
    )


def _score_sheet() -> None:
    op.create_table(
        "score_sheet",
        sa.Column("seat_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.String(length=4000), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(file_name) > 0", name=op.f("ck_score_sheet_has_file")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_score_sheet_revision_positive")),
        sa.CheckConstraint("total BETWEEN 0 AND 10000", name=op.f("ck_score_sheet_total_range")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user_account.id"], name=op.f("fk_score_sheet_entered_by_user_account")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["expert_seat.id"], name=op.f("fk_score_sheet_seat_id_expert_seat")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_score_sheet_sha256_blob")),
        sa.PrimaryKeyConstraint("seat_id", "revision", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint("ref", name=op.f("uq_score_sheet_ref")),
        sqlite_strict=True,
    )
    op.create_index("ix_score_sheet_sha256", "score_sheet", ["sha256"], unique=False)


def _score_line() -> None:
    op.create_table(
        "score_line",
        sa.Column("seat_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 100", name=op.f("ck_score_line_points_range")),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name=op.f("ck_score_line_weight_range")),
        sa.ForeignKeyConstraint(
            ["seat_id", "revision"],
            ["score_sheet.seat_id", "score_sheet.revision"],
            name=op.f("fk_score_line_seat_id_revision_score_sheet"),
        ),
        sa.PrimaryKeyConstraint("seat_id", "revision", "criterion", name=op.f("pk_score_line")),
        sqlite_strict=True,
    )


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("spread", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("sheets", sa.JSON(), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=False),
        sa.Column("adopted_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("method IN ('mean', 'closest', 'middle')", name=op.f("ck_assessment_method_known")),
        sa.CheckConstraint("entered_by <> adopted_by", name=op.f("ck_assessment_by_two")),
        sa.CheckConstraint("mark BETWEEN 0 AND 10000", name=op.f("ck_assessment_mark_range")),
        sa.CheckConstraint("spread BETWEEN 0 AND 10000", name=op.f("ck_assessment_spread_range")),
        sa.ForeignKeyConstraint(
            ["adopted_by"], ["user_account.id"], name=op.f("fk_assessment_adopted_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_assessment_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["user_account.id"], name=op.f("fk_assessment_entered_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("case_id", "id", name=op.f("uq_assessment_case_id_id")),
        sa.UniqueConstraint("case_id", name=op.f("uq_assessment_case_id")),
        sqlite_strict=True,
    )


def _finding() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("visit_id", sa.BigInteger(), nullable=True),
        sa.Column("audit_id", sa.BigInteger(), nullable=True),
        sa.Column("assessment_id", sa.BigInteger(), nullable=True),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("claimed", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(source = 'assessment') = (assessment_id IS NOT NULL)", name=op.f("ck_finding_assessment_named")
        ),
        sa.CheckConstraint("(source = 'site_visit') = (visit_id IS NOT NULL)", name=op.f("ck_finding_visit_named")),
        sa.CheckConstraint("(source = 'special_audit') = (audit_id IS NOT NULL)", name=op.f("ck_finding_audit_named")),
        sa.CheckConstraint(
            "source IN ('site_visit', 'special_audit', 'assessment')", name=op.f("ck_finding_source_known")
        ),
        sa.CheckConstraint("length(fact) > 0", name=op.f("ck_finding_fact_named")),
        sa.ForeignKeyConstraint(
            ["case_id", "assessment_id"],
            ["assessment.case_id", "assessment.id"],
            name=op.f("fk_finding_case_id_assessment_id_assessment"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "audit_id"],
            ["special_audit.case_id", "special_audit.id"],
            name=op.f("fk_finding_case_id_audit_id_special_audit"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_finding_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "visit_id"],
            ["site_visit.case_id", "site_visit.id"],
            name=op.f("fk_finding_case_id_visit_id_site_visit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint("assessment_id", "fact", name=op.f("uq_finding_assessment_id_fact")),
        sa.UniqueConstraint("audit_id", "fact", name=op.f("uq_finding_audit_id_fact")),
        sa.UniqueConstraint("visit_id", "fact", name=op.f("uq_finding_visit_id_fact")),
        sqlite_strict=True,
    )
    op.create_index("ix_finding_case", "finding", ["case_id", "id"], unique=False)


def downgrade() -> None:
    """Take back."""
    thaw(*FROZEN)
    op.drop_column("call", "requires")
    for name in (
        "finding", "assessment", "score_line", "score_sheet", "expert_seat", "expert", "audit_check", "special_audit",
        "visit_signature", "visit_photo", "visit_area", "site_visit",
    ):  # fmt: skip
        op.drop_table(name)
