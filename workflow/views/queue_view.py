"""The address of the queue holds the whole view: tab, query, order, columns, place. Read here, and written again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, get_args
from urllib.parse import urlencode

from flask_babel import gettext as _

from states.names import State
from workflow.queries.case_query import LONGEST, Problem, Term, parse
from workflow.queries.case_query_words import FIELDS
from workflow.queries.case_query_writing import write
from workflow.queries.queue_tabs import RUNNING
from workflow.queries.queue_terms import SEARCH, TABS, Place, Sort, View
from workflow.views.filters import say
from workflow.views.locale import english
from workflow.views.queue_columns import COLUMNS, STANDARD

MOST_AT = 15


class Address(NamedTuple):
    """What an address asks for. `typed`: the query as it came; `problems`: what of it is not understood."""

    view: View
    columns: tuple[str, ...]
    typed: str
    problems: tuple[Problem, ...]


def read(args: Mapping[str, str], default: str = "all") -> Address:
    """The view that an address names; what it holds that is not understood is left out."""
    typed = "".join(char for char in args.get("q", "") if char.isprintable()).strip()[:LONGEST]
    parsed = parse(typed)
    view = View(
        tab=_tab(args.get("tab", ""), parsed.terms, default),
        terms=parsed.terms,
        sort=_sort(args.get("sort", "")),
    )
    asked = args.get("cols", "").split(",")
    chosen = tuple(name for name in COLUMNS if name in asked or name == "firm")
    view = replace(view, after=place_of(args.get("after"), view), before=place_of(args.get("before"), view))
    return Address(view, chosen if len(chosen) > 1 else STANDARD, typed, parsed.problems)


def _tab(named: str, terms: tuple[Term, ...], default: str) -> str:
    if any(term.key == "text" for term in terms):
        return SEARCH
    if named in {*TABS, SEARCH}:
        return named
    if not terms:
        return default
    states = {State(code) for term in terms if term.key == "state" and not term.not_ for code in term.value}
    return SEARCH if states - set(RUNNING) else "all"


def _sort(named: str) -> Sort:
    return next((sort for sort in get_args(Sort) if sort == named), "due")


def number(text: str | None) -> int | None:
    """A whole number of an address."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= MOST_AT else None


def place_of(text: str | None, view: View) -> Place | None:
    """`2026-03-18.77` where the list runs by due day, `100000.77` by amount, `77` where the newest come first."""
    key, _dot, last = (text or "").rpartition(".")
    at = number(last)
    if at is None or bool(key) == (view.order == "newest"):
        return None
    if view.order != "due":
        fen = number(key)
        return None if key and fen is None else Place(fen, at)
    try:
        return Place(date.fromisoformat(key), at)
    except ValueError:
        return None


def place_text(place: Place) -> str:
    """A place as an address holds it."""
    return str(place.id) if place.key is None else f"{place.key}.{place.id}"


def place_beside(row: Any, view: View) -> Place:
    """The place of a row in the list."""
    key = {"due": "due_on", "amount": "size_fen"}.get(view.order)
    return Place(getattr(row, key) if key else None, row.id)


def query_of(address: Address, **change: Any) -> str:
    """The query of the address with something changed (tab, q, sort, cols, after …); None or "" leaves it out."""
    view = address.view
    kept: dict[str, Any] = {
        "tab": view.tab,
        "q": address.typed,
        "sort": view.sort if view.sort != view.sorts[0] and view.sort in view.sorts else "",
        "cols": ",".join(address.columns) if address.columns != STANDARD else "",
    }
    kept |= change
    return urlencode({key: value for key, value in kept.items() if value is not None and value != ""}, safe=",:@")


def with_terms(address: Address, terms: tuple[Term, ...], **change: Any) -> str:
    """The query of the same list under other conditions. A search whose text is taken away leads to all running cases."""
    view = address.view
    searched = view.tab == SEARCH and not any(term.key == "text" for term in terms)
    tab = _tab("", terms, "all") if searched else view.tab
    return query_of(address, **({"tab": tab, "q": write(terms, english=english())} | change))


def sentence(problem: Problem) -> str:
    """What a person reads about a part of the query that is not understood."""
    if problem.code == "field":
        return _("没有“%(what)s”这个条件，已略过。", what=problem.typed)
    if problem.code == "many":
        return _("一次最多%(n)s个条件，后面的已略过。", n=problem.typed)
    field = say(FIELDS[problem.field].say)
    if not problem.typed:
        return _("“%(field)s”后面要写内容，已略过。", field=field)
    return _("“%(field)s”不能是“%(what)s”，已略过。", field=field, what=problem.typed)
