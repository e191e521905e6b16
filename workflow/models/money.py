"""Counters that cannot be overdrawn and the append-only entries that explain them. All money in fen."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Prose, Ref, Word, award_fen, one_of, table
from workflow.models.filing import of_case

REVERSAL = text("reversal_of IS NOT NULL")


def reversed_once(name: str) -> Index:
    """An entry can be given back once."""
    return Index(name, "reversal_of", unique=True, sqlite_where=REVERSAL, postgresql_where=REVERSAL)


BANKED = text("bank_ref IS NOT NULL")


class CapAccount(Base):
    """What one enterprise has used of one cap. Scope: `year:YYYY`, `project:ID` or `ever`.

    Changed by `used = used + x` only.
    """

    __tablename__ = "cap_account"
    __table_args__ = table(
        UniqueConstraint("enterprise_id", "item", "scope"),
        CheckConstraint("used_fen >= 0 AND used_fen <= limit_fen", name="within_limit"),
        CheckConstraint("scope = 'ever' OR scope LIKE 'year:____' OR scope LIKE 'project:_%'", name="scope_known"),
    )

    id: Mapped[Id]
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
    item: Mapped[Word]
    scope: Mapped[Word]
    limit_fen: Mapped[Fen]
    used_fen: Mapped[Fen]


class CapEntry(Base):
    """One change of a cap account: a reservation at approval, or the reversal that gives it back."""

    __tablename__ = "cap_entry"
    __table_args__ = table(
        CheckConstraint("fen <> 0", name="not_zero"),
        CheckConstraint("(reversal_of IS NULL) = (fen > 0)", name="reversal_is_negative"),
        Index("ix_cap_entry_account", "account_id", "id"),
        Index("ix_cap_entry_case", "case_id", "id"),
        reversed_once("uq_cap_entry_reversal_of"),
    )

    id: Mapped[Id]
    account_id: Mapped[Ref] = mapped_column(ForeignKey("cap_account.id"))
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    fen: Mapped[Fen]
    reversal_of: Mapped[int | None] = mapped_column(ForeignKey("cap_entry.id"))
    at: Mapped[At]


class BudgetAccount(Base):
    """The bureau's money for one year and article group; approvals reserve it, never beyond what is planned."""

    __tablename__ = "budget_account"
    __table_args__ = table(
        UniqueConstraint("year", "article"),
        CheckConstraint("planned_fen >= 0", name="planned_not_negative"),
        CheckConstraint("reserved_fen >= 0 AND reserved_fen <= planned_fen", name="within_plan"),
    )

    id: Mapped[Id]
    year: Mapped[int]
    article: Mapped[int]
    planned_fen: Mapped[Fen]
    reserved_fen: Mapped[Fen]


class BudgetEntry(Base):
    """One reservation of budget for a case, or its reversal."""

    __tablename__ = "budget_entry"
    __table_args__ = table(
        CheckConstraint("fen <> 0", name="not_zero"),
        CheckConstraint("(reversal_of IS NULL) = (fen > 0)", name="reversal_is_negative"),
        Index("ix_budget_entry_account", "account_id", "id"),
        Index("ix_budget_entry_case", "case_id", "id"),
        reversed_once("uq_budget_entry_reversal_of"),
    )

    id: Mapped[Id]
    account_id: Mapped[Ref] = mapped_column(ForeignKey("budget_account.id"))
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    fen: Mapped[Fen]
    reversal_of: Mapped[int | None] = mapped_column(ForeignKey("budget_entry.id"))
    at: Mapped[At]


class PaymentBatch(Base):
    """Payments prepared by one finance officer and released by another, who types the total (fen)."""

    __tablename__ = "payment_batch"
    __table_args__ = table(
        UniqueConstraint("number"),
        CheckConstraint("released_by IS NULL OR released_by <> prepared_by", name="released_by_another"),
        CheckConstraint("(released_by IS NULL) = (released_at IS NULL)", name="released_has_date"),
        CheckConstraint("total_fen > 0", name="total_positive"),
    )

    id: Mapped[Id]
    number: Mapped[Word]
    total_fen: Mapped[Fen]
    prepared_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    prepared_at: Mapped[At]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    released_at: Mapped[At | None]


class Payment(Base):
    """One instalment of an award. Whatever is clicked, there is one per case and instalment; a failure is retried in place."""

    __tablename__ = "payment"
    __table_args__ = table(
        UniqueConstraint("case_id", "instalment"),
        of_case(),
        one_of("state", ("prepared", "released", "confirmed", "failed")),
        award_fen("fen"),
        CheckConstraint("instalment BETWEEN 1 AND 60", name="instalment_range"),
        CheckConstraint("(state = 'confirmed') = (confirmed_at IS NOT NULL)", name="confirmed_has_date"),
        CheckConstraint("(state = 'confirmed') = (bank_ref IS NOT NULL)", name="confirmed_has_bank_ref"),
        Index("ix_payment_batch", "batch_id", "id"),
        Index("ix_payment_state", "state", "id"),
        Index("uq_payment_bank_ref", "bank_ref", unique=True, sqlite_where=BANKED, postgresql_where=BANKED),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    batch_id: Mapped[Ref] = mapped_column(ForeignKey("payment_batch.id"))
    instalment: Mapped[int]
    fen: Mapped[Fen]
    state: Mapped[Word]
    account_holder: Mapped[Prose]
    bank_name: Mapped[Prose]
    bank_account: Mapped[Word]
    bank_ref: Mapped[Word | None]
    failure: Mapped[Prose]
    prepared_at: Mapped[At]
    confirmed_at: Mapped[At | None]
