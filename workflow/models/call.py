"""Calls for applications and the working-day table."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Json, JsonList, Line, Prose, Word, table


class Call(Base):
    """A funding round for one item: when it is open, under which rules, with which clocks (days override the defaults).

    The guide (申报指南) is plain text, a paragraph a line; the project years are both counted.
    """

    __tablename__ = "call"
    __table_args__ = table(
        UniqueConstraint("item", "year", "round"),
        CheckConstraint("opens_at < new_until AND new_until <= resubmit_until", name="times_in_order"),
        Index("ix_call_new_until", "new_until", "id"),
    )

    id: Mapped[Id]
    item: Mapped[Word]
    year: Mapped[int]
    round: Mapped[int] = mapped_column(default=1)
    title_zh: Mapped[Line]
    title_en: Mapped[Line]
    opens_at: Mapped[At]
    new_until: Mapped[At]
    resubmit_until: Mapped[At]
    policy_version: Mapped[Word] = mapped_column(ForeignKey("policy_version.version"))
    days: Mapped[Json]
    guide_zh: Mapped[Prose | None]
    guide_en: Mapped[Prose | None]
    project_from: Mapped[int | None]
    project_until: Mapped[int | None]
    #: Which of an item's proofs (`rules.proofs`) must be there before an evaluation; the others are advised.
    requires: Mapped[JsonList | None]


class Workday(Base):
    """One officially announced day of the calendar: a public holiday or a make-up working day (调休)."""

    __tablename__ = "workday"
    __table_args__ = table()

    day: Mapped[date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    source: Mapped[Line]
