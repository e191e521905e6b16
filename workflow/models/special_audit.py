"""Special audits: what the report of an auditing firm says, entered by one person and compared by another."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Json, Line, Prose, Ref, Word, table
from workflow.models.filing import of_case


class SpecialAudit(Base):
    """A report with the amounts it states. Append-only: a better report, or a better entry, is another row."""

    __tablename__ = "special_audit"
    __table_args__ = table(
        of_case(),
        UniqueConstraint("case_id", "id"),
        UniqueConstraint("id", "entered_by"),
        UniqueConstraint("ref"),
        CheckConstraint("length(firm) > 0", name="has_firm"),
        CheckConstraint("length(number) > 0", name="has_number"),
        CheckConstraint("length(file_name) > 0", name="has_file"),
        Index("ix_special_audit_sha256", "sha256"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    firm: Mapped[Line]
    number: Mapped[Line]
    reported_on: Mapped[date]
    #: Fact → the audited value as rules take it.
    amounts: Mapped[Json]
    note: Mapped[Prose] = mapped_column(default="")
    ref: Mapped[Word]
    file_name: Mapped[Line]
    sha256: Mapped[Digest] = mapped_column(ForeignKey("blob.sha256"))
    entered_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class AuditCheck(Base):
    """Somebody else compared the entry with the report: it agrees, or it is to be entered again. Append-only."""

    __tablename__ = "audit_check"
    __table_args__ = table(
        PrimaryKeyConstraint("audit_id"),
        ForeignKeyConstraint(["audit_id", "entered_by"], ["special_audit.id", "special_audit.entered_by"]),
        CheckConstraint("checked_by <> entered_by", name="by_another"),
        CheckConstraint("agrees OR length(note) > 0", name="refusal_has_reason"),
    )

    audit_id: Mapped[Ref]
    entered_by: Mapped[Ref]
    checked_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    agrees: Mapped[bool]
    note: Mapped[Prose]
    at: Mapped[At]
