"""How long a stage usually takes, read from the small table that the worker keeps."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from sqlalchemy import case, func, select

from states.calendar import WorkCalendar
from states.stage_times import finished
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.stage_time import MOST_DAYS, StageTime
from workflow.queries.calendar import calendar
from workflow.queries.history import moments

#: Fewer finished cases than this say nothing reliable.
FEWEST = 10
#: Item, stage, working days.
Key = tuple[str, str, int]


class Usual(NamedTuple):
    """Half of the finished cases took at most `half` working days, nine of ten at most `most`; `of_item`: its own cases only."""

    half: int
    most: int
    times: int
    of_item: bool


def percentile(counts: Mapping[int, int], percent: int) -> int:
    """The least number of days within which so many percent of the counted ones were done (nearest rank)."""
    days = sorted(counts)
    wanted = -(-sum(counts.values()) * percent // 100)
    running = accumulate(counts[day] for day in days)
    return next(day for day, done in zip(days, running, strict=True) if done >= wanted)


def usual(item: str, stage: str) -> Usual | None:
    """What the stage takes for this item; while it has fewer than ten finished cases, for all items; None below ten of those.

    One statement over at most 251 rows an item, however many cases there are.
    """
    own = func.sum(case((StageTime.item == item, StageTime.times), else_=0))
    query = select(StageTime.days, own, func.sum(StageTime.times)).where(StageTime.stage == stage)
    rows = db.session.execute(query.group_by(StageTime.days)).all()
    for place, of_item in ((1, True), (2, False)):
        counts = {row[0]: int(row[place]) for row in rows if row[place]}
        if sum(counts.values()) >= FEWEST:
            return Usual(percentile(counts, 50), percentile(counts, 90), sum(counts.values()), of_item)
    return None


def ended(ids: Sequence[int]) -> list[tuple[Key, tuple[int, int]]]:
    """Every finished stage of these cases, with the case and the step that ended it."""
    query = select(Case.item, Transition).join(Case, Case.id == Transition.case_id)
    rows = db.session.execute(
        query.where(Transition.case_id.in_(ids)).order_by(Transition.case_id, Transition.seq)
    ).all()
    days = calendar()
    return [
        ((item, stage, took), (case_id, seq))
        for (item, case_id), steps in groupby(rows, key=lambda row: (row[0], row[1].case_id))
        for stage, took, seq in _stages_of([row[1] for row in steps], days)
    ]


def _stages_of(steps: Sequence[Transition], calendar: WorkCalendar) -> list[tuple[str, int, int]]:
    """The finished stages of one case from all its steps: stage, working days (as counted), number of the step that ended it."""
    return [
        (took.stage, min(took.days, MOST_DAYS), steps[took.place - 1].seq)
        for took in finished(moments(steps), calendar)
    ]
