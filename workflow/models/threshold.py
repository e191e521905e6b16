"""Who decides above which sum: proposed by one person, decided by another; the newest approved of a kind is in force."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import MAX_AWARD_FEN, At, Fen, Id, Prose, Ref, Word, one_of, table

#: `vote`: above it the committee votes first. `second`: above it another supervisor signs as well.
KINDS = VOTE, SECOND = ("vote", "second")
#: What holds before anybody has decided on a sum; nobody signs a second time then.
DEFAULT_FEN = {VOTE: 50_000_000}
STATES = ("open", "approved", "refused")
OPEN = text("state = 'open'")


class Threshold(Base):
    """A sum (fen) above which more people must decide; it holds for decisions that begin after its approval."""

    __tablename__ = "threshold"
    __table_args__ = table(
        one_of("kind", KINDS),
        one_of("state", STATES),
        CheckConstraint(f"fen BETWEEN 0 AND {MAX_AWARD_FEN}", name="fen_range"),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decision_has_date"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="decided_by_another"),
        Index("uq_threshold_open", "kind", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_threshold_kind", "kind", "state", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    kind: Mapped[Word]
    fen: Mapped[Fen]
    reason: Mapped[Prose]
    state: Mapped[Word]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[At | None]
