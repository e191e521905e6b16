"""An award paid in parts: the plan one finance officer proposes and another confirms, and its parts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Line, Prose, Ref, Word, award_fen, one_of, table
from workflow.models.filing import of_case

OPEN, IN_FORCE = text("state = 'proposed'"), text("state = 'confirmed'")


class PaymentPlan(Base):
    """The parts of one decided award (`award_fen`). It holds as long as that award does; `replaced` by a later one."""

    __tablename__ = "payment_plan"
    __table_args__ = table(
        of_case(),
        one_of("state", ("proposed", "confirmed", "refused", "replaced")),
        award_fen("award_fen"),
        CheckConstraint("length(reason) BETWEEN 1 AND 1000", name="reason_length"),
        CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name="decided_by_somebody"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decision_has_date"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="decided_by_another"),
        CheckConstraint("(state = 'refused') = (answer <> '')", name="refusal_has_reason"),
        Index("uq_payment_plan_open", "case_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("uq_payment_plan_in_force", "case_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
        Index("ix_payment_plan_case", "case_id", "id"),
        Index("ix_payment_plan_state", "state", "id"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    award_fen: Mapped[Fen]
    state: Mapped[Word]
    reason: Mapped[Prose]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[At | None]
    answer: Mapped[Prose]


class PaymentPart(Base):
    """One instalment: its money, the day from which it may be paid, and what must be shown before."""

    __tablename__ = "payment_part"
    __table_args__ = table(
        PrimaryKeyConstraint("plan_id", "number"),
        award_fen("fen"),
        CheckConstraint("number BETWEEN 1 AND 60", name="number_range"),
        CheckConstraint("(met_by IS NULL) = (met_at IS NULL)", name="met_has_date"),
        CheckConstraint("(met_by IS NULL) = (met_note = '')", name="met_has_note"),
        CheckConstraint("met_by IS NULL OR condition <> ''", name="met_was_asked"),
        Index("ix_payment_part_due", "due_on", "plan_id"),
    )

    plan_id: Mapped[Ref] = mapped_column(ForeignKey("payment_plan.id"))
    number: Mapped[int]
    fen: Mapped[Fen]
    due_on: Mapped[date | None]
    condition: Mapped[Line]
    met_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    met_at: Mapped[At | None]
    met_note: Mapped[Prose]
