"""The desk's lists as plain rows: keyset pages, their neighbours, and counts that stop at 1,000. See `queue_plan`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, bindparam, literal, select

from states.dossier import Actor
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.user import User
from workflow.queries.queue_conditions import shape_of, values_of
from workflow.queries.queue_facet import Wanted
from workflow.queries.queue_plan import FAR, KEY, most, order_by, walk
from workflow.queries.queue_rows import rows_of
from workflow.queries.queue_terms import Ask, Place, View
from workflow.queries.recusals import hidden_from

Line: TypeAlias = Row[*tuple[Any, ...]]
Statement: TypeAlias = Select[*tuple[Any, ...]]
PAGE = 50


@dataclass(frozen=True)
class Page:
    """Rows of one page. `more`: others follow in the direction it was turned. `reached`: where the search for them paused."""

    rows: Sequence[Line]
    more: bool
    reached: Place | None = None


def wanted_of(view: View, actor: Actor, asked: Sequence[Ask]) -> Wanted:
    """What decides the form of a view's statements for a person."""
    turned = "before" if view.before else "after" if view.after else ""
    return Wanted(view.tab, actor.roles, view.order, tuple(shape_of(ask) for ask in asked), turned)


def values(view: View, actor: Actor, asked: Sequence[Ask]) -> dict[str, Any]:
    """The parameters of a view's statements."""
    place = view.before or view.after
    found: dict[str, Any] = {"me": actor.user_id, "today": business_date()}
    if place:
        found |= {"place_key": place.key, "place_id": place.id}
    for at, ask in enumerate(asked):
        found |= values_of(at, ask)
    return found


def page(view: View, actor: Actor, asked: Sequence[Ask] = (), size: int | None = None) -> Page:
    """One page at any depth: one statement, and one more where the list looks at more cases than it shows."""
    size = PAGE if size is None else size
    wanted, said = wanted_of(view, actor, asked), values(view, actor, asked)
    rows = db.session.execute(_page(wanted), said | {"size": size + 1, "far": max(FAR, size + 1)}).all()
    more, kept = len(rows) > size, rows[:size]
    if hidden := hidden_from(actor):
        kept = [row for row in kept if row.id not in hidden]
    reached = None
    if _loose(wanted):
        edge = db.session.execute(_edge(wanted), said | {"last": max(FAR, size + 1) - 1}).first()
        if edge is not None and not more:
            reached = Place(edge[0] if len(edge) > 1 else None, edge[-1])
    return Page(kept[::-1] if view.before else kept, more, reached)


@lru_cache(maxsize=256)
def _loose(wanted: Wanted) -> bool:
    """Whether something is asked that the index does not decide."""
    return bool(walk(wanted).rest)


def _page(wanted: Wanted) -> Statement:
    return _page_of(wanted, ordered=db.engine.dialect.name == "sqlite")


@lru_cache(maxsize=256)
def _page_of(wanted: Wanted, *, ordered: bool) -> Statement:
    """`ordered`: the database hands on the rows of a part of a statement as they come, and stops when there are enough."""
    back, key = wanted.turned == "before", KEY.get(wanted.order, "id")
    walked = walk(wanted)
    looked = walked.narrow(key).order_by(*order_by(wanted, Case, back=back, nobodys=walked.nobodys))
    if not walked.rest:
        kept = looked.limit(most("size")).subquery("kept")
    else:
        seen = looked.limit(most("far")).subquery("seen")
        found = select(seen.c.id).where(*walked.asked(seen.c))
        if not ordered:  # told to, SQLite would look at all of them, to sort again what comes in order already
            found = found.order_by(*order_by(wanted, seen.c, back=back))
        kept = found.limit(most("size")).subquery("kept")
    return rows_of(kept).order_by(*order_by(wanted, Case, back=back))


@lru_cache(maxsize=256)
def _edge(wanted: Wanted) -> Statement:
    """The last case that the page looks at, if it looks at as many as it may."""
    back = wanted.turned == "before"
    columns = [getattr(Case, KEY[wanted.order])] if wanted.order in KEY else []
    walked = walk(wanted)
    order = order_by(wanted, Case, back=back, nobodys=walked.nobodys)
    query = walked.seen.with_only_columns(*columns, Case.id).order_by(*order)
    return query.offset(most("last")).limit(literal(1, literal_execute=True))


def neighbours(
    view: View, actor: Actor, place: Place, asked: Sequence[Ask], here: int
) -> tuple[Line | None, Line | None]:
    """The cases before and after a place of the list, one statement each; never the case `here`, which may have moved."""
    found: list[Line | None] = []
    hidden = hidden_from(actor) | {here}
    for side in ("before", "after"):
        turned: Mapping[str, Any] = {side: place}
        one = View(tab=view.tab, terms=view.terms, sort=view.sort, **turned)
        said = values(one, actor, asked) | {"size": 2, "far": FAR}
        rows = db.session.execute(_page(wanted_of(one, actor, asked)), said).all()
        others = [row for row in rows if row.id not in hidden]
        found.append(others[0] if others else None)
    return found[0], found[1]


def caseworkers() -> list[tuple[int, str]]:
    """Everybody who may own cases, for the owner filter."""
    query = select(User.id, User.name).where(User.duty_group == "casework", User.active).order_by(User.name, User.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def of_enterprise(enterprise_id: int, except_id: int, limit: int = 10) -> Sequence[Line]:
    """The enterprise's other submitted cases, newest first."""
    return db.session.execute(_of_enterprise(), {"firm": enterprise_id, "but": except_id, "most": limit}).all()


@lru_cache(maxsize=1)
def _of_enterprise() -> Statement:
    query = select(Case.id).where(Case.enterprise_id == bindparam("firm"), Case.id != bindparam("but"))
    listed = query.where(Case.submitted_at.is_not(None)).order_by(Case.id.desc())
    return rows_of(listed.limit(bindparam("most")).subquery("kept")).order_by(Case.id.desc())
