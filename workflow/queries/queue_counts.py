"""The numbers above the desk's lists. None looks at more than 1,001 cases: beyond that it says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select, true

from states.dossier import Actor
from states.names import Role
from workflow.db import db
from workflow.models.case import Case
from workflow.queries.queue import values, wanted_of
from workflow.queries.queue_facet import TODAY, Wanted
from workflow.queries.queue_plan import most, order_by, walk
from workflow.queries.queue_tabs import RUNNING, tab_of
from workflow.queries.queue_terms import TABS, UNTIMED, Ask, Sort, View

CAP = 1000
#: The tabs beside the one that is looked at are counted less far: nine of them stand on every page.
TAB_CAP = 300


@dataclass(frozen=True)
class Counts:
    """Numbers of a view among the first `cap` + 1 cases looked at; `more`: there are others behind them. Money in fen."""

    tabs: dict[str, int]
    states: dict[str, int]
    total: int
    late: int
    today: int
    fen: int
    more: bool = False
    more_states: bool = False
    cap: int = CAP
    #: Tabs that may hold more than was counted: behind the cases looked at are others.
    more_tabs: frozenset[str] = frozenset()


def counts(view: View, actor: Actor, asked: Sequence[Ask] = ()) -> Counts:
    """Every number above the list, in one statement."""
    wanted = wanted_of(view, actor, asked)._replace(turned="")
    cap = TAB_CAP if any(ask.key in {"text", "firm"} for ask in asked) else CAP  # a found text is not counted as far
    said = values(View(tab=view.tab), actor, asked) | {"beyond": cap + 1, "tab_beyond": TAB_CAP + 1}
    row = db.session.execute(_counts(wanted), said).mappings().one()
    return Counts(
        {tab: row[tab] for tab in TABS},
        {state.value: row[f"state_{state}"] for state in RUNNING},
        total=row["total"],
        late=row["here_late"],
        today=row["here_today"],
        fen=int(row["fen"]),
        more=row["looked_at"] > cap,
        more_states=row["others"] > cap,
        cap=cap,
        more_tabs=frozenset(tab for tab in TABS if row.get(f"{tab}_looked_at", 0) > TAB_CAP),
    )


def total(view: View, actor: Actor, asked: Sequence[Ask]) -> tuple[int, bool]:
    """How many cases a view holds, and whether there are others behind those looked at. One statement."""
    wanted = wanted_of(view, actor, asked)._replace(turned="")
    row = db.session.execute(_total(wanted), values(view, actor, asked) | {"tab_beyond": TAB_CAP + 1}).one()
    return row[0], row[1] > TAB_CAP


def _among(wanted: Wanted, limit: str, *columns: str, with_state: bool = True) -> tuple[Any, list[ColumnElement[bool]]]:
    """The first cases of a list, and which of them fit."""
    asks = tuple(shape if with_state or shape[0] != "state" else ("", False, ()) for shape in wanted.asks)
    walked = walk(wanted._replace(asks=asks))
    order = order_by(wanted, Case, nobodys=walked.nobodys)
    seen = walked.narrow(*columns).order_by(*order).limit(most(limit)).cte()
    return seen, walked.asked(seen.c)


@lru_cache(maxsize=256)
def _total(wanted: Wanted) -> Select[Any]:
    seen, asked = _among(wanted, "tab_beyond")
    fits = select(func.count()).select_from(seen).where(*asked).scalar_subquery()
    return select(fits, select(func.count()).select_from(seen).scalar_subquery())


@lru_cache(maxsize=256)
def _counts(wanted: Wanted) -> Select[Any]:
    seen, asked = _among(wanted, "beyond", "due_on", "state", "size_fen")
    kept = select(
        func.count().label("total"),
        _sum(case((seen.c.due_on < TODAY, 1), else_=0)).label("here_late"),
        _sum(case((seen.c.due_on == TODAY, 1), else_=0)).label("here_today"),
        _sum(seen.c.size_fen).label("fen"),
    ).where(*asked)
    by_state = any(shape[0] == "state" for shape in wanted.asks)
    others, fitting = _among(wanted, "beyond", "state", with_state=False) if by_state else (seen, asked)
    states = select(*(_sum(case((others.c.state == one, 1), else_=0)).label(f"state_{one}") for one in RUNNING))
    kept_row, states_row = kept.select_from(seen).subquery(), states.select_from(others).where(*fitting).subquery()
    tabs = (column for tab in TABS for column in _of_tab(tab, wanted.roles))
    sizes = [select(func.count()).select_from(one).scalar_subquery() for one in (seen, others)]
    every = select(kept_row, states_row, sizes[0].label("looked_at"), sizes[1].label("others"), *tabs)
    return every.select_from(kept_row.join(states_row, true()))


def _sum(of: Any) -> Any:
    return func.coalesce(func.sum(of), 0)


def _of_tab(tab: str, roles: frozenset[Role]) -> list[Any]:
    """How many of the first cases fit, and where not all need to, how many there are."""
    order: Sort = "newest" if tab in UNTIMED else "due"
    if tab_of(tab, roles).rest == "nothing":
        return [literal(0).label(tab)]
    seen, asked = _among(Wanted(tab, roles, order, ()), "tab_beyond")
    looked_at = select(func.count()).select_from(seen)
    fits = looked_at.where(*asked).scalar_subquery().label(tab)
    return [fits, looked_at.scalar_subquery().label(f"{tab}_looked_at")] if asked else [fits]
