"""Which expert judges which case."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

ASKED, CLEAR, CONFLICT = "asked", "clear", "conflict"
TAKEN = text("state <> 'conflict'")


class ExpertSeat(Base):
    """An expert asked to judge a case: seats 1 and 2, a third when the marks lie too far apart. A conflict frees the seat."""

    __tablename__ = "expert_seat"
    __table_args__ = table(
        of_case(),
        UniqueConstraint("case_id", "expert_id"),
        one_of("state", (ASKED, CLEAR, CONFLICT)),
        CheckConstraint("seat BETWEEN 1 AND 3", name="seat_range"),
        CheckConstraint("(state = 'asked') = (declared_at IS NULL)", name="declared_has_date"),
        CheckConstraint("state <> 'conflict' OR length(declaration) > 0", name="conflict_has_words"),
        Index("uq_expert_seat_taken", "case_id", "seat", unique=True, sqlite_where=TAKEN, postgresql_where=TAKEN),
        Index("ix_expert_seat_expert", "expert_id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    expert_id: Mapped[Ref] = mapped_column(ForeignKey("expert.id"))
    seat: Mapped[int]
    state: Mapped[Word]
    assigned_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    assigned_at: Mapped[At]
    #: What the expert declared; empty when there is nothing to declare.
    declaration: Mapped[Prose] = mapped_column(default="")
    declared_at: Mapped[At | None]
