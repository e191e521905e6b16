"""Paying recovered support back: the notice, the days on which parts are due, and what the enterprise has returned."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Fen, Id, Json, Ref, Word, award_fen, table


class RepaymentPart(Base):
    """One part of the plan that was proposed with the recovery, in fen; append-only."""

    __tablename__ = "repayment_part"
    __table_args__ = table(
        PrimaryKeyConstraint("recovery_id", "number"),
        award_fen("fen"),
        CheckConstraint("number BETWEEN 1 AND 60", name="number_range"),
        Index("ix_repayment_part_due", "due_on", "recovery_id"),
    )

    recovery_id: Mapped[Ref] = mapped_column(ForeignKey("recovery.id"))
    number: Mapped[int]
    due_on: Mapped[date]
    fen: Mapped[Fen]


class Repayment(Base):
    """Money that came back: one receipt of the bank, in fen. Append-only; never more in all than was decided."""

    __tablename__ = "repayment"
    __table_args__ = table(
        UniqueConstraint("bank_ref"),
        award_fen("fen"),
        CheckConstraint("length(bank_ref) BETWEEN 1 AND 40", name="bank_ref_length"),
        Index("ix_repayment_recovery", "recovery_id", "id"),
    )

    id: Mapped[Id]
    recovery_id: Mapped[Ref] = mapped_column(ForeignKey("recovery.id"))
    fen: Mapped[Fen]
    bank_ref: Mapped[Word]
    received_on: Mapped[date]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class RecoveryNotice(Base):
    """The notice that claims the money back (追回通知书): all that is printed, in both languages; append-only."""

    __tablename__ = "recovery_notice"
    __table_args__ = table(
        UniqueConstraint("year", "sequence"),
        CheckConstraint("sequence >= 1", name="sequence_positive"),
        CheckConstraint("length(digest) = 64", name="digest_length"),
    )

    recovery_id: Mapped[Ref] = mapped_column(ForeignKey("recovery.id"), primary_key=True, autoincrement=False)
    year: Mapped[int]
    sequence: Mapped[int]
    data: Mapped[Json]
    #: SHA-256 of the canonical JSON of `data`.
    digest: Mapped[Digest]
    made_at: Mapped[At]


class RepaymentReminder(Base):
    """The enterprise was reminded of a part: `soon` before its day, `late` after it; once each."""

    __tablename__ = "repayment_reminder"
    __table_args__ = table(
        PrimaryKeyConstraint("recovery_id", "number", "kind"),
        CheckConstraint("kind IN ('soon', 'late')", name="kind_known"),
    )

    recovery_id: Mapped[Ref] = mapped_column(ForeignKey("recovery.id"))
    number: Mapped[int]
    kind: Mapped[Word]
    at: Mapped[At]
