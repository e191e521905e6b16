"""The board's figures ready to print: each with the address of the list behind it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from rules import catalogue
from states.lifecycle import step
from states.names import State
from states.stage import STAGES
from states.words import STAFF_WORDS
from workflow.queries.board import Load
from workflow.queries.board_flow import Flow, between
from workflow.queries.case_query import Term
from workflow.queries.case_query_writing import write
from workflow.views.filters import say
from workflow.views.locale import english

#: Stage of the clocks behind a state.
STAGE_OF = {
    State.SUBMITTED: "acceptance",
    State.CORRECTION: "correction",
    State.DOCUMENTS_CHECKED: "evaluation",
    State.EVALUATED: "evaluation",
    State.COMMITTEE: "committee",
    State.PUBLICITY: "publicity",
}


def cases_url(*terms: Term, tab: str = "all") -> str:
    """The address of the queue under these conditions."""
    return url_for("queue.index", tab=tab, q=write(terms, english=english()) or None)


def of_state(state: str, *more: Term, tab: str = "all") -> str:
    """The running cases of a state."""
    return cases_url(Term("state", (state,)), *more, tab=tab)


def of_owner(name: str, tab: str = "all") -> str:
    """The running cases of an officer; an empty name: nobody's."""
    return cases_url(Term("owner", name), tab=tab)


def due_between(first: date, last: date | None) -> Term:
    """Cases due on these days."""
    return Term("due", (first, last))


def limit_of(state: str, limits: Mapping[str, int]) -> int:
    """Working days that the stage behind a state may take, by the usual limits."""
    return limits[STAGE_OF[State(state)]]


class Officer(NamedTuple):
    """A line of the loads."""

    id: int
    name: str
    away_until: date | None
    load: Load


def officers(people: Sequence[Any], loads: Mapping[int, Load]) -> list[Officer]:
    """Every caseworker with the load, the heaviest first; those without a case too."""
    made = [Officer(one.id, one.name, one.until, loads.get(one.id, Load(one.id))) for one in people]
    return sorted(made, key=lambda one: (-one.load.minutes, one.name))


def hours(minutes: int) -> str:
    """Minutes as hours with one decimal."""
    return f"{minutes // 60}.{minutes % 60 * 10 // 60}"


def asked_words(name: str) -> str:
    """What had to be corrected, in words."""
    kind, _colon, code = name.partition(":")
    for item in map(catalogue.item, catalogue.ITEMS):
        for one in item.documents if kind == "document" else ():
            if one.code == code:
                return say(one.title)
        for fact in item.facts if kind == "fact" else ():
            if fact.name == code:
                return say(fact.label)
    return code


def step_word(action: str) -> str:
    """A step as the record calls it."""
    return say(step(action).record)


def wan(fen: int) -> str:
    """Money in units of ten thousand yuan with two decimals, grouped; the minus is a minus."""
    hundredths = (abs(fen) + 5_000) // 10_000
    sign = "−" if fen < 0 and hundredths else ""
    return f"{sign}{hundredths // 100:,}.{hundredths % 100:02d}"


def state_word(state: str) -> str:
    """A state as the bureau calls it."""
    return say(STAFF_WORDS[State(state)])


def stage_word(stage: str) -> str:
    """A stage as the bureau calls it."""
    return say(STAGES[stage].words)


class Compared(NamedTuple):
    """A figure of the year so far and of the same span a year before (同比), of the last four weeks and the four before (环比)."""

    label: str
    year: int
    year_ago: int
    weeks: int
    weeks_before: int


Span = tuple[date, date]


def compared(found: Flow, spans: tuple[Span, Span, Span, Span]) -> list[Compared]:
    """What came in and what was finished in four spans."""
    sums = [between(found, *span) for span in spans]
    words = {
        "accepted": _("受理"),
        "checked": _("材料核完"),
        "first_pass": _("其中一次交齐"),
        "finished": _("办结"),
        "paid": _("其中拨付"),
        "rejected": _("其中不予支持"),
        "withdrawn": _("其中撤回"),
        "referred": _("其中转办"),
    }
    return [Compared(label, *(total[name] for total in sums)) for name, label in words.items()]
