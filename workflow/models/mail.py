"""Letters that leave the application: rows first, written with the change, delivered afterwards by the worker."""

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, table

#: How often the worker tries to deliver one letter.
MOST_ATTEMPTS = 10
#: Longest text of a letter, in characters.
LONGEST = 20_000
#: Keys of letters that carry a secret: what they said is kept only until they have left, or never will.
SECRET = ("invitation:", "password-reset:")


class MailMessage(Base):
    """One letter. `key` says what it is about, so that nothing is written twice; the Message-ID is made from it.

    `next_at` is when the next try is due: it also keeps a second worker away while one is trying.
    """

    __tablename__ = "mail_message"
    __table_args__ = table(
        UniqueConstraint("key"),
        CheckConstraint("length(key) > 0", name="key_not_empty"),
        CheckConstraint("recipient LIKE '%_@_%'", name="recipient_is_address"),
        CheckConstraint(f"attempts BETWEEN 0 AND {MOST_ATTEMPTS}", name="attempts_range"),
        CheckConstraint("sent_at IS NULL OR attempts > 0", name="sent_was_tried"),
        Index("ix_mail_message_due", "sent_at", "next_at", "id"),
    )

    id: Mapped[Id]
    key: Mapped[Line]
    recipient: Mapped[Line]
    subject: Mapped[Line]
    body: Mapped[str] = mapped_column(String(LONGEST))
    #: Where the receiver can end such letters with one click (RFC 8058); None for letters that nobody subscribed to.
    unsubscribe: Mapped[Line | None]
    at: Mapped[At]
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[At]
    sent_at: Mapped[At | None]
    failed_reason: Mapped[Line | None]
