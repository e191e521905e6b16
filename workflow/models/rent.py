"""Article 14: the 36 months of rent support of each enterprise. Area in hundredths of m², money in fen, months `YYYY-MM`."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

MONTH_SHAPE = "month LIKE '____-__' AND substr(month, 6, 2) BETWEEN '01' AND '12' AND substr(month, 1, 4) BETWEEN '2000' AND '2100'"


class RentTotal(Base):
    """How many of the 36 months are in use; its row lock serialises every grant of one enterprise."""

    __tablename__ = "rent_total"
    __table_args__ = table(
        CheckConstraint("months BETWEEN 0 AND 36", name="months_range"),
        Index("ix_rent_total_months", "months", "enterprise_id"),
    )

    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"), primary_key=True)
    months: Mapped[int]


class RentMonth(Base):
    """A granted calendar month in its live state; the history is `rent_entry`."""

    __tablename__ = "rent_month"
    __table_args__ = table(
        PrimaryKeyConstraint("enterprise_id", "month"),
        UniqueConstraint("enterprise_id", "seq"),
        of_case(),
        one_of("state", ("reserved", "paid")),
        CheckConstraint("seq BETWEEN 1 AND 36", name="seq_range"),
        CheckConstraint(MONTH_SHAPE, name="month_shape"),
        CheckConstraint("granted_fen >= 0 AND granted_fen <= computed_fen", name="granted_within_computed"),
        CheckConstraint("recovered_fen >= 0 AND recovered_fen <= granted_fen", name="recovered_within_granted"),
        CheckConstraint("recovered_fen = 0 OR state = 'paid'", name="recovered_was_paid"),
        Index("ix_rent_month_case", "case_id", "month"),
    )

    enterprise_id: Mapped[Ref]
    month: Mapped[Word]
    seq: Mapped[int]
    case_id: Mapped[Ref]
    area: Mapped[int]
    computed_fen: Mapped[Fen]
    granted_fen: Mapped[Fen]
    #: Money of a paid month that came back while the month stays used.
    recovered_fen: Mapped[Fen] = mapped_column(default=0)
    state: Mapped[Word]
    at: Mapped[At]


class RentEntry(Base):
    """Append-only history of the months: reserved, paid, reversed (free again), recovered (money back, month used)."""

    __tablename__ = "rent_entry"
    __table_args__ = table(
        of_case(),
        one_of("kind", ("reserved", "paid", "reversed", "recovered")),
        CheckConstraint("seq BETWEEN 1 AND 36", name="seq_range"),
        CheckConstraint(MONTH_SHAPE, name="month_shape"),
        CheckConstraint("granted_fen >= 0", name="granted_not_negative"),
        Index("ix_rent_entry_enterprise", "enterprise_id", "id"),
        Index("ix_rent_entry_case", "case_id", "id"),
    )

    id: Mapped[Id]
    enterprise_id: Mapped[Ref]
    month: Mapped[Word]
    seq: Mapped[int]
    case_id: Mapped[Ref]
    kind: Mapped[Word]
    area: Mapped[int]
    computed_fen: Mapped[Fen]
    granted_fen: Mapped[Fen]
    policy_version: Mapped[Word]
    reason: Mapped[Prose]
    at: Mapped[At]
