"""Messages to people: rows first, written with the change, sent afterwards by the worker."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Prose, Ref, Word, table

UNREAD_NOTE = text("kind = 'note_mention' AND read_at IS NULL")


class Notice(Base):
    """One message to one user in both languages, about a case or, without one, about the enterprise's rent support.

    `sent_at` is set once by the worker, when it has passed the message on: written a letter, kept it for the daily one,
    or left it in the application, as the person chose. `read_at` is set by the reader.
    """

    __tablename__ = "notice"
    __table_args__ = table(
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        Index("ix_notice_user", "user_id", "id"),
        Index("ix_notice_unsent", "sent_at", "id"),
        Index("uq_notice_user", "id", "user_id", unique=True),
        Index("ix_notice_unread_note", "user_id", "case_id", sqlite_where=UNREAD_NOTE, postgresql_where=UNREAD_NOTE),
    )

    id: Mapped[Id]
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("support_case.id"))
    kind: Mapped[Word]
    title_zh: Mapped[Line]
    title_en: Mapped[Line]
    body_zh: Mapped[Prose]
    body_en: Mapped[Prose]
    at: Mapped[At]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[At | None]
    read_at: Mapped[At | None]
