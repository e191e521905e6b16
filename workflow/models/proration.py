"""A pro-rata cut (按比例核减): the amounts of an article's cases reduced alike, so that they fit its budget. Money in fen."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import MAX_AWARD_FEN, At, Fen, Id, Prose, Ref, table


class Proration(Base):
    """One cut. What the cases asked together (`total_fen`) was more than `budget_fen`; the sum after is the budget exactly."""

    __tablename__ = "proration"
    __table_args__ = table(
        CheckConstraint("budget_fen > 0 AND budget_fen < total_fen", name="cuts_something"),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        CheckConstraint("(undone_by IS NULL) = (undone_at IS NULL)", name="undone_by_someone"),
        CheckConstraint("undone_by IS NULL OR length(undone_reason) > 0", name="undone_has_reason"),
        Index("ix_proration_year_article", "year", "article", "id"),
        Index("ix_proration_meeting", "meeting_id", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    year: Mapped[int]
    article: Mapped[int]
    budget_fen: Mapped[Fen]
    total_fen: Mapped[Fen]
    reason: Mapped[Prose]
    applied_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    applied_at: Mapped[At]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    undone_at: Mapped[At | None]
    undone_reason: Mapped[Prose] = mapped_column(default="")


class ProrationRow(Base):
    """What a cut made of one case's amount. `staged`: a decision stood before; without one the cut staged it. Append-only."""

    __tablename__ = "proration_row"
    __table_args__ = table(
        PrimaryKeyConstraint("proration_id", "case_id"),
        CheckConstraint(
            f"after_fen > 0 AND after_fen <= before_fen AND before_fen <= {MAX_AWARD_FEN}", name="less_or_the_same"
        ),
        Index("ix_proration_row_case", "case_id", "round"),
    )

    proration_id: Mapped[Ref] = mapped_column(ForeignKey("proration.id"))
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    round: Mapped[int]
    before_fen: Mapped[Fen]
    after_fen: Mapped[Fen]
    staged: Mapped[bool]
