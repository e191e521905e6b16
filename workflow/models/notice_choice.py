"""How each person wants to hear of what happens, and the daily letters made of what could wait."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Ref, Word, one_of, table

#: Groups of messages a person chooses for.
TOPICS = ("cases", "corrections", "decisions", "calls", "messages")
#: At once by mail, in one letter a day, or in the application only.
WAYS = ("now", "daily", "here")


class NoticeChoice(Base):
    """One person's choice for one group of messages; no row means the default."""

    __tablename__ = "notice_choice"
    __table_args__ = table(
        PrimaryKeyConstraint("user_id", "topic"),
        one_of("topic", TOPICS),
        one_of("way", WAYS),
        CheckConstraint("topic <> 'corrections' OR way <> 'here'", name="corrections_always_by_mail"),
    )

    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    topic: Mapped[Word]
    way: Mapped[Word]
    at: Mapped[At]


class Digest(Base):
    """The daily letter to one person; never two on one day."""

    __tablename__ = "notice_digest"
    __table_args__ = table(PrimaryKeyConstraint("user_id", "day"))

    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    day: Mapped[date]
    at: Mapped[At]


class HeldNotice(Base):
    """A message that waits for a daily letter (`day` empty) or stood in one; in no more than one."""

    __tablename__ = "notice_held"
    __table_args__ = table(
        PrimaryKeyConstraint("notice_id"),
        ForeignKeyConstraint(["notice_id", "user_id"], ["notice.id", "notice.user_id"]),
        ForeignKeyConstraint(["user_id", "day"], ["notice_digest.user_id", "notice_digest.day"]),
        Index(
            "ix_notice_held_waiting",
            "user_id",
            "notice_id",
            sqlite_where=text("day IS NULL"),
            postgresql_where=text("day IS NULL"),
        ),
    )

    notice_id: Mapped[Ref] = mapped_column(autoincrement=False)
    user_id: Mapped[Ref]
    day: Mapped[date | None]
