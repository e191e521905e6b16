"""People, the one duty group each belongs to, their roles inside it, and their sessions."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from states.duty_groups import DUTY_GROUPS
from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Ref, Word, one_of, table
from workflow.models.enterprise import Enterprise

OWNS = text("is_owner")


class User(Base):
    """One person who signs in. `duty_group` is a single column, so nobody can be in two."""

    __tablename__ = "user_account"
    __table_args__ = table(
        UniqueConstraint("login"),
        UniqueConstraint("id", "duty_group"),
        one_of("duty_group", DUTY_GROUPS),
        CheckConstraint(
            "(duty_group = 'enterprise') = (enterprise_id IS NOT NULL)", name="enterprise_only_for_applicants"
        ),
        CheckConstraint("failures >= 0", name="failures_not_negative"),
        Index("uq_user_account_email", "email", unique=True),
        Index("ix_user_account_enterprise", "enterprise_id", "id"),
        #: The people of the bureau are few among the accounts of all enterprises.
        Index("ix_user_account_group", "duty_group", "name", "id"),
        Index("uq_user_account_owner", "enterprise_id", unique=True, sqlite_where=OWNS, postgresql_where=OWNS),
    )

    id: Mapped[Id]
    login: Mapped[Line]
    name: Mapped[Line]
    password_hash: Mapped[Line]
    duty_group: Mapped[Word]
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"))
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[At | None]
    created_at: Mapped[At]
    #: In small letters; letters about the account go there. People who registered themselves sign in with it.
    email: Mapped[Line | None]
    #: The one person of an enterprise who invites and removes the others.
    is_owner: Mapped[bool] = mapped_column(default=False, server_default=false())
    #: How many cases the person keeps out of as a member of the committee: only then do lists ask which.
    recuses: Mapped[int | None]

    roles: Mapped[list["UserRole"]] = relationship(lazy="selectin", order_by="UserRole.role")
    enterprise: Mapped[Enterprise | None] = relationship(lazy="joined")


class UserRole(Base):
    """A role held by a person, always one of the roles of the person's duty group."""

    __tablename__ = "user_role"
    __table_args__ = table(
        ForeignKeyConstraint(["user_id", "duty_group"], ["user_account.id", "user_account.duty_group"]),
        CheckConstraint(
            " OR ".join(
                f"(duty_group = '{group}' AND role IN ({', '.join(repr(role) for role in roles)}))"
                for group, roles in DUTY_GROUPS.items()
            ),
            name="role_in_duty_group",
        ),
    )

    user_id: Mapped[Ref] = mapped_column(primary_key=True)
    role: Mapped[Word] = mapped_column(primary_key=True)
    duty_group: Mapped[Word]


class UserSession(Base):
    """A signed-in browser. The cookie holds a random token, the row its SHA-256; ending the row ends the session."""

    __tablename__ = "user_session"
    __table_args__ = table(Index("ix_user_session_user_id", "user_id"))

    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[At]
    last_seen: Mapped[At]
    ended_at: Mapped[At | None]
