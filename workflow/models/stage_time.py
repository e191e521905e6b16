"""How long the stages of finished work took: a small table that the worker keeps, so that no page counts cases."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from states.stage import COUNTED
from workflow.db import Base
from workflow.models.columns import At, Ref, Word, one_of, table

#: Everything longer is counted here; no percentile that is shown lies near it.
MOST_DAYS = 250


class StageTime(Base):
    """So many times did the stage of an item take so many working days."""

    __tablename__ = "stage_time"
    __table_args__ = table(
        one_of("stage", COUNTED),
        CheckConstraint(f"days BETWEEN 0 AND {MOST_DAYS}", name="days_range"),
        CheckConstraint("times >= 1", name="times_positive"),
    )

    stage: Mapped[Word] = mapped_column(primary_key=True)
    item: Mapped[Word] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True)
    times: Mapped[int]


class StageSeen(Base):
    """Up to which of its steps a case is counted: counting again adds nothing."""

    __tablename__ = "stage_seen"
    __table_args__ = table(CheckConstraint("seq >= 1", name="seq_positive"))

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int]


class WorkerMark(Base):
    """Up to when a job has looked at the steps of all cases. Only the worker touches it: no step waits for this row."""

    __tablename__ = "worker_mark"
    __table_args__ = table()

    name: Mapped[Word] = mapped_column(primary_key=True)
    up_to: Mapped[At | None]
