"""Changes of the plan, each by two people: entered, raised or lowered, or shifted from one article to another."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Prose, Ref, Word, one_of, table

RAISE, LOWER, SHIFT = KINDS = ("raise", "lower", "shift")
OPEN, APPROVED, REFUSED = STATES = ("open", "approved", "refused")
#: Highest plan of a year and article: 10 billion yuan, in fen.
MOST_FEN = 1_000_000_000_000
WAITS = text("state = 'open'")


class BudgetChange(Base):
    """`fen` more or less for a year's article, or moved from it to `to_article`. A first `raise` makes the account."""

    __tablename__ = "budget_change"
    __table_args__ = table(
        one_of("kind", KINDS),
        one_of("state", STATES),
        CheckConstraint(f"fen > 0 AND fen <= {MOST_FEN}", name="fen_in_range"),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year_range"),
        CheckConstraint("(kind = 'shift') = (to_article IS NOT NULL)", name="shift_names_both"),
        CheckConstraint("to_article IS NULL OR to_article <> article", name="shift_to_another"),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decision_has_date"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="decided_by_another"),
        CheckConstraint("state <> 'refused' OR length(answer) > 0", name="refusal_has_reason"),
        Index("ix_budget_change_state", "state", "id"),
        Index("ix_budget_change_year", "year", "id"),
        Index("uq_budget_change_open", "year", "article", unique=True, sqlite_where=WAITS, postgresql_where=WAITS),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    kind: Mapped[Word]
    year: Mapped[int]
    article: Mapped[int]
    to_article: Mapped[int | None]
    fen: Mapped[Fen]
    reason: Mapped[Prose]
    state: Mapped[Word]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[At | None]
    answer: Mapped[Prose] = mapped_column(default="")
