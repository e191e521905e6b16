"""How often approvals of an item are drawn: proposed by one person, decided by another."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Prose, Ref, Word, one_of, table
from workflow.sampling import PER_MILLE

RATE_STATES = ("open", "approved", "refused")
OPEN = text("state = 'open'")


class SampleRate(Base):
    """A proposed rate, per mille of an item's approvals; the newest approved one is in force. None: nothing is drawn."""

    __tablename__ = "sample_rate"
    __table_args__ = table(
        UniqueConstraint("per_mille", "item", "id"),
        CheckConstraint(f"per_mille BETWEEN 0 AND {PER_MILLE}", name="per_mille_range"),
        one_of("state", RATE_STATES),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decision_has_date"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="decided_by_another"),
        Index("uq_sample_rate_open", "item", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_sample_rate_item", "item", "state", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    item: Mapped[Word]
    per_mille: Mapped[int]
    reason: Mapped[Prose]
    state: Mapped[Word]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[At | None]
