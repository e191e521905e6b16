"""Counters that cannot be overdrawn and the append-only entries that explain them. All money in fen."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Ref, Word, table

REVERSAL = text("reversal_of IS NOT NULL")


def reversed_once(name: str) -> Index:
    """An entry can be given back once."""
    return Index(name, "reversal_of", unique=True, sqlite_where=REVERSAL, postgresql_where=REVERSAL)


class CapAccount(Base):
    """What one enterprise has used of one cap. Scope: `year:YYYY`, `project:ID` or `ever`.

    Changed by `used = used + x` only.
    """

    __tablename__ = "cap_account"
    __table_args__ = table(
        UniqueConstraint("enterprise_id", "item", "scope"),
        CheckConstraint("used_fen >= 0 AND used_fen <= limit_fen", name="within_limit"),
        CheckConstraint("scope = 'ever' OR scope LIKE 'year:____' OR scope LIKE 'project:_%'", name="scope_known"),
    )

    id: Mapped[Id]
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
    item: Mapped[Word]
    scope: Mapped[Word]
    limit_fen: Mapped[Fen]
    used_fen: Mapped[Fen]


class CapEntry(Base):
    """One change of a cap account: a reservation at approval, or the reversal that gives it back."""

    __tablename__ = "cap_entry"
    __table_args__ = table(
        CheckConstraint("fen <> 0", name="not_zero"),
        CheckConstraint("(reversal_of IS NULL) = (fen > 0)", name="reversal_is_negative"),
        Index("ix_cap_entry_account", "account_id", "id"),
        Index("ix_cap_entry_case", "case_id", "id"),
        reversed_once("uq_cap_entry_reversal_of"),
    )

    id: Mapped[Id]
    account_id: Mapped[Ref] = mapped_column(ForeignKey("cap_account.id"))
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    fen: Mapped[Fen]
    reversal_of: Mapped[int | None] = mapped_column(ForeignKey("cap_entry.id"))
    at: Mapped[At]
