"""How a list is walked: along one index in the order of the list, looking at no more cases than a fixed number.

What the index cannot decide is asked of the cases that were looked at. So no list costs more when more is stored; one that
found too little among `FAR` cases says how far it looked, and goes on from there when asked to.
"""

from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Date,
    Integer,
    Select,
    bindparam,
    select,
    tuple_,
    union_all,
)

from workflow.models.case import Case
from workflow.queries.queue_conditions import condition
from workflow.queries.queue_facet import ME, TODAY, Wanted, facet_of
from workflow.queries.queue_tabs import Tab, rest_of, tab_of
from workflow.queries.queue_terms import Sort

FAR = 1000
KEY: dict[Sort, str] = {"due": "due_on", "amount": "size_fen"}


def most(name: str) -> BindParameter[int]:
    """How many rows at most, written into the statement: for a number it does not know PostgreSQL would plan every time."""
    return bindparam(name, type_=Integer, literal_execute=True)


class Needs:
    """Stands for the columns of cases and notes which of them are asked for."""

    def __init__(self) -> None:
        """Every list needs the id."""
        self.names = {"id"}

    def __getattr__(self, name: str) -> Any:
        """A column of cases, noted."""
        self.names.add(name)
        return getattr(Case, name)


class Walk(NamedTuple):
    """Cases looked at, in order, and what is still to be asked of them."""

    seen: Select[Any]
    rest: list[Any]
    nobodys: bool = False

    def asked(self, c: Any) -> list[ColumnElement[bool]]:
        """The conditions over the columns of what was looked at."""
        return [make(c) for make in self.rest]

    def narrow(self, *names: str) -> Select[Any]:
        """What is looked at, with no more columns than the conditions and `names` need: an index may hold them all."""
        needs = Needs()
        self.asked(needs)
        return self.seen.with_only_columns(*(getattr(Case, name) for name in sorted({*needs.names, *names})))


def order_by(wanted: Wanted, c: Any, *, back: bool = False, nobodys: bool = False) -> list[Any]:
    """The order of the list: due first, newest first, or the largest amount first.

    `nobodys`: along the index of owners, where PostgreSQL takes no "is null" for one and the same owner unless it is told.
    """
    key = KEY.get(wanted.order)
    columns = [c.id] if key is None else [getattr(c, key), c.id]
    columns = [c.owner_id, *columns] if nobodys else columns
    down = (wanted.order != "due") != back
    return [column.desc() if down else column.asc() for column in columns]


def walk(wanted: Wanted) -> Walk:
    """The cases along the best index, without limit and order, and the other conditions."""
    tab = tab_of(wanted.tab, wanted.roles)
    named = _named(wanted)
    conditions, rest, facet = facet_of(wanted, tab)
    if named is not None:
        query = _of_text(named, wanted.asks[named][2])
        rest += conditions
    else:
        query = select(Case.id).where(*(make(Case) for make in conditions))
    if tab.running and named is not None:
        rest.append(lambda c: c.due_on.is_not(None))
    elif tab.running:
        query = query.where(Case.due_on.is_not(None))
    elif tab.running is False:
        rest.append(lambda c: c.due_on.is_(None))
    query, rest = _ranges(wanted, tab, query, rest, named)
    if wanted.turned:
        query = query.where(_beyond(wanted))
    if tab.rest and not (named is not None and tab.rest == "submitted"):
        rest.append(lambda c: rest_of(tab.rest, wanted.roles, c, ME))
    return Walk(query, rest, nobodys=facet == "nobody" and named is None)


def _named(wanted: Wanted) -> int | None:
    """The first text that means few enough enterprises and cases to begin with them."""
    for at, (key, turned, form) in enumerate(wanted.asks):
        if key in {"text", "firm"} and not turned and form and "open" not in form:
            return at
    return None


def _of_text(at: int, form: tuple[str, ...]) -> Select[Any]:
    """The submitted cases that a text means, along the index of the enterprises or by their ids."""
    firms = Case.enterprise_id.in_(bindparam(f"q{at}_firms", expanding=True))
    cases = Case.id.in_(bindparam(f"q{at}_cases", expanding=True))
    query = select(Case.id).where(Case.submitted_at.is_not(None))
    if "cases" not in form:
        return query.where(firms)
    if "firms" not in form:
        return query.where(cases)
    return query.where(Case.id.in_(union_all(*(select(Case.id).where(one) for one in (firms, cases)))))


def _ranges(
    wanted: Wanted, tab: Tab, query: Select[Any], rest: list[Any], named: int | None
) -> tuple[Select[Any], list[Any]]:
    """Ranges of what the list is sorted by cut the walk; every other condition is asked afterwards."""
    cuts: list[Any] = []
    if tab.day:
        day = (lambda c: c.due_on == TODAY) if tab.day == "today" else lambda c: c.due_on < TODAY
        (cuts if wanted.order == "due" else rest).append(day)
    for at, shape in enumerate(wanted.asks):
        key, turned, _form = shape
        if key in {"owner", "state", "item", ""} or at == named:  # "": a condition that is left out of this statement
            continue
        cut = key == wanted.order and not turned
        (cuts if cut else rest).append(lambda c, at=at, shape=shape: condition(at, shape, c))
    return query.where(*(make(Case) for make in cuts)), rest


def _beyond(wanted: Wanted) -> ColumnElement[bool]:
    """After or before the place where the page begins."""
    column = getattr(Case, KEY[wanted.order]) if wanted.order in KEY else None
    at = bindparam("place_id", type_=BigInteger)
    below = (wanted.order != "due") == (wanted.turned == "after")
    if column is None:
        return Case.id < at if below else Case.id > at
    kind = Date if wanted.order == "due" else BigInteger
    place, here = tuple_(bindparam("place_key", type_=kind), at), tuple_(column, Case.id)
    return here < place if below else here > place
