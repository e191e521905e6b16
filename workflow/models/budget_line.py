"""What became of a reserved budget, and the ledger of everything that ever changed an account. Money in fen."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Ref, Word, one_of, table

KINDS = PLANNED, RESERVED, DECIDED, PAID, RECOVERED = ("planned", "reserved", "decided", "paid", "recovered")
OF_CHANGE = text("change_id IS NOT NULL")


class BudgetUse(Base):
    """What of an account's reservations was decided (public notice over), paid and claimed back. Changed by `x = x + y` only.

    Money that comes back belongs to the treasury: it does not make the year's budget larger.
    """

    __tablename__ = "budget_use"
    __table_args__ = table(
        CheckConstraint("paid_fen <= decided_fen", name="paid_was_decided"),
        CheckConstraint("recovered_fen >= 0 AND recovered_fen <= paid_fen", name="recovered_was_paid"),
    )

    account_id: Mapped[Ref] = mapped_column(ForeignKey("budget_account.id"), primary_key=True, autoincrement=False)
    decided_fen: Mapped[Fen]
    paid_fen: Mapped[Fen]
    recovered_fen: Mapped[Fen]


class BudgetLine(Base):
    """One change of one counter of an account, by `fen` (below zero: less); append-only. A plan changes by `budget_change`."""

    __tablename__ = "budget_line"
    __table_args__ = table(
        one_of("kind", KINDS),
        CheckConstraint("fen <> 0", name="not_zero"),
        CheckConstraint("(kind = 'planned') = (case_id IS NULL)", name="of_a_case_or_plan"),
        CheckConstraint("change_id IS NULL OR kind = 'planned'", name="change_is_of_plan"),
        Index("ix_budget_line_account", "account_id", "id"),
        Index("ix_budget_line_account_kind", "account_id", "kind", "id"),
        Index("ix_budget_line_case", "case_id", "id"),
        Index(
            "uq_budget_line_change",
            "change_id",
            "account_id",
            unique=True,
            sqlite_where=OF_CHANGE,
            postgresql_where=OF_CHANGE,
        ),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    account_id: Mapped[Ref] = mapped_column(ForeignKey("budget_account.id"))
    kind: Mapped[Word]
    fen: Mapped[Fen]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("support_case.id"))
    change_id: Mapped[int | None] = mapped_column(ForeignKey("budget_change.id"))
    at: Mapped[At]
