"""What was decided: the resolution, its public notice and the award."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import (
    At,
    Fen,
    Id,
    Line,
    Prose,
    Ref,
    Word,
    award_fen,
    one_of,
    table,
)
from workflow.models.filing import of_case


class Decision(Base):
    """What the committee voted on a case in one round, staged until the supervisor executes it."""

    __tablename__ = "decision"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "round"),
        one_of("result", ("approve", "reject", "defer")),
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND votes_abstain >= 0", name="votes_not_negative"),
        CheckConstraint(
            "result <> 'approve' OR (amount_fen > 0 AND amount_fen <= 1000000000)", name="approved_in_range"
        ),
        CheckConstraint("result = 'approve' OR amount_fen = 0", name="refused_is_zero"),
        CheckConstraint("(executed_at IS NULL) = (executed_by IS NULL)", name="executed_by_someone"),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    round: Mapped[int]
    result: Mapped[Word]
    amount_fen: Mapped[Fen]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    votes_abstain: Mapped[int]
    meeting: Mapped[Line]
    reason: Mapped[Prose]
    recorded_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[At]
    executed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    executed_at: Mapped[At | None]
    meeting_id: Mapped[int | None] = mapped_column(BigInteger)
    #: The thresholds (fen) that this decision began under; None: those of the day, and no second signature.
    vote_above_fen: Mapped[Fen | None]
    second_above_fen: Mapped[Fen | None]
    #: The other supervisor who signed as well. Triggers keep the two apart, and hold that the meeting is there.
    second_by: Mapped[int | None] = mapped_column(BigInteger)
    second_at: Mapped[At | None]


class Publicity(Base):
    """The public notice of a proposed award: first and last day, both inclusive, in working days."""

    __tablename__ = "publicity"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "round"),
        CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        Index("ix_publicity_ends_on", "ends_on", "case_id"),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    round: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    amount_fen: Mapped[Fen]


class Award(Base):
    """The approved sum of a case, one live row for each; an approval that is undone leaves its row, marked as reversed."""

    __tablename__ = "award"
    __table_args__ = table(
        of_case(),
        award_fen("fen"),
        Index(
            "uq_award_live",
            "case_id",
            unique=True,
            sqlite_where=text("reversed_at IS NULL"),
            postgresql_where=text("reversed_at IS NULL"),
        ),
        Index("ix_award_enterprise_item", "enterprise_id", "item", "id"),
        Index(
            "uq_award_one_off",
            "enterprise_id",
            "item",
            unique=True,
            sqlite_where=text("item = '9' AND reversed_at IS NULL"),
            postgresql_where=text("item = '9' AND reversed_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    item: Mapped[Word]
    project: Mapped[Line]
    year: Mapped[int]
    fen: Mapped[Fen]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    reversed_at: Mapped[At | None]
