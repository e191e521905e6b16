"""When a caseworker is away, and who stands in. The days are rows, so no day can have two deputies."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Ref, Word, table
from workflow.models.user import User

#: The longest absence that one entry may announce, in days.
LONGEST = 92


class Absence(Base):
    """An announced absence with its deputy, both of casework. Ended early, it keeps its first and last day and says when."""

    __tablename__ = "absence"
    __table_args__ = table(
        ForeignKeyConstraint(["user_id", "duty_group"], ["user_account.id", "user_account.duty_group"]),
        ForeignKeyConstraint(["deputy_id", "duty_group"], ["user_account.id", "user_account.duty_group"]),
        UniqueConstraint("id", "user_id", "deputy_id"),
        CheckConstraint("duty_group = 'casework'", name="of_casework"),
        CheckConstraint("deputy_id <> user_id", name="deputy_is_another"),
        CheckConstraint("until >= since", name="days_in_order"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        Index("ix_absence_until", "until", "id"),
    )

    id: Mapped[Id]
    user_id: Mapped[Ref] = mapped_column()
    deputy_id: Mapped[Ref] = mapped_column()
    duty_group: Mapped[Word]
    since: Mapped[date]
    until: Mapped[date]
    note: Mapped[Line]
    made_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[At]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[At | None]

    user: Mapped[User] = relationship(lazy="raise", foreign_keys=[user_id])
    deputy: Mapped[User] = relationship(lazy="raise", foreign_keys=[deputy_id])


class AbsenceDay(Base):
    """A day on which somebody is away and somebody else stands in."""

    __tablename__ = "absence_day"
    __table_args__ = table(
        PrimaryKeyConstraint("user_id", "day"),
        ForeignKeyConstraint(
            ["absence_id", "user_id", "deputy_id"], ["absence.id", "absence.user_id", "absence.deputy_id"]
        ),
        Index("ix_absence_day_deputy_id", "deputy_id", "day"),
    )

    user_id: Mapped[Ref]
    day: Mapped[date]
    deputy_id: Mapped[Ref]
    absence_id: Mapped[Ref]
