"""Who wants to hear of calls for an item, and what each was told, so that nobody is told twice."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Ref, Word, one_of, table

REMINDERS = ("opens", "in_7_days", "in_2_days")
WAITING = text("confirmed_at IS NULL")
LIVE_USER = text("ended_at IS NULL AND user_id IS NOT NULL")
LIVE_ADDRESS = text("ended_at IS NULL AND address IS NOT NULL")


class Subscription(Base):
    """One reader of one item's calls: a user of the system, or an address that confirmed by a link.

    `ref` is its public name. Links carry it with a signature; nothing stored here opens anything.
    """

    __tablename__ = "call_subscription"
    __table_args__ = table(
        UniqueConstraint("ref"),
        CheckConstraint("(user_id IS NULL) <> (address IS NULL)", name="user_or_address"),
        CheckConstraint("address IS NULL OR address LIKE '%_@_%'", name="address_is_address"),
        CheckConstraint("user_id IS NULL OR confirmed_at IS NOT NULL", name="users_need_no_link"),
        one_of("lang", ("zh", "en")),
        Index(
            "uq_call_subscription_user",
            "user_id",
            "item",
            unique=True,
            sqlite_where=LIVE_USER,
            postgresql_where=LIVE_USER,
        ),
        Index(
            "uq_call_subscription_address",
            "address",
            "item",
            unique=True,
            sqlite_where=LIVE_ADDRESS,
            postgresql_where=LIVE_ADDRESS,
        ),
        Index("ix_call_subscription_item", "item", "id"),
        Index("ix_call_subscription_waiting", "created_at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(
            "ix_call_subscription_waiting_address",
            "address",
            "created_at",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
    )

    id: Mapped[Id]
    item: Mapped[Word]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    address: Mapped[Line | None]
    lang: Mapped[Word]
    ref: Mapped[Word]
    created_at: Mapped[At]
    confirmed_at: Mapped[At | None]
    ended_at: Mapped[At | None]


class CallReminder(Base):
    """One reminder that was given: of this call, to this reader, of this kind. Append-only."""

    __tablename__ = "call_reminder"
    __table_args__ = table(PrimaryKeyConstraint("subscription_id", "call_id", "kind"), one_of("kind", REMINDERS))

    subscription_id: Mapped[Ref] = mapped_column(ForeignKey("call_subscription.id"))
    call_id: Mapped[Ref] = mapped_column(ForeignKey("call.id"))
    kind: Mapped[Word]
    at: Mapped[At]
