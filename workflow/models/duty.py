"""Duties after payment: what an enterprise has promised for the time after it was paid, and what became of it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

#: `handed_in`: the enterprise has reported, the bureau has not judged it yet.
DUTY_STATES = ("open", "handed_in", "met", "breached")
OPEN = text("state IN ('open', 'handed_in')")


class Duty(Base):
    """One duty of a paid case, due on a day; begun with the last payment by the data of `states.duties`."""

    __tablename__ = "duty"
    __table_args__ = table(
        UniqueConstraint("case_id", "kind"),
        of_case(),
        one_of("state", DUTY_STATES),
        CheckConstraint("(state IN ('met', 'breached')) = (closed_by IS NOT NULL)", name="closed_by_someone"),
        CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="closed_has_date"),
        CheckConstraint("state <> 'breached' OR note <> ''", name="breach_has_reason"),
        Index("ix_duty_due", "due_on", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_duty_enterprise", "enterprise_id", "due_on", "id"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    kind: Mapped[Word]
    due_on: Mapped[date]
    state: Mapped[Word]
    made_at: Mapped[At]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    closed_at: Mapped[At | None]
    note: Mapped[Prose] = mapped_column(default="")


class DutyReport(Base):
    """What was handed in for a duty: words, and perhaps a file. Append-only; a better one is a new row."""

    __tablename__ = "duty_report"
    __table_args__ = table(
        UniqueConstraint("ref"),
        CheckConstraint("length(body) BETWEEN 1 AND 2000", name="body_length"),
        CheckConstraint("(name IS NULL) = (sha256 IS NULL)", name="file_has_name"),
        Index("ix_duty_report_duty", "duty_id", "id"),
        Index("ix_duty_report_sha256", "sha256"),
    )

    id: Mapped[Id]
    duty_id: Mapped[Ref] = mapped_column(ForeignKey("duty.id"))
    #: Random reference used in links.
    ref: Mapped[Word]
    body: Mapped[Prose]
    name: Mapped[Line | None]
    sha256: Mapped[Digest | None] = mapped_column(ForeignKey("blob.sha256"))
    author_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class DutyReminder(Base):
    """The enterprise and the officer were reminded of a duty: `soon` before its day, `late` after it; once each."""

    __tablename__ = "duty_reminder"
    __table_args__ = table(
        PrimaryKeyConstraint("duty_id", "kind"),
        CheckConstraint("kind IN ('soon', 'late')", name="kind_known"),
    )

    duty_id: Mapped[Ref] = mapped_column(ForeignKey("duty.id"))
    kind: Mapped[Word]
    at: Mapped[At]
