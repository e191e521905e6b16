"""The figures of the supervisor's board, read from the small table that the worker keeps. Working days; money in fen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from states.calendar import WorkCalendar
from states.clock import SOON
from states.workload import minutes
from workflow.db import db
from workflow.models.board import BoardCount
from workflow.models.stage_time import WorkerMark
from workflow.queries.stage_times import percentile

#: Last working day of each bar of the ages; the last bar has no end.
AGES = ((0, 5), (6, 10), (11, 20), (21, 30), (31, None))


@dataclass
class Standing:
    """The running cases of a state: how many, their amount, half of them are in it at most `half` days; late and soon due."""

    state: str
    times: int = 0
    fen: int = 0
    late: int = 0
    late_fen: int = 0
    soon: int = 0
    half: int = 0

    @property
    def normal(self) -> int:
        """Neither late nor due within two working days."""
        return self.times - self.late - self.soon


@dataclass
class Load:
    """An officer's running cases and what they still ask for; owner 0: nobody's."""

    owner_id: int
    times: int = 0
    minutes: int = 0
    late: int = 0


def soon_until(today: date, days: WorkCalendar) -> date:
    """The last day that counts as due soon."""
    return days.due(today, SOON)


def running(states: Sequence[str], today: date, days: WorkCalendar) -> tuple[list[Standing], list[list[int]]]:
    """Every state of `states`, and the ages as [normal, soon, late] for each bar. One statement."""
    found, used = {state: Standing(state) for state in states}, {state: Counter[int]() for state in states}
    ages = [[0, 0, 0] for _span in AGES]
    soon = soon_until(today, days)
    for row in _of_kind("aged"):
        one = found.get(row.name)
        if one is None:
            continue
        stayed = max(0, days.count(row.first_day, today))
        late, near = row.last_day < today, today <= row.last_day <= soon
        one.times, one.fen = one.times + row.times, one.fen + row.fen
        one.late, one.soon = one.late + row.times * late, one.soon + row.times * near
        one.late_fen += row.fen * late
        used[row.name][stayed] += row.times
        bar = next(at for at, (_low, high) in enumerate(AGES) if high is None or stayed <= high)
        ages[bar][2 if late else 1 if near else 0] += row.times
    for state, one in found.items():
        one.half = percentile(used[state], 50) if used[state] else 0
    return list(found.values()), ages


def loads(today: date) -> dict[int, Load]:
    """Owner → load. Two statements over so many rows as there are officers, items, states and days."""
    found: dict[int, Load] = {}
    for row in _of_kind("load"):
        one = found.setdefault(int(row.name), Load(int(row.name)))
        item, _colon, state = row.part.partition(":")
        one.times += row.times
        one.minutes += row.times * minutes(item, state)
    late = select(BoardCount.name, func.sum(BoardCount.times)).where(
        BoardCount.kind == "due", BoardCount.last_day < today
    )
    for name, times in db.session.execute(late.group_by(BoardCount.name)):
        found.setdefault(int(name), Load(int(name))).late = int(times)
    return found


def _of_kind(kind: str) -> Sequence[Row[*tuple[Any, ...]]]:
    count = BoardCount
    columns = (count.name, count.part, count.first_day, count.last_day, count.times, count.fen)
    return db.session.execute(select(*columns).where(count.kind == kind)).all()


def up_to() -> Any:
    """The time of the newest step that is counted; None before the worker looked for the first time."""
    return db.session.scalar(select(WorkerMark.up_to).where(WorkerMark.name == "board"))
