"""first tables

Revision: 0001, after:
"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("scan", sa.String(length=40), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("scan IN ('pending', 'clean', 'infected', 'unchecked')", name=op.f("ck_blob_scan_known")),
        sa.CheckConstraint("size > 0", name=op.f("ck_blob_size_positive")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
        sqlite_strict=True,
    )
    op.create_table(
        "budget_account",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("planned_fen", sa.BigInteger(), nullable=False),
        sa.Column("reserved_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("planned_fen >= 0", name=op.f("ck_budget_account_planned_not_negative")),
        sa.CheckConstraint(
            "reserved_fen >= 0 AND reserved_fen <= planned_fen", name=op.f("ck_budget_account_within_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_account")),
        sa.UniqueConstraint("year", "article", name=op.f("uq_budget_account_year_article")),
        sqlite_strict=True,
    )
    op.create_table(
        "case_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_case_counter_last_not_negative")),
        sa.PrimaryKeyConstraint("year", "article", name=op.f("pk_case_counter")),
        sqlite_strict=True,
    )
    op.create_table(
        "dishonest",
        sa.Column("uscc", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_dishonest_order")),
        sa.PrimaryKeyConstraint("uscc", "since", name=op.f("pk_dishonest")),
        sqlite_strict=True,
    )
    op.create_table(
        "enterprise",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uscc", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.Column("legal_representative", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("contact_name", sa.String(length=200), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("bank_name", sa.String(length=200), nullable=False),
        sa.Column("bank_account", sa.String(length=40), nullable=False),
        sa.Column("account_holder", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(uscc) = 18", name=op.f("ck_enterprise_uscc_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise")),
        sa.UniqueConstraint("uscc", name=op.f("uq_enterprise_uscc")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.create_index("ix_enterprise_sort_key", ["sort_key", "id"], unique=False)

    op.create_table(
        "workday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_workday")),
        sqlite_strict=True,
    )
    op.create_table(
        "zone_unit",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("area > 0", name=op.f("ck_zone_unit_area_positive")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_zone_unit_days_in_order")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_zone_unit")),
        sqlite_strict=True,
    )
    op.create_table(
        "above_scale",
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_above_scale_year_range")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_above_scale_enterprise_id_enterprise")
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "year", name=op.f("pk_above_scale")),
        sqlite_strict=True,
    )
    op.create_table(
        "cap_account",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("limit_fen", sa.BigInteger(), nullable=False),
        sa.Column("used_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "scope = 'ever' OR scope LIKE 'year:____' OR scope LIKE 'project:_%'",
            name=op.f("ck_cap_account_scope_known"),
        ),
        sa.CheckConstraint("used_fen >= 0 AND used_fen <= limit_fen", name=op.f("ck_cap_account_within_limit")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_cap_account_enterprise_id_enterprise")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cap_account")),
        sa.UniqueConstraint("enterprise_id", "item", "scope", name=op.f("uq_cap_account_enterprise_id_item_scope")),
        sqlite_strict=True,
    )
    op.create_table(
        "lease",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"], name=op.f("fk_lease_enterprise_id_enterprise")),
        sa.ForeignKeyConstraint(["unit"], ["zone_unit.code"], name=op.f("fk_lease_unit_zone_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
        sa.UniqueConstraint("enterprise_id", "number", "unit", name=op.f("uq_lease_enterprise_id_number_unit")),
        sa.UniqueConstraint("id", "enterprise_id", name=op.f("uq_lease_id_enterprise_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("lease", schema=None) as batch_op:
        batch_op.create_index("ix_lease_unit", ["unit", "id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('unclaimed', 'lease_ends', 'nearly_used', 'not_above_scale')", name=op.f("ck_reminder_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_reminder_enterprise_id_enterprise")
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "kind", "key", name=op.f("pk_reminder")),
        sqlite_strict=True,
    )
    op.create_table(
        "rent_total",
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.CheckConstraint("months BETWEEN 0 AND 36", name=op.f("ck_rent_total_months_range")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_rent_total_enterprise_id_enterprise")
        ),
        sa.PrimaryKeyConstraint("enterprise_id", name=op.f("pk_rent_total")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("rent_total", schema=None) as batch_op:
        batch_op.create_index("ix_rent_total_months", ["months", "enterprise_id"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("duty_group", sa.String(length=40), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(duty_group = 'enterprise') = (enterprise_id IS NOT NULL)",
            name=op.f("ck_user_account_enterprise_only_for_applicants"),
        ),
        sa.CheckConstraint(
            "duty_group IN ('enterprise', 'casework', 'decision', 'finance', 'audit', 'administration')",
            name=op.f("ck_user_account_duty_group_known"),
        ),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_user_account_failures_not_negative")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_user_account_enterprise_id_enterprise")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("id", "duty_group", name=op.f("uq_user_account_id_duty_group")),
        sa.UniqueConstraint("login", name=op.f("uq_user_account_login")),
        sqlite_strict=True,
    )
    op.create_table(
        "lease_piece",
        sa.Column("lease_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("piece", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("contract_area", sa.Integer(), nullable=False),
        sa.Column("sublet_area", sa.Integer(), nullable=False),
        sa.Column("own_area", sa.Integer(), nullable=False),
        sa.Column("use", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("rent_free", sa.JSON(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(kind = 'terms') = (contract_area > 0)", name=op.f("ck_lease_piece_terms_have_area")),
        sa.CheckConstraint("kind IN ('terms', 'end')", name=op.f("ck_lease_piece_kind_known")),
        sa.CheckConstraint("use IN ('main', 'ancillary')", name=op.f("ck_lease_piece_use_known")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_lease_piece_days_in_order")),
        sa.CheckConstraint(
            "own_area >= 0 AND own_area <= contract_area - sublet_area", name=op.f("ck_lease_piece_own_within_contract")
        ),
        sa.CheckConstraint("piece >= 1", name=op.f("ck_lease_piece_piece_positive")),
        sa.CheckConstraint(
            "sublet_area >= 0 AND sublet_area <= contract_area", name=op.f("ck_lease_piece_sublet_within_contract")
        ),
        sa.ForeignKeyConstraint(
            ["lease_id", "enterprise_id"],
            ["lease.id", "lease.enterprise_id"],
            name=op.f("fk_lease_piece_lease_id_enterprise_id_lease"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_lease_piece_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("lease_id", "piece", name=op.f("pk_lease_piece")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("lease_piece", schema=None) as batch_op:
        batch_op.create_index("ix_lease_piece_ends_on", ["ends_on", "lease_id"], unique=False)
        batch_op.create_index("ix_lease_piece_enterprise", ["enterprise_id", "lease_id", "piece"], unique=False)

    op.create_table(
        "payment_batch",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("prepared_by", sa.BigInteger(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_by", sa.BigInteger(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(released_by IS NULL) = (released_at IS NULL)", name=op.f("ck_payment_batch_released_has_date")
        ),
        sa.CheckConstraint(
            "released_by IS NULL OR released_by <> prepared_by", name=op.f("ck_payment_batch_released_by_another")
        ),
        sa.CheckConstraint("total_fen > 0", name=op.f("ck_payment_batch_total_positive")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["user_account.id"], name=op.f("fk_payment_batch_prepared_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["user_account.id"], name=op.f("fk_payment_batch_released_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_batch")),
        sa.UniqueConstraint("number", name=op.f("uq_payment_batch_number")),
        sqlite_strict=True,
    )
    op.create_table(
        "policy_version",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("frozen", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("digest_words", sa.String(length=64), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("proposed_by <> approved_by", name=op.f("ck_policy_version_two_people")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["user_account.id"], name=op.f("fk_policy_version_approved_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_policy_version_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policy_version")),
        sa.UniqueConstraint("digest_words", name=op.f("uq_policy_version_digest_words")),
        sqlite_strict=True,
    )
    op.create_table(
        "submission_key",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("route", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("result_url", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_submission_key_user_id_user_account")),
        sa.PrimaryKeyConstraint("user_id", "route", "key", name=op.f("pk_submission_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("duty_group", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(duty_group = 'enterprise' AND role IN ('applicant')) OR (duty_group = 'casework' AND role IN ('caseworker', 'reviewer')) OR (duty_group = 'decision' AND role IN ('supervisor', 'secretary')) OR (duty_group = 'finance' AND role IN ('finance')) OR (duty_group = 'audit' AND role IN ('auditor')) OR (duty_group = 'administration' AND role IN ('administrator'))",
            name=op.f("ck_user_role_role_in_duty_group"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "duty_group"],
            ["user_account.id", "user_account.duty_group"],
            name=op.f("fk_user_role_user_id_duty_group_user_account"),
        ),
        sa.PrimaryKeyConstraint("user_id", "role", name=op.f("pk_user_role")),
        sqlite_strict=True,
    )
    op.create_table(
        "user_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id_user_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_user_session")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index("ix_user_session_user_id", ["user_id"], unique=False)

    op.create_table(
        "call",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("title_zh", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resubmit_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.CheckConstraint("opens_at < new_until AND new_until <= resubmit_until", name=op.f("ck_call_times_in_order")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk_call_policy_version_policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("item", "year", "round", name=op.f("uq_call_item_year_round")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index("ix_call_new_until", ["new_until", "id"], unique=False)

    op.create_table(
        "rent_validity",
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "month LIKE '____-__' AND substr(month, 6, 2) BETWEEN '01' AND '12' AND substr(month, 1, 4) BETWEEN '2000' AND '2100'",
            name=op.f("ck_rent_validity_month_shape"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk_rent_validity_policy_version_policy_version")
        ),
        sa.PrimaryKeyConstraint("policy_version", name=op.f("pk_rent_validity")),
        sqlite_strict=True,
    )
    op.create_table(
        "support_case",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("tracking_code", sa.String(length=40), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("call_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credit_checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("estimate_fen", sa.BigInteger(), nullable=True),
        sa.Column("proposed_fen", sa.BigInteger(), nullable=True),
        sa.Column("award_fen", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(state = 'paid') = (paid_at IS NOT NULL)", name=op.f("ck_support_case_paid_has_date")),
        sa.CheckConstraint(
            "(state IN ('publicity', 'paid')) = (award_fen IS NOT NULL)",
            name=op.f("ck_support_case_award_with_publicity"),
        ),
        sa.CheckConstraint(
            "(submitted_at IS NULL) = (number LIKE 'D%')", name=op.f("ck_support_case_number_given_at_submission")
        ),
        sa.CheckConstraint(
            "cleared_at IS NULL OR state IN ('publicity', 'paid')", name=op.f("ck_support_case_cleared_in_publicity")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'correction', 'documents_checked', 'evaluated', 'committee', 'publicity', 'paid', 'rejected', 'withdrawn', 'referred')",
            name=op.f("ck_support_case_state_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'correction', 'withdrawn', 'rejected') OR accepted_at IS NOT NULL",
            name=op.f("ck_support_case_accepted_has_date"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL",
            name=op.f("ck_support_case_submitted_has_date"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('paid') OR cleared_at IS NOT NULL", name=op.f("ck_support_case_paid_was_cleared")
        ),
        sa.CheckConstraint(
            "award_fen IS NULL OR (award_fen > 0 AND award_fen <= 1000000000)",
            name=op.f("ck_support_case_award_in_range"),
        ),
        sa.CheckConstraint(
            "proposed_fen IS NULL OR (proposed_fen >= 0 AND proposed_fen <= 1000000000)",
            name=op.f("ck_support_case_proposed_in_range"),
        ),
        sa.CheckConstraint("round >= 0", name=op.f("ck_support_case_round_not_negative")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_support_case_version_positive")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_support_case_call_id_call")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["user_account.id"], name=op.f("fk_support_case_created_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprise.id"], name=op.f("fk_support_case_enterprise_id_enterprise")
        ),
        sa.ForeignKeyConstraint(
            ["id", "version", "state"],
            ["transition.case_id", "transition.seq", "transition.state_after"],
            name="fk_support_case_state_has_record",
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_support_case_owner_id_user_account")),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk_support_case_policy_version_policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_case")),
        sa.UniqueConstraint("id", "enterprise_id", name=op.f("uq_support_case_id_enterprise_id")),
        sa.UniqueConstraint("number", name=op.f("uq_support_case_number")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("support_case", schema=None) as batch_op:
        batch_op.create_index("ix_support_case_due", ["due_on", "id"], unique=False)
        batch_op.create_index("ix_support_case_enterprise", ["enterprise_id", "item", "id"], unique=False)
        batch_op.create_index("ix_support_case_item_due", ["item", "due_on", "id"], unique=False)
        batch_op.create_index("ix_support_case_owner_due", ["owner_id", "due_on", "id"], unique=False)
        batch_op.create_index("ix_support_case_state_due", ["state", "due_on", "id"], unique=False)

    op.create_table(
        "award",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_award_fen_in_range")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_award_actor_id_user_account")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_award_case_id_enterprise_id_support_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.create_index("ix_award_enterprise_item", ["enterprise_id", "item", "id"], unique=False)
        batch_op.create_index(
            "uq_award_live",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("reversed_at IS NULL"),
            postgresql_where=sa.text("reversed_at IS NULL"),
        )
        batch_op.create_index(
            "uq_award_one_off",
            ["enterprise_id", "item"],
            unique=True,
            sqlite_where=sa.text("item = '9' AND reversed_at IS NULL"),
            postgresql_where=sa.text("item = '9' AND reversed_at IS NULL"),
        )

    op.create_table(
        "budget_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("reversal_of", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(reversal_of IS NULL) = (fen > 0)", name=op.f("ck_budget_entry_reversal_is_negative")),
        sa.CheckConstraint("fen <> 0", name=op.f("ck_budget_entry_not_zero")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["budget_account.id"], name=op.f("fk_budget_entry_account_id_budget_account")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_budget_entry_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["reversal_of"], ["budget_entry.id"], name=op.f("fk_budget_entry_reversal_of_budget_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_entry")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("budget_entry", schema=None) as batch_op:
        batch_op.create_index("ix_budget_entry_account", ["account_id", "id"], unique=False)
        batch_op.create_index("ix_budget_entry_case", ["case_id", "id"], unique=False)
        batch_op.create_index(
            "uq_budget_entry_reversal_of",
            ["reversal_of"],
            unique=True,
            sqlite_where=sa.text("reversal_of IS NOT NULL"),
            postgresql_where=sa.text("reversal_of IS NOT NULL"),
        )

    op.create_table(
        "cap_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("reversal_of", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(reversal_of IS NULL) = (fen > 0)", name=op.f("ck_cap_entry_reversal_is_negative")),
        sa.CheckConstraint("fen <> 0", name=op.f("ck_cap_entry_not_zero")),
        sa.ForeignKeyConstraint(["account_id"], ["cap_account.id"], name=op.f("fk_cap_entry_account_id_cap_account")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_cap_entry_case_id_support_case")),
        sa.ForeignKeyConstraint(["reversal_of"], ["cap_entry.id"], name=op.f("fk_cap_entry_reversal_of_cap_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cap_entry")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("cap_entry", schema=None) as batch_op:
        batch_op.create_index("ix_cap_entry_account", ["account_id", "id"], unique=False)
        batch_op.create_index("ix_cap_entry_case", ["case_id", "id"], unique=False)
        batch_op.create_index(
            "uq_cap_entry_reversal_of",
            ["reversal_of"],
            unique=True,
            sqlite_where=sa.text("reversal_of IS NOT NULL"),
            postgresql_where=sa.text("reversal_of IS NOT NULL"),
        )

    op.create_table(
        "control_step",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "step IN ('evaluate', 'second_review', 'approve', 'pay_prepare', 'pay_release')",
            name=op.f("ck_control_step_step_known"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_control_step_actor_id_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_control_step_case_id_support_case")),
        sa.PrimaryKeyConstraint("case_id", "round", "step", name=op.f("pk_control_step")),
        sa.UniqueConstraint("case_id", "round", "actor_id", name=op.f("uq_control_step_case_id_round_actor_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("requested_by", sa.BigInteger(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_correction_closed_has_date")),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'cancelled', 'lapsed')", name=op.f("ck_correction_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_correction_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["user_account.id"], name=op.f("fk_correction_requested_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(
            "uq_correction_open",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "decision",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("votes_against", sa.Integer(), nullable=False),
        sa.Column("votes_abstain", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("executed_by", sa.BigInteger(), nullable=True),
        sa.Column("executed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "result <> 'approve' OR (amount_fen > 0 AND amount_fen <= 1000000000)",
            name=op.f("ck_decision_approved_in_range"),
        ),
        sa.CheckConstraint("result = 'approve' OR amount_fen = 0", name=op.f("ck_decision_refused_is_zero")),
        sa.CheckConstraint("result IN ('approve', 'reject', 'defer')", name=op.f("ck_decision_result_known")),
        sa.CheckConstraint(
            "(executed_at IS NULL) = (executed_by IS NULL)", name=op.f("ck_decision_executed_by_someone")
        ),
        sa.CheckConstraint(
            "votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0", name=op.f("ck_decision_votes_not_negative")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_decision_case_id_support_case")),
        sa.ForeignKeyConstraint(
            ["executed_by"], ["user_account.id"], name=op.f("fk_decision_executed_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_decision_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("case_id", "round", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.BigInteger(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_document_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_document_sha256_blob")),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["user_account.id"], name=op.f("fk_document_uploaded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("ref", name=op.f("uq_document_ref")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index("ix_document_case", ["case_id", "kind", "id"], unique=False)
        batch_op.create_index("ix_document_sha256", ["sha256"], unique=False)

    op.create_table(
        "evaluation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.Column("policy_digest", sa.String(length=64), nullable=False),
        sa.Column("inputs_digest", sa.String(length=64), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("hits", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("opinion", sa.String(length=4000), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount_fen >= 0 AND amount_fen <= 1000000000", name=op.f("ck_evaluation_amount_in_range")),
        sa.CheckConstraint("eligible OR amount_fen = 0", name=op.f("ck_evaluation_nothing_if_not_eligible")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_evaluation_round_positive")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_evaluation_actor_id_user_account")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_evaluation_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["policy_version"], ["policy_version.version"], name=op.f("fk_evaluation_policy_version_policy_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("case_id", "round", name=op.f("uq_evaluation_case_id_round")),
        sqlite_strict=True,
    )
    op.create_table(
        "filing",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("other_money", sa.JSON(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("saved_by", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("filed_at IS NULL OR declared", name=op.f("ck_filing_filed_is_declared")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_filing_revision_not_negative")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_filing_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["saved_by"], ["user_account.id"], name=op.f("fk_filing_saved_by_user_account")),
        sa.PrimaryKeyConstraint("case_id", "revision", name=op.f("pk_filing")),
        sqlite_strict=True,
    )
    op.create_table(
        "matter_claim",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('invoice', 'contract', 'product', 'unit_month', 'statistics_year', 'project', 'year')",
            name=op.f("ck_matter_claim_kind_known"),
        ),
        sa.CheckConstraint("length(key) > 0", name=op.f("ck_matter_claim_key_not_empty")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_matter_claim_case_id_enterprise_id_support_case"),
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", "key", name=op.f("pk_matter_claim")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("matter_claim", schema=None) as batch_op:
        batch_op.create_index("ix_matter_claim_matter", ["enterprise_id", "kind", "key", "case_id"], unique=False)
        batch_op.create_index(
            "uq_matter_claim_alone",
            ["enterprise_id", "kind", "key"],
            unique=True,
            sqlite_where=sa.text("live AND exclusive"),
            postgresql_where=sa.text("live AND exclusive"),
        )

    op.create_table(
        "notice",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title_zh", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("body_zh", sa.String(length=4000), nullable=False),
        sa.Column("body_en", sa.String(length=4000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_notice_attempts_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_notice_case_id_support_case")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_notice_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_unsent", ["sent_at", "id"], unique=False)
        batch_op.create_index("ix_notice_user", ["user_id", "id"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("instalment", sa.Integer(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("account_holder", sa.String(length=4000), nullable=False),
        sa.Column("bank_name", sa.String(length=4000), nullable=False),
        sa.Column("bank_account", sa.String(length=40), nullable=False),
        sa.Column("bank_ref", sa.String(length=40), nullable=True),
        sa.Column("failure", sa.String(length=4000), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'confirmed') = (bank_ref IS NOT NULL)", name=op.f("ck_payment_confirmed_has_bank_ref")
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_at IS NOT NULL)", name=op.f("ck_payment_confirmed_has_date")
        ),
        sa.CheckConstraint(
            "state IN ('prepared', 'released', 'confirmed', 'failed')", name=op.f("ck_payment_state_known")
        ),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_payment_fen_in_range")),
        sa.CheckConstraint("instalment BETWEEN 1 AND 60", name=op.f("ck_payment_instalment_range")),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], name=op.f("fk_payment_batch_id_payment_batch")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_payment_case_id_enterprise_id_support_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("case_id", "instalment", name=op.f("uq_payment_case_id_instalment")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index("ix_payment_batch", ["batch_id", "id"], unique=False)
        batch_op.create_index("ix_payment_state", ["state", "id"], unique=False)
        batch_op.create_index(
            "uq_payment_bank_ref",
            ["bank_ref"],
            unique=True,
            sqlite_where=sa.text("bank_ref IS NOT NULL"),
            postgresql_where=sa.text("bank_ref IS NOT NULL"),
        )

    op.create_table(
        "publicity",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_publicity_days_in_order")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_publicity_case_id_support_case")),
        sa.PrimaryKeyConstraint("case_id", "round", name=op.f("pk_publicity")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("publicity", schema=None) as batch_op:
        batch_op.create_index("ix_publicity_ends_on", ["ends_on", "case_id"], unique=False)

    op.create_table(
        "recognition",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('recognised', 'nominated')", name=op.f("ck_recognition_kind_known")),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_recognition_title_not_empty")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_recognition_days_in_order")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_recognition_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["user_account.id"], name=op.f("fk_recognition_recorded_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition")),
        sa.UniqueConstraint("case_id", name=op.f("uq_recognition_case_id")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("recognition", schema=None) as batch_op:
        batch_op.create_index("ix_recognition_enterprise", ["enterprise_id", "id"], unique=False)

    op.create_table(
        "recovery",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("fen", sa.BigInteger(), nullable=False),
        sa.Column("months_back", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=4000), nullable=False),
        sa.CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name=op.f("ck_recovery_decided_by_someone")),
        sa.CheckConstraint("state IN ('proposed', 'approved', 'refused')", name=op.f("ck_recovery_state_known")),
        sa.CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name=op.f("ck_recovery_decided_has_date")),
        sa.CheckConstraint("NOT months_back OR fen = paid_fen", name=op.f("ck_recovery_months_only_for_all")),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> proposed_by", name=op.f("ck_recovery_decided_by_another")
        ),
        sa.CheckConstraint("fen <= paid_fen", name=op.f("ck_recovery_within_paid")),
        sa.CheckConstraint("fen > 0 AND fen <= 1000000000", name=op.f("ck_recovery_fen_in_range")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_recovery_has_reason")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_recovery_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["user_account.id"], name=op.f("fk_recovery_decided_by_user_account")),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["user_account.id"], name=op.f("fk_recovery_proposed_by_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("recovery", schema=None) as batch_op:
        batch_op.create_index("ix_recovery_enterprise", ["enterprise_id", "id"], unique=False)
        batch_op.create_index(
            "uq_recovery_live",
            ["case_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'refused'"),
            postgresql_where=sa.text("state <> 'refused'"),
        )

    op.create_table(
        "referral",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("scheme_zh", sa.String(length=200), nullable=False),
        sa.Column("scheme_en", sa.String(length=200), nullable=False),
        sa.Column("department_zh", sa.String(length=200), nullable=False),
        sa.Column("department_en", sa.String(length=200), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=False),
        sa.Column("referred_by", sa.BigInteger(), nullable=False),
        sa.Column("referred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("outcome_note", sa.String(length=4000), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(outcome = '') = (answered_at IS NULL)", name=op.f("ck_referral_answer_has_date")),
        sa.CheckConstraint(
            "(outcome = 'granted') = (amount_fen IS NOT NULL)", name=op.f("ck_referral_amount_with_grant")
        ),
        sa.CheckConstraint(
            "(outcome IN ('', 'accepted')) = (closed_at IS NULL)", name=op.f("ck_referral_open_until_final")
        ),
        sa.CheckConstraint(
            "outcome IN ('', 'accepted', 'refused', 'granted', 'recognised', 'nominated', 'not_recognised', 'answered', 'declined')",
            name=op.f("ck_referral_outcome_known"),
        ),
        sa.CheckConstraint("(answered_at IS NULL) = (answered_by IS NULL)", name=op.f("ck_referral_answer_has_person")),
        sa.CheckConstraint(
            "amount_fen IS NULL OR (amount_fen > 0 AND amount_fen <= 10000000000000)",
            name=op.f("ck_referral_amount_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["user_account.id"], name=op.f("fk_referral_answered_by_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_referral_case_id_enterprise_id_support_case"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_referral_owner_id_user_account")),
        sa.ForeignKeyConstraint(
            ["referred_by"], ["user_account.id"], name=op.f("fk_referral_referred_by_user_account")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_referral")),
        sqlite_strict=True,
    )
    op.create_table(
        "rent_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("computed_fen", sa.BigInteger(), nullable=False),
        sa.Column("granted_fen", sa.BigInteger(), nullable=False),
        sa.Column("policy_version", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('reserved', 'paid', 'reversed', 'recovered')", name=op.f("ck_rent_entry_kind_known")
        ),
        sa.CheckConstraint(
            "month LIKE '____-__' AND substr(month, 6, 2) BETWEEN '01' AND '12' AND substr(month, 1, 4) BETWEEN '2000' AND '2100'",
            name=op.f("ck_rent_entry_month_shape"),
        ),
        sa.CheckConstraint("granted_fen >= 0", name=op.f("ck_rent_entry_granted_not_negative")),
        sa.CheckConstraint("seq BETWEEN 1 AND 36", name=op.f("ck_rent_entry_seq_range")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_rent_entry_case_id_enterprise_id_support_case"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rent_entry")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("rent_entry", schema=None) as batch_op:
        batch_op.create_index("ix_rent_entry_case", ["case_id", "id"], unique=False)
        batch_op.create_index("ix_rent_entry_enterprise", ["enterprise_id", "id"], unique=False)

    op.create_table(
        "rent_month",
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("computed_fen", sa.BigInteger(), nullable=False),
        sa.Column("granted_fen", sa.BigInteger(), nullable=False),
        sa.Column("recovered_fen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "month LIKE '____-__' AND substr(month, 6, 2) BETWEEN '01' AND '12' AND substr(month, 1, 4) BETWEEN '2000' AND '2100'",
            name=op.f("ck_rent_month_month_shape"),
        ),
        sa.CheckConstraint("recovered_fen = 0 OR state = 'paid'", name=op.f("ck_rent_month_recovered_was_paid")),
        sa.CheckConstraint("state IN ('reserved', 'paid')", name=op.f("ck_rent_month_state_known")),
        sa.CheckConstraint(
            "granted_fen >= 0 AND granted_fen <= computed_fen", name=op.f("ck_rent_month_granted_within_computed")
        ),
        sa.CheckConstraint(
            "recovered_fen >= 0 AND recovered_fen <= granted_fen", name=op.f("ck_rent_month_recovered_within_granted")
        ),
        sa.CheckConstraint("seq BETWEEN 1 AND 36", name=op.f("ck_rent_month_seq_range")),
        sa.ForeignKeyConstraint(
            ["case_id", "enterprise_id"],
            ["support_case.id", "support_case.enterprise_id"],
            name=op.f("fk_rent_month_case_id_enterprise_id_support_case"),
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "month", name=op.f("pk_rent_month")),
        sa.UniqueConstraint("enterprise_id", "seq", name=op.f("uq_rent_month_enterprise_id_seq")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("rent_month", schema=None) as batch_op:
        batch_op.create_index("ix_rent_month_case", ["case_id", "month"], unique=False)

    op.create_table(
        "review",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("comment", sa.String(length=4000), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("result IN ('passed', 'returned')", name=op.f("ck_review_result_known")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_review_actor_id_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_review_case_id_support_case")),
        sa.PrimaryKeyConstraint("case_id", "round", name=op.f("pk_review")),
        sqlite_strict=True,
    )
    op.create_table(
        "transition",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("state_before", sa.String(length=40), nullable=True),
        sa.Column("state_after", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alg", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(role = 'system') = (actor_id IS NULL)", name=op.f("ck_transition_person_or_system")),
        sa.CheckConstraint(
            "role IN ('applicant', 'caseworker', 'reviewer', 'supervisor', 'secretary', 'finance', 'auditor', 'administrator', 'system')",
            name=op.f("ck_transition_role_known"),
        ),
        sa.CheckConstraint(
            "state_after IN ('draft', 'submitted', 'correction', 'documents_checked', 'evaluated', 'committee', 'publicity', 'paid', 'rejected', 'withdrawn', 'referred')",
            name=op.f("ck_transition_state_after_known"),
        ),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_transition_seq_positive")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_transition_actor_id_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_transition_case_id_support_case")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_transition")),
        sa.UniqueConstraint("case_id", "seq", "state_after", name=op.f("uq_transition_case_id_seq_state_after")),
        sqlite_strict=True,
    )
    op.create_table(
        "rent_unit_month",
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=40), nullable=False),
        sa.Column("enterprise_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "month LIKE '____-__' AND substr(month, 6, 2) BETWEEN '01' AND '12' AND substr(month, 1, 4) BETWEEN '2000' AND '2100'",
            name=op.f("ck_rent_unit_month_month_shape"),
        ),
        sa.ForeignKeyConstraint(
            ["enterprise_id", "month"],
            ["rent_month.enterprise_id", "rent_month.month"],
            name=op.f("fk_rent_unit_month_enterprise_id_month_rent_month"),
        ),
        sa.ForeignKeyConstraint(["unit"], ["zone_unit.code"], name=op.f("fk_rent_unit_month_unit_zone_unit")),
        sa.PrimaryKeyConstraint("unit", "month", name=op.f("pk_rent_unit_month")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("rent_unit_month", schema=None) as batch_op:
        batch_op.create_index("ix_rent_unit_month_enterprise", ["enterprise_id", "month"], unique=False)

    op.create_table(
        "verdict",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=4000), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict = 'accepted' OR length(reason) > 0", name=op.f("ck_verdict_refusal_has_reason")),
        sa.CheckConstraint("verdict IN ('accepted', 'refused')", name=op.f("ck_verdict_verdict_known")),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_verdict_actor_id_user_account")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_verdict_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.create_index("ix_verdict_document", ["document_id", "id"], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.drop_index("ix_verdict_document")

    op.drop_table("verdict")
    with op.batch_alter_table("rent_unit_month", schema=None) as batch_op:
        batch_op.drop_index("ix_rent_unit_month_enterprise")

    op.drop_table("rent_unit_month")
    op.drop_table("transition")
    op.drop_table("review")
    with op.batch_alter_table("rent_month", schema=None) as batch_op:
        batch_op.drop_index("ix_rent_month_case")

    op.drop_table("rent_month")
    with op.batch_alter_table("rent_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_rent_entry_enterprise")
        batch_op.drop_index("ix_rent_entry_case")

    op.drop_table("rent_entry")
    op.drop_table("referral")
    with op.batch_alter_table("recovery", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_recovery_live",
            sqlite_where=sa.text("state <> 'refused'"),
            postgresql_where=sa.text("state <> 'refused'"),
        )
        batch_op.drop_index("ix_recovery_enterprise")

    op.drop_table("recovery")
    with op.batch_alter_table("recognition", schema=None) as batch_op:
        batch_op.drop_index("ix_recognition_enterprise")

    op.drop_table("recognition")
    with op.batch_alter_table("publicity", schema=None) as batch_op:
        batch_op.drop_index("ix_publicity_ends_on")

    op.drop_table("publicity")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_payment_bank_ref",
            sqlite_where=sa.text("bank_ref IS NOT NULL"),
            postgresql_where=sa.text("bank_ref IS NOT NULL"),
        )
        batch_op.drop_index("ix_payment_state")
        batch_op.drop_index("ix_payment_batch")

    op.drop_table("payment")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_user")
        batch_op.drop_index("ix_notice_unsent")

    op.drop_table("notice")
    with op.batch_alter_table("matter_claim", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_matter_claim_alone",
            sqlite_where=sa.text("live AND exclusive"),
            postgresql_where=sa.text("live AND exclusive"),
        )
        batch_op.drop_index("ix_matter_claim_matter")

    op.drop_table("matter_claim")
    op.drop_table("filing")
    op.drop_table("evaluation")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index("ix_document_sha256")
        batch_op.drop_index("ix_document_case")

    op.drop_table("document")
    op.drop_table("decision")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_correction_open", sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")
        )

    op.drop_table("correction")
    op.drop_table("control_step")
    with op.batch_alter_table("cap_entry", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_cap_entry_reversal_of",
            sqlite_where=sa.text("reversal_of IS NOT NULL"),
            postgresql_where=sa.text("reversal_of IS NOT NULL"),
        )
        batch_op.drop_index("ix_cap_entry_case")
        batch_op.drop_index("ix_cap_entry_account")

    op.drop_table("cap_entry")
    with op.batch_alter_table("budget_entry", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_budget_entry_reversal_of",
            sqlite_where=sa.text("reversal_of IS NOT NULL"),
            postgresql_where=sa.text("reversal_of IS NOT NULL"),
        )
        batch_op.drop_index("ix_budget_entry_case")
        batch_op.drop_index("ix_budget_entry_account")

    op.drop_table("budget_entry")
    with op.batch_alter_table("award", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_award_one_off",
            sqlite_where=sa.text("item = '9' AND reversed_at IS NULL"),
            postgresql_where=sa.text("item = '9' AND reversed_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_award_live",
            sqlite_where=sa.text("reversed_at IS NULL"),
            postgresql_where=sa.text("reversed_at IS NULL"),
        )
        batch_op.drop_index("ix_award_enterprise_item")

    op.drop_table("award")
    with op.batch_alter_table("support_case", schema=None) as batch_op:
        batch_op.drop_index("ix_support_case_state_due")
        batch_op.drop_index("ix_support_case_owner_due")
        batch_op.drop_index("ix_support_case_item_due")
        batch_op.drop_index("ix_support_case_enterprise")
        batch_op.drop_index("ix_support_case_due")

    op.drop_table("support_case")
    op.drop_table("rent_validity")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index("ix_call_new_until")

    op.drop_table("call")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index("ix_user_session_user_id")

    op.drop_table("user_session")
    op.drop_table("user_role")
    op.drop_table("submission_key")
    op.drop_table("policy_version")
    op.drop_table("payment_batch")
    with op.batch_alter_table("lease_piece", schema=None) as batch_op:
        batch_op.drop_index("ix_lease_piece_enterprise")
        batch_op.drop_index("ix_lease_piece_ends_on")

    op.drop_table("lease_piece")
    op.drop_table("user_account")
    with op.batch_alter_table("rent_total", schema=None) as batch_op:
        batch_op.drop_index("ix_rent_total_months")

    op.drop_table("rent_total")
    op.drop_table("reminder")
    with op.batch_alter_table("lease", schema=None) as batch_op:
        batch_op.drop_index("ix_lease_unit")

    op.drop_table("lease")
    op.drop_table("cap_account")
    op.drop_table("above_scale")
    op.drop_table("zone_unit")
    op.drop_table("workday")
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.drop_index("ix_enterprise_sort_key")

    op.drop_table("enterprise")
    op.drop_table("dishonest")
    op.drop_table("case_counter")
    op.drop_table("budget_account")
    op.drop_table("blob")
