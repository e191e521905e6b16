"""What is looked at in the desk's lists: a view of a person, its place in the list, and its conditions ready to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple

from states.dossier import Actor
from workflow.clock import SHANGHAI, business_date
from workflow.queries.case_query import Term
from workflow.queries.case_query_values import Day
from workflow.queries.search import Found, find

Sort = Literal["due", "newest", "amount"]
SEARCH = "search"
TABS = ("mine", "today", "late", "waiting", "agenda", "unclaimed", "own", "all", "done")
#: Tabs of cases that no clock needs to run for: they begin with the newest.
UNTIMED = frozenset({"own", "done", SEARCH})


class Place(NamedTuple):
    """Where a page begins: what the list is sorted by (a day, fen, nothing) and the id, of the row beside it."""

    key: date | int | None
    id: int


@dataclass(frozen=True, kw_only=True)
class View:
    """What is looked at. A text among the terms searches all submitted cases, whatever the tab."""

    tab: str = "all"
    terms: tuple[Term, ...] = ()
    sort: Sort = "due"
    after: Place | None = None
    before: Place | None = None

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """The orders that this list can have, its own first."""
        return ("newest", "amount") if self.tab in UNTIMED else ("due", "newest", "amount")

    @property
    def order(self) -> Sort:
        """The order that it has."""
        return self.sort if self.sort in self.sorts else self.sorts[0]

    @property
    def text(self) -> str:
        """What is searched for, as one text."""
        return " ".join(term.value for term in self.terms if term.key == "text" and not term.not_)


class Ask(NamedTuple):
    """A condition with everything looked up. `form` decides the form of its SQL, `values` are its parameters by name."""

    key: str
    not_: bool
    form: tuple[str, ...]
    values: Mapping[str, Any]


def asks(terms: tuple[Term, ...], actor: Actor, owners: Mapping[str, int]) -> tuple[Ask, ...]:
    """The conditions of a view, ready. `owners`: name → id of those who may own cases. A text costs some statements."""
    return tuple(_ask(term, actor, owners) for term in terms)


def _ask(term: Term, actor: Actor, owners: Mapping[str, int]) -> Ask:
    key, value = term.key, term.value
    if key in {"text", "firm"}:
        return _found(term, find(value, firms_only=key == "firm"))
    if key == "overdue":
        return Ask("due", term.not_, ("high",), {"high": business_date() - timedelta(days=1)})
    if key in {"owner", "helper"}:
        if not value:
            return Ask(key, term.not_, ("nobody",), {})
        return Ask(key, term.not_, ("one",), {"one": actor.user_id if value == "me" else owners.get(value, 0)})
    if key in {"due", "applied", "moved"}:
        return _between(term, *(None if end is None else _day(end) for end in value))
    if key in {"amount", "corrections"}:
        return _between(term, *value)
    if key in {"state", "item"}:
        one = len(value) == 1
        return Ask(key, term.not_, ("one" if one else "some",), {"one": value[0]} if one else {"some": list(value)})
    return Ask(key, term.not_, tuple(value), {"me": actor.user_id} if key == "note" else {})


def _between(term: Term, low: Any, high: Any) -> Ask:
    if term.key in {"applied", "moved"}:  # days of Shanghai as moments; the last day ends with the next one's begin
        low = None if low is None else _midnight(low)
        high = None if high is None or high == date.max else _midnight(high + timedelta(days=1))
    ends = {"low": low, "high": high}
    values = {name: end for name, end in ends.items() if end is not None}
    return Ask(term.key, term.not_, tuple(values), values)


def _found(term: Term, found: Found) -> Ask:
    values: dict[str, Any] = {"firms": list(found.firms), "cases": list(found.cases), "said": found.said}
    form = [name for name in ("firms", "cases") if values[name]]
    return Ask(term.key, term.not_, (*form, "open") if found.open_ else tuple(form), values)


def _day(end: Day) -> date:
    if isinstance(end, date):
        return end
    return business_date() + timedelta(days=end)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
