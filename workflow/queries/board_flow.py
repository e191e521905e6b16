"""What came in and what was finished, by day, week and year; what had to be corrected; how long the stages took."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from sqlalchemy import func, select

from states.names import State
from workflow.db import db
from workflow.models.board import FINISHED, BoardCount
from workflow.models.stage_time import StageTime
from workflow.queries.stage_times import percentile

WEEKS = 12
#: Day → what happened → how often.
Flow = dict[date, Counter[str]]
ENDS = tuple(state.value for state in FINISHED)


def flow(first: date, last: date) -> Flow:
    """What happened on the days from `first` to `last`. One statement, a handful of rows a day."""
    count = BoardCount
    query = select(count.first_day, count.name, count.times).where(
        count.kind == "flow", count.first_day >= first, count.first_day <= last
    )
    found: Flow = defaultdict(Counter)
    for day, name, times in db.session.execute(query):
        found[day][name] += times
    return found


def between(found: Flow, first: date, last: date) -> Counter[str]:
    """The sum over some days, both included, with `finished` for all ends together."""
    total = Counter[str]()
    for day, counts in found.items():
        if first <= day <= last:
            total.update(counts)
    total["finished"] = sum(total[name] for name in ENDS)
    return total


def weeks(found: Flow, today: date) -> list[tuple[date, int, int]]:
    """The last twelve weeks, the running one last: its Monday, accepted, finished."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=WEEKS - 1 - at) for at in range(WEEKS)]
    sums = [(start, between(found, start, start + timedelta(days=6))) for start in starts]
    return [(start, total["accepted"], total["finished"]) for start, total in sums]


def refused(first: date, last: date) -> list[tuple[str, int]]:
    """By which steps cases ended without support, the most frequent first: (step, times). One statement."""
    count, times = BoardCount, func.sum(BoardCount.times)
    query = select(count.part, times).where(
        count.kind == "flow",
        count.first_day >= first,
        count.first_day <= last,
        count.name.in_([State.REJECTED.value, State.WITHDRAWN.value]),
    )
    rows = db.session.execute(query.group_by(count.part).order_by(times.desc(), count.part))
    return [(row[0], int(row[1])) for row in rows]


def asked(first: date, last: date, most: int = 10) -> list[tuple[str, int]]:
    """What was asked for most often in requests to correct: (`document:…` or `fact:…`, times)."""
    count = BoardCount
    times = func.sum(count.times)
    query = select(count.name, times).where(count.kind == "asked", count.first_day >= first, count.first_day <= last)
    rows = db.session.execute(query.group_by(count.name).order_by(times.desc(), count.name).limit(most))
    return [(row[0], int(row[1])) for row in rows]


def stages() -> dict[str, tuple[int, int, int]]:
    """Stage → working days within which half and nine of ten were done, and of how many. One statement."""
    query = select(StageTime.stage, StageTime.days, func.sum(StageTime.times))
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for stage, days, times in db.session.execute(query.group_by(StageTime.stage, StageTime.days)):
        found[stage][days] = int(times)
    return {
        stage: (percentile(counts, 50), percentile(counts, 90), sum(counts.values())) for stage, counts in found.items()
    }
