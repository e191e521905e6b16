"""Everything that the board shows and its file holds, read once."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from states.limits import Limits
from states.names import Role
from states.stage import COUNTED
from workflow.clock import business_date
from workflow.permissions import current_actor
from workflow.queries import board, board_flow, budget, queue
from workflow.queries.board_flow import between
from workflow.queries.calendar import calendar
from workflow.queries.caseworkers import present
from workflow.queries.queue_tabs import RUNNING
from workflow.queries.queue_terms import View
from workflow.views import board_lines
from workflow.views.board_lines import Compared, Officer, Span

#: Late cases that are listed; the queue shows the others.
MOST_LATE = 12


@dataclass
class Board:
    """The figures. `first_pass`: percent of the year's checked applications that nobody had asked to correct; None without any."""

    year: int
    today: date
    up_to: Any
    states: list[board.Standing]
    limits: dict[str, int]
    ages: list[list[int]]
    officers: list[Officer]
    nobodys: board.Load
    budget: list[budget.Standing]
    weeks: list[tuple[date, int, int]]
    compared: list[Compared]
    first_pass: int | None
    corrected: list[tuple[str, int]]
    refused: list[tuple[str, int]]
    stages: list[tuple[str, tuple[int, int, int]]]
    late: list[Any]

    @property
    def total(self) -> board.Standing:
        """All states together."""
        sums = {
            name: sum(getattr(one, name) for one in self.states)
            for name in ("times", "fen", "late", "late_fen", "soon")
        }
        return board.Standing("", **sums)


def spans(year: int, today: date) -> tuple[Span, Span, Span, Span]:
    """The year so far, the same days a year before, the last four weeks and the four before; of a past year its end."""
    last = min(today, date(year, 12, 31))
    ago = date(year - 1, last.month, 28 if (last.month, last.day) == (2, 29) else last.day)
    weeks = timedelta(days=28)
    return (
        (date(year, 1, 1), last),
        (date(year - 1, 1, 1), ago),
        (last - weeks + timedelta(days=1), last),
        (last - 2 * weeks + timedelta(days=1), last - weeks),
    )


def read(year: int) -> Board:
    """The board of a year; what runs is always that of today."""
    today, days = business_date(), calendar()
    four = spans(year, today)
    last = four[0][1]
    flow = board_flow.flow(min(span[0] for span in four) - timedelta(days=7 * board_flow.WEEKS), last)
    states, ages = board.running([state.value for state in RUNNING], today, days)
    loads = board.loads(today)
    so_far = between(flow, *four[0])
    took = board_flow.stages()
    limits = Limits()
    return Board(
        year=year,
        today=today,
        up_to=board.up_to(),
        states=states,
        limits={one.state: board_lines.limit_of(one.state, vars_of(limits)) for one in states},
        ages=ages,
        officers=board_lines.officers(present(), loads),
        nobodys=loads.get(0, board.Load(0)),
        budget=budget.standing(year),
        weeks=board_flow.weeks(flow, last),
        compared=board_lines.compared(flow, four),
        first_pass=100 * so_far["first_pass"] // so_far["checked"] if so_far["checked"] else None,
        corrected=board_flow.asked(*four[0]),
        refused=board_flow.refused(*four[0]),
        stages=[(stage, took[stage]) for stage in COUNTED if stage in took],
        late=late(MOST_LATE),
    )


def vars_of(limits: Limits) -> dict[str, int]:
    """The limits by the name of their stage."""
    return {name: getattr(limits, name) for name in board_lines.STAGE_OF.values()}


def late(most: int) -> list[Any]:
    """The cases that are late longest, of the whole section."""
    actor = current_actor()
    reader = replace(actor, roles=actor.roles - {Role.CASEWORKER}, enterprise_id=None)
    return list(queue.page(View(tab="late"), reader, (), most).rows)
