"""Support that was paid and is claimed back: proposed by one person, decided by another."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Prose, Ref, Word, award_fen, one_of, table
from workflow.models.filing import of_case

LIVE = text("state <> 'refused'")


class Recovery(Base):
    """One recovery of a paid case, in fen. `months_back`: its cap and its months are free again, only when all comes back."""

    __tablename__ = "recovery"
    __table_args__ = table(
        of_case(),
        one_of("state", ("proposed", "approved", "refused")),
        award_fen("fen"),
        CheckConstraint("fen <= paid_fen", name="within_paid"),
        CheckConstraint("NOT months_back OR fen = paid_fen", name="months_only_for_all"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="decided_by_another"),
        CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name="decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_has_date"),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        Index("uq_recovery_live", "case_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_recovery_enterprise", "enterprise_id", "id"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    paid_fen: Mapped[Fen]
    fen: Mapped[Fen]
    months_back: Mapped[bool]
    reason: Mapped[Prose]
    state: Mapped[Word]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[At | None]
    answer: Mapped[Prose] = mapped_column(default="")
    #: When the last of it had come back.
    settled_at: Mapped[At | None]
