"""Files in which the bank answers many lines at once: read and shown first, applied row by row afterwards."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Prose, Ref, Word, one_of, table

#: `waiting` rows fit and are to be applied; `faulty` ones were told from the start.
ROW_STATES = ("waiting", "faulty", "done", "refused")
NOT_DROPPED = text("dropped_at IS NULL")


class BankFile(Base):
    """One file for one batch. The same bytes are taken once, unless they were dropped before anything was applied."""

    __tablename__ = "bank_file"
    __table_args__ = table(
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("length(name) BETWEEN 1 AND 200", name="name_length"),
        CheckConstraint("(applied_by IS NULL) = (applied_at IS NULL)", name="applied_by_somebody"),
        CheckConstraint("applied_at IS NULL OR dropped_at IS NULL", name="applied_or_dropped"),
        CheckConstraint("ended_at IS NULL OR applied_at IS NOT NULL", name="ended_was_applied"),
        Index(
            "uq_bank_file_bytes",
            "batch_id",
            "sha256",
            unique=True,
            sqlite_where=NOT_DROPPED,
            postgresql_where=NOT_DROPPED,
        ),
        Index("ix_bank_file_batch", "batch_id", "id"),
        Index("ix_bank_file_ended", "ended_at", "id"),
    )

    id: Mapped[Id]
    batch_id: Mapped[Ref] = mapped_column(ForeignKey("payment_batch.id"))
    name: Mapped[Line]
    sha256: Mapped[Digest]
    read_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    read_at: Mapped[At]
    applied_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    applied_at: Mapped[At | None]
    ended_at: Mapped[At | None]
    dropped_at: Mapped[At | None]


class BankRow(Base):
    """A row of the file as the bank wrote it, the line it is about, and what became of it."""

    __tablename__ = "bank_row"
    __table_args__ = table(
        PrimaryKeyConstraint("file_id", "number"),
        one_of("state", ROW_STATES),
        CheckConstraint("number >= 2", name="number_after_heading"),
        CheckConstraint("state = 'faulty' OR line_id IS NOT NULL", name="fits_a_line"),
        CheckConstraint("(state IN ('faulty', 'refused')) = (said_zh <> '')", name="fault_is_said"),
        CheckConstraint("state = 'faulty' OR result IN ('confirmed', 'failed')", name="result_known"),
        Index("ix_bank_row_line", "line_id"),
    )

    file_id: Mapped[Ref] = mapped_column(ForeignKey("bank_file.id"))
    #: As a spreadsheet counts: the heading is 1.
    number: Mapped[int]
    reference: Mapped[Line]
    amount: Mapped[Line]
    tail: Mapped[Line]
    result: Mapped[Line]
    reason: Mapped[Prose]
    bank_ref: Mapped[Line]
    line_id: Mapped[int | None] = mapped_column(ForeignKey("payment_line.id"))
    state: Mapped[Word]
    said_zh: Mapped[Prose]
    said_en: Mapped[Prose]
