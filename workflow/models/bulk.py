"""One act on many cases: the run as it was ordered, and what came of it for each case."""

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Prose, Ref, Word, one_of, table

#: Cases in one run at most.
MOST = 500
UNDO = "undo"
ACTS = ("claim", "accept", "check_credit", "send_to_committee", "hand_over", "allocate", "remind_correction", UNDO)
WAITING, DONE, REFUSED, FAILED = "waiting", "done", "refused", "failed"


class BulkRun(Base):
    """An ordered run. `undoes`: the run that it takes back; a run is taken back once."""

    __tablename__ = "bulk_run"
    __table_args__ = table(
        UniqueConstraint("ref"),
        UniqueConstraint("undoes"),
        one_of("act", ACTS),
        CheckConstraint(f"total BETWEEN 1 AND {MOST}", name="total_range"),
        CheckConstraint("(act = 'undo') = (undoes IS NOT NULL)", name="undo_names_its_run"),
        Index(
            "ix_bulk_run_open", "id", sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")
        ),
        Index("ix_bulk_run_actor_id", "actor_id", "id"),
    )

    id: Mapped[Id]
    ref: Mapped[Word]
    act: Mapped[Word]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[Prose]
    total: Mapped[int]
    made_at: Mapped[At]
    ended_at: Mapped[At | None]
    undoes: Mapped[int | None] = mapped_column(ForeignKey("bulk_run.id"))


class BulkItem(Base):
    """One case of a run. `version` is what the preview showed; `seq` the step that was taken; `said_*` why it was not."""

    __tablename__ = "bulk_item"
    __table_args__ = table(
        PrimaryKeyConstraint("run_id", "place"),
        UniqueConstraint("run_id", "case_id"),
        ForeignKeyConstraint(["case_id", "version"], ["transition.case_id", "transition.seq"]),
        ForeignKeyConstraint(["case_id", "seq"], ["transition.case_id", "transition.seq"]),
        one_of("state", (WAITING, DONE, REFUSED, FAILED)),
        CheckConstraint(f"place BETWEEN 1 AND {MOST}", name="place_range"),
        CheckConstraint("(state = 'done') = (seq IS NOT NULL)", name="done_has_step"),
        CheckConstraint("(state = 'waiting') = (at IS NULL)", name="result_has_date"),
        CheckConstraint("(state IN ('refused', 'failed')) = (said_zh <> '')", name="refusal_says_why"),
    )

    run_id: Mapped[Ref] = mapped_column(ForeignKey("bulk_run.id"))
    place: Mapped[int]
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    version: Mapped[int]
    #: Who gets the case.
    to_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[Word]
    seq: Mapped[int | None]
    said_zh: Mapped[Prose]
    said_en: Mapped[Prose]
    at: Mapped[At | None]
