"""The budget of a year and an article: counters that cannot be overdrawn, and reservations as an append-only ledger."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.cap import reversed_once
from workflow.models.columns import At, Fen, Id, Ref, table


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
