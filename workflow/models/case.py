"""The case (an application) and the append-only record of its steps."""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from states.names import Control, Role, State
from workflow.db import Base
from workflow.models.call import Call
from workflow.models.columns import At, Digest, Fen, Id, Json, Line, Prose, Ref, Word, one_of, table
from workflow.models.enterprise import Enterprise
from workflow.models.user import User

#: Cases a clock runs for: few beside all that ever were.
RUNNING: dict[str, Any] = {"sqlite_where": text("due_on IS NOT NULL"), "postgresql_where": text("due_on IS NOT NULL")}
#: What the queue asks of a running case: its indexes hold it, so that looking at a thousand cases reads none of them.
HELD = ("due_on", "state", "item", "owner_id", "size_fen", "round", "enterprise_id")


def _running(name: str, *leads: str) -> Index:
    """An index of the running cases along some columns, which holds the others that are asked for."""
    held = (column for column in HELD if column not in leads)
    return Index(f"ix_support_case_{name}", *leads, *held, **RUNNING)


class Case(Base):
    """One application of one enterprise for one item.

    `version` counts the steps taken: it is the sequence number of the newest transition. The deferred foreign key
    (id, version, state) → transition makes the database refuse a state whose record is missing.
    Money columns are fen. A draft carries a random number; submission gives the official `year-article-sequence`.
    """

    __tablename__ = "support_case"
    __table_args__ = table(
        UniqueConstraint("number"),
        UniqueConstraint("id", "enterprise_id"),
        ForeignKeyConstraint(
            ["id", "version", "state"],
            ["transition.case_id", "transition.seq", "transition.state_after"],
            name="fk_support_case_state_has_record",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
        one_of("state", State),
        CheckConstraint("version >= 1", name="version_positive"),
        CheckConstraint("round >= 0", name="round_not_negative"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL", name="submitted_has_date"),
        CheckConstraint("(submitted_at IS NULL) = (number LIKE 'D%')", name="number_given_at_submission"),
        CheckConstraint(
            "state IN ('draft', 'submitted', 'correction', 'withdrawn', 'rejected') OR accepted_at IS NOT NULL",
            name="accepted_has_date",
        ),
        CheckConstraint("(state IN ('publicity', 'paid')) = (award_fen IS NOT NULL)", name="award_with_publicity"),
        CheckConstraint("award_fen IS NULL OR (award_fen > 0 AND award_fen <= 1000000000)", name="award_in_range"),
        CheckConstraint(
            "proposed_fen IS NULL OR (proposed_fen >= 0 AND proposed_fen <= 1000000000)", name="proposed_in_range"
        ),
        CheckConstraint("(state = 'paid') = (paid_at IS NOT NULL)", name="paid_has_date"),
        CheckConstraint("cleared_at IS NULL OR state IN ('publicity', 'paid')", name="cleared_in_publicity"),
        CheckConstraint("state NOT IN ('paid') OR cleared_at IS NOT NULL", name="paid_was_cleared"),
        Index("ix_support_case_firm", "enterprise_id", "id", *HELD[:-1], "submitted_at"),
        #: Numbers by their beginning; the plain key follows the order of the database's language.
        Index("ix_support_case_number", "number", postgresql_ops={"number": "varchar_pattern_ops"}),
        Index("ix_support_case_state_id", "state", "id"),
        Index("ix_support_case_item_id", "item", "id"),
        Index("ix_support_case_owner_id", "owner_id", "id"),
        Index("ix_support_case_size", "size_fen", "id"),
        Index("ix_support_case_owner_size", "owner_id", "size_fen", "id"),
        _running("due", "due_on", "id"),
        _running("owner_due", "owner_id", "due_on", "id"),
        _running("state_due", "state", "due_on", "id"),
        _running("item_due", "item", "due_on", "id"),
        _running("running", "id"),
        _running("running_owner", "owner_id", "id"),
        _running("running_state", "state", "id"),
        _running("running_item", "item", "id"),
        _running("running_size", "size_fen", "id"),
        _running("running_owner_size", "owner_id", "size_fen", "id"),
        _running("running_state_size", "state", "size_fen", "id"),
        _running("running_item_size", "item", "size_fen", "id"),
    )

    #: Said outright: a column of a foreign key is not numbered by itself otherwise.
    id: Mapped[Id] = mapped_column(autoincrement=True)
    number: Mapped[Word]
    #: Random code printed on the receipt; with the number it opens the public status line.
    tracking_code: Mapped[Word]
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
    call_id: Mapped[Ref] = mapped_column(ForeignKey("call.id"))
    item: Mapped[Word]
    policy_version: Mapped[Word] = mapped_column(ForeignKey("policy_version.version"))
    state: Mapped[Word]
    version: Mapped[int] = mapped_column()
    #: Counts evaluations: approvals belong to one round and are void when the next begins.
    round: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[At]
    submitted_at: Mapped[At | None]
    accepted_at: Mapped[At | None]
    credit_checked_at: Mapped[At | None]
    cleared_at: Mapped[At | None]
    paid_at: Mapped[At | None]
    #: Day the running stage is due; None when nobody is waited for.
    due_on: Mapped[date | None]
    promised_on: Mapped[date | None]
    estimate_fen: Mapped[Fen | None]
    proposed_fen: Mapped[Fen | None]
    award_fen: Mapped[Fen | None]
    #: What lists sort by: the newest amount known; the database keeps it. 0 where nothing is computed.
    size_fen: Mapped[int] = mapped_column(
        BigInteger, Computed("coalesce(award_fen, proposed_fen, estimate_fen, 0)"), nullable=True, deferred=True
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - SQLAlchemy reads it once

    enterprise: Mapped[Enterprise] = relationship(lazy="raise")
    call: Mapped[Call] = relationship(lazy="raise")
    owner: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[owner_id])


STOPS = text("action = 'stop_clock'")


class Transition(Base):
    """What happened to a case: one row per step, never changed, chained by hash. An event keeps the state."""

    __tablename__ = "transition"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "seq"),
        UniqueConstraint("case_id", "seq", "state_after"),
        one_of("state_after", State),
        one_of("role", Role),
        CheckConstraint("seq >= 1", name="seq_positive"),
        CheckConstraint("(role = 'system') = (actor_id IS NULL)", name="person_or_system"),
        Index("ix_transition_at", "at", "case_id"),
        #: What the auditor reads across cases: by person, by step.
        Index("ix_transition_actor_at", "actor_id", "at", "case_id", "seq"),
        Index("ix_transition_action_at", "action", "at", "case_id", "seq"),
        Index("ix_transition_stop_clock", "case_id", "seq", sqlite_where=STOPS, postgresql_where=STOPS),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    seq: Mapped[int]
    action: Mapped[Word]
    state_before: Mapped[Word | None]
    state_after: Mapped[Word]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[Word]
    reason: Mapped[Prose]
    #: Changed values as {name: [before, after]}, plus what the step wants remembered.
    detail: Mapped[Json]
    at: Mapped[At]
    alg: Mapped[Word]
    hash: Mapped[Digest]

    actor: Mapped[User | None] = relationship(lazy="raise")


class ControlStep(Base):
    """Who did which control step in which round: one person, one control step per case and round."""

    __tablename__ = "control_step"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "round", "step"),
        UniqueConstraint("case_id", "round", "actor_id"),
        one_of("step", Control),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    round: Mapped[int]
    step: Mapped[Word]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class CaseCounter(Base):
    """Last sequence number given to a case of a year and article."""

    __tablename__ = "case_counter"
    __table_args__ = table(CheckConstraint("last >= 0", name="last_not_negative"))

    year: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class SubmissionKey(Base):
    """A rendered form's key, written with the change it made: the second click finds the first result."""

    __tablename__ = "submission_key"
    __table_args__ = table(PrimaryKeyConstraint("user_id", "route", "key"))

    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    route: Mapped[Line]
    key: Mapped[Word]
    body_hash: Mapped[Digest]
    result_url: Mapped[Line]
    at: Mapped[At]
