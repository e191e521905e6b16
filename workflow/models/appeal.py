"""A review of a decision that the enterprise asks for (复核), at most once for each decision."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

#: `kept`: the decision stays; `upheld`: it is taken anew; `superseded`: an objection had it taken anew already.
APPEAL_STATES = ("open", "kept", "upheld", "superseded")
SUBJECTS = ("refusal", "amount")
LONGEST = 2000


class Appeal(Base):
    """One appeal with its receipt number; it names the step that took the decision."""

    __tablename__ = "appeal"
    __table_args__ = table(
        UniqueConstraint("number"),
        of_case(),
        ForeignKeyConstraint(["case_id", "decision_seq"], ["transition.case_id", "transition.seq"]),
        UniqueConstraint("case_id", "decision_seq"),
        one_of("subject", SUBJECTS),
        one_of("state", APPEAL_STATES),
        CheckConstraint(f"length(grounds) BETWEEN 1 AND {LONGEST}", name="grounds_length"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_date"),
        CheckConstraint("state NOT IN ('kept', 'upheld') OR handler_id IS NOT NULL", name="answered_by_someone"),
        CheckConstraint("state NOT IN ('kept', 'upheld') OR length(answer) > 0", name="answer_has_reason"),
        Index("ix_appeal_handler", "handler_id", "id"),
        Index("ix_appeal_state_due", "state", "due_on", "id"),
    )

    id: Mapped[Id]
    number: Mapped[Word]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    decision_seq: Mapped[int]
    subject: Mapped[Word]
    state: Mapped[Word]
    grounds: Mapped[Prose]
    filed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    filed_at: Mapped[At]
    due_on: Mapped[date]
    #: Set by the supervisor: somebody who neither worked on the case nor decided it.
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answer: Mapped[Prose] = mapped_column(default="")
    closed_at: Mapped[At | None]
