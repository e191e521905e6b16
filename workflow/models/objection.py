"""Objections to a public notice: their handling, and apart from it, frozen, who objected and what was said."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

#: `superseded`: another objection or appeal was upheld, and the award is decided anew.
OBJECTION_STATES = ("open", "dismissed", "upheld", "superseded")
LONGEST = 2000


class Objection(Base):
    """An objection as the bureau handles it; nothing here says who objected."""

    __tablename__ = "objection"
    __table_args__ = table(
        UniqueConstraint("receipt"),
        of_case(),
        ForeignKeyConstraint(["case_id", "round"], ["publicity.case_id", "publicity.round"]),
        one_of("state", OBJECTION_STATES),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_date"),
        CheckConstraint("state NOT IN ('dismissed', 'upheld') OR handler_id IS NOT NULL", name="answered_by_someone"),
        CheckConstraint("state NOT IN ('dismissed', 'upheld') OR length(answer) > 0", name="answer_has_reason"),
        Index("ix_objection_case", "case_id", "state"),
        Index("ix_objection_handler", "handler_id", "id"),
        Index("ix_objection_state_due", "state", "due_on", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    #: Random; whoever holds it may read the answer.
    receipt: Mapped[Word]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    round: Mapped[int]
    state: Mapped[Word]
    raised_at: Mapped[At]
    due_on: Mapped[date]
    #: Set by the supervisor: somebody who did not work on the case.
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answer: Mapped[Prose] = mapped_column(default="")
    closed_at: Mapped[At | None]


class Objector(Base):
    """Who objected, how to reach them and what they said; for the handler and the supervisor alone. Append-only.

    `form_key` is the key of the form it came with, so that a second click finds the first receipt.
    """

    __tablename__ = "objector"
    __table_args__ = table(
        UniqueConstraint("form_key"),
        CheckConstraint("length(name) > 0", name="has_name"),
        CheckConstraint("length(contact) > 0", name="has_contact"),
        CheckConstraint(f"length(statement) BETWEEN 1 AND {LONGEST}", name="statement_length"),
        CheckConstraint("(file_sha256 IS NULL) = (file_name IS NULL)", name="file_has_name"),
        CheckConstraint("user_id IS NOT NULL OR source IS NOT NULL", name="known_or_counted"),
        Index("ix_objector_source", "source", "at"),
    )

    objection_id: Mapped[Ref] = mapped_column(ForeignKey("objection.id"), primary_key=True, autoincrement=False)
    form_key: Mapped[Word]
    name: Mapped[Line]
    contact: Mapped[Line]
    statement: Mapped[Prose]
    file_name: Mapped[Line | None]
    file_sha256: Mapped[Digest | None] = mapped_column(ForeignKey("blob.sha256"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    #: SHA-256 that stands for where it came from, or for who signed in, to limit their number; no address is kept.
    source: Mapped[Digest | None]
    at: Mapped[At]
