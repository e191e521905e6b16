"""More time for a correction, and the reminders before it is due: both append-only."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Prose, Ref, table

#: Working days that one extension may add.
MOST_DAYS = 15
#: Working days before the due date on which the applicant is reminded.
REMINDED = (3, 1)


class CorrectionExtension(Base):
    """One extension of a correction notice: by how many working days, why and by whom."""

    __tablename__ = "correction_extension"
    __table_args__ = table(
        PrimaryKeyConstraint("correction_id", "place"),
        CheckConstraint("place >= 1", name="place_positive"),
        CheckConstraint(f"days BETWEEN 1 AND {MOST_DAYS}", name="days_range"),
        CheckConstraint("due_after > due_before", name="gives_time"),
        CheckConstraint("length(reason) > 0", name="has_reason"),
    )

    correction_id: Mapped[Ref] = mapped_column(ForeignKey("correction.id"))
    place: Mapped[int]
    days: Mapped[int]
    due_before: Mapped[date]
    due_after: Mapped[date]
    reason: Mapped[Prose]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class CorrectionReminder(Base):
    """The applicant was reminded so many working days before this due date; once each."""

    __tablename__ = "correction_reminder"
    __table_args__ = table(
        PrimaryKeyConstraint("correction_id", "due_on", "days_left"),
        CheckConstraint(f"days_left IN ({', '.join(map(str, REMINDED))})", name="days_left_known"),
    )

    correction_id: Mapped[Ref] = mapped_column(ForeignKey("correction.id"))
    due_on: Mapped[date]
    days_left: Mapped[int]
    at: Mapped[At]
