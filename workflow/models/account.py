"""How people get into their accounts: invitations, forgotten passwords, and the record of what changed."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Json, Line, Ref, Word, one_of, table

OPEN = text("accepted_at IS NULL AND withdrawn_at IS NULL")
EVENTS = (
    "registered",
    "invited",
    "invitation_withdrawn",
    "joined",
    "removed",
    "handed_over",
    "password_asked",
    "password_changed",
    "email_changed",
    "second_factor_on",
    "second_factor_off",
    "recovery_codes_made",
    "contacts_changed",
)


class Invitation(Base):
    """An owner's letter to a future colleague. The letter holds a random token, the row its SHA-256; it works once."""

    __tablename__ = "invitation"
    __table_args__ = table(
        UniqueConstraint("token_hash"),
        CheckConstraint("expires_at > created_at", name="expires_later"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name="accepted_by_somebody"),
        CheckConstraint("accepted_at IS NULL OR withdrawn_at IS NULL", name="one_end"),
        CheckConstraint("email LIKE '%_@_%'", name="email_is_address"),
        Index("uq_invitation_open", "enterprise_id", "email", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Id]
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
    email: Mapped[Line]
    token_hash: Mapped[Digest]
    invited_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[At]
    expires_at: Mapped[At]
    accepted_at: Mapped[At | None]
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[At | None]


class PasswordReset(Base):
    """A way back for who forgot the password: a token (its SHA-256) for an hour, once."""

    __tablename__ = "password_reset"
    __table_args__ = table(
        UniqueConstraint("token_hash"),
        CheckConstraint("expires_at > created_at", name="expires_later"),
        CheckConstraint("used_at IS NULL OR used_at >= created_at", name="used_later"),
        Index("ix_password_reset_user_id", "user_id", "id"),
    )

    id: Mapped[Id]
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    token_hash: Mapped[Digest]
    created_at: Mapped[At]
    expires_at: Mapped[At]
    used_at: Mapped[At | None]


class AccountEvent(Base):
    """What changed about an account, by whom: append-only."""

    __tablename__ = "account_event"
    __table_args__ = table(one_of("kind", EVENTS), Index("ix_account_event_user_id", "user_id", "id"))

    id: Mapped[Id]
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[Word]
    detail: Mapped[Json]
    at: Mapped[At]
