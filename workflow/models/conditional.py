"""Conditional acceptance (容缺受理): documents that an enterprise promised for later, and by when they are due."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, JsonList, Ref, Word, one_of, table
from workflow.models.filing import of_case

CONDITION_STATES = ("open", "met", "failed", "corrected", "withdrawn")
#: What happens by itself when the documents are not in by then.
CORRECTION, DECLINE = "correction", "decline"
REMINDED = (3, 1)
OPEN = text("state = 'open'")


class Deferral(Base):
    """The enterprise's promise to hand in a required document after acceptance. Given with the application; append-only."""

    __tablename__ = "deferral"
    __table_args__ = table(PrimaryKeyConstraint("case_id", "kind"), of_case())

    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    kind: Mapped[Word]
    promised_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class ConditionalAcceptance(Base):
    """An application accepted with documents to follow: which, until when, and what follows if they do not come."""

    __tablename__ = "conditional_acceptance"
    __table_args__ = table(
        of_case(),
        ForeignKeyConstraint(["case_id", "seq"], ["transition.case_id", "transition.seq"]),
        one_of("state", CONDITION_STATES),
        one_of("on_failure", (CORRECTION, DECLINE)),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_date"),
        Index("uq_conditional_acceptance_open", "case_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_conditional_acceptance_due", "due_on", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_conditional_acceptance_case", "case_id", "id"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    #: The step that accepted it.
    seq: Mapped[int]
    #: Kinds of documents to follow.
    kinds: Mapped[JsonList]
    due_on: Mapped[date]
    on_failure: Mapped[Word]
    state: Mapped[Word]
    accepted_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    accepted_at: Mapped[At]
    closed_at: Mapped[At | None]


class ConditionalReminder(Base):
    """The applicant was reminded so many working days before the documents were due; once each."""

    __tablename__ = "conditional_reminder"
    __table_args__ = table(
        PrimaryKeyConstraint("conditional_id", "days_left"),
        CheckConstraint(f"days_left IN ({', '.join(map(str, REMINDED))})", name="days_left_known"),
    )

    conditional_id: Mapped[Ref] = mapped_column(ForeignKey("conditional_acceptance.id"))
    days_left: Mapped[int]
    at: Mapped[At]
