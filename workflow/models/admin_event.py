"""The record of administration: who did what to accounts, calls and parameters; append-only."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.admin_change import KINDS
from workflow.models.columns import At, Id, Json, Line, Ref, Word, one_of, table

#: What one person may do alone, beside the kinds of a change: closing an account.
ACCOUNT_CLOSED = "account_closed"
#: `done`: by one person at once.
DEEDS = PROPOSED, APPROVED, REFUSED, DONE = ("proposed", "approved", "refused", "done")


class AdminEvent(Base):
    """One deed: a change proposed, approved, refused, or done at once where one person is enough."""

    __tablename__ = "admin_event"
    __table_args__ = table(
        one_of("kind", (*KINDS, ACCOUNT_CLOSED)),
        one_of("deed", DEEDS),
        CheckConstraint("(deed = 'done') = (change_id IS NULL)", name="change_unless_done"),
        CheckConstraint("length(subject) > 0", name="has_subject"),
        Index("ix_admin_event_subject", "subject", "id"),
        Index("ix_admin_event_kind", "kind", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    kind: Mapped[Word]
    subject: Mapped[Line]
    deed: Mapped[Word]
    change_id: Mapped[int | None] = mapped_column(ForeignKey("admin_change.id"))
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    detail: Mapped[Json]
