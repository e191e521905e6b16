"""The desk's lists as plain rows: keyset pages, and counts that stop at 1,000.

A case with a running clock stands in the working tabs, sorted by the day it is due; one without stands under `done`,
newest first. The two share every submitted case between them, so nothing can fall out of sight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, literal, select, tuple_

from states.dossier import Actor
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Evaluation, Review
from workflow.models.user import User
from workflow.queries.queue_terms import (
    NEWEST_FIRST,
    PLACE_DAY,
    PLACE_ID,
    RUNNING,
    TABS,
    TODAY,
    Shape,
    View,
    filters,
    of_tab,
    shape,
    values,
)

Line: TypeAlias = Row[*tuple[Any, ...]]
Statement: TypeAlias = Select[*tuple[Any, ...]]
CAP = 1000
PAGE = 50
AMOUNT = func.coalesce(Case.award_fen, Case.proposed_fen, Case.estimate_fen)


@dataclass(frozen=True)
class Counts:
    """Numbers above a list; each stops at CAP + 1. `fen` adds up the amounts of the first CAP cases of the view.

    `late` and `today` count within the view, where the tabs of the same name count the whole section's for most roles.
    """

    tabs: dict[str, int]
    states: dict[str, int]
    total: int
    late: int
    today: int
    fen: int


def page(view: View, actor: Actor) -> tuple[Sequence[Line], bool]:
    """The rows of one page and whether more follow in the direction it was turned. One statement at any depth."""
    statement = _page(shape(view, actor))
    rows = db.session.execute(statement, values(view, actor) | {"size": PAGE + 1}).all()
    kept = rows[:PAGE]
    return (kept[::-1] if view.before else kept), len(rows) > PAGE


def counts(view: View, actor: Actor) -> Counts:
    """Every number above the list, in one statement that looks at no more than CAP + 1 rows for each."""
    statement = _counts(shape(view, actor)._replace(turned=""))
    row = db.session.execute(statement, values(view, actor) | {"cap": CAP, "beyond": CAP + 1}).mappings().one()
    return Counts(
        {tab: row[tab] for tab in TABS},
        {state.value: row[f"state_{state}"] for state in RUNNING},
        row["total"],
        row["here_late"],
        row["here_today"],
        int(row["fen"]),
    )


@lru_cache(maxsize=256)
def _page(of: Shape) -> Statement:
    newest_first, back = of.tab in NEWEST_FIRST, of.turned == "before"
    columns = (Case.id,) if newest_first else (Case.due_on, Case.id)
    query = _rows().where(of_tab(of.tab, of.roles), *filters(of))
    if of.turned:
        place = tuple_(PLACE_ID) if newest_first else tuple_(PLACE_DAY, PLACE_ID)
        query = query.where(tuple_(*columns) > place if back == newest_first else tuple_(*columns) < place)
    descending = back != newest_first
    query = query.order_by(*(column.desc() if descending else column.asc() for column in columns))
    return query.limit(bindparam("size"))


def _rows() -> Statement:
    return (
        select(
            Case.id,
            Case.number,
            Case.item,
            Case.state,
            Case.due_on,
            Case.accepted_at,
            Case.cleared_at,
            AMOUNT.label("fen"),
            Enterprise.name.label("firm"),
            User.name.label("owner"),
            Evaluation.reason.label("reason"),
            Review.result.label("review"),
        )
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(User, User.id == Case.owner_id)
        .outerjoin(Evaluation, and_(Evaluation.case_id == Case.id, Evaluation.round == Case.round))
        .outerjoin(Review, and_(Review.case_id == Case.id, Review.round == Case.round))
    )


@lru_cache(maxsize=256)
def _counts(of: Shape) -> Statement:
    here, kept, others = of_tab(of.tab, of.roles), filters(of), filters(of, with_state=False)
    first = select(AMOUNT.label("fen")).where(here, *kept).limit(bindparam("cap")).subquery()
    return select(
        *(_capped(of_tab(tab, of.roles)).label(tab) for tab in TABS),
        *(_capped(here, *others, Case.state == state).label(f"state_{state}") for state in RUNNING),
        _capped(here, *kept).label("total"),
        _capped(here, *kept, Case.due_on < TODAY).label("here_late"),
        _capped(here, *kept, Case.due_on == TODAY).label("here_today"),
        select(func.coalesce(func.sum(first.c.fen), 0)).scalar_subquery().label("fen"),
    )


def _capped(*conditions: ColumnElement[bool]) -> Any:
    first = select(literal(1)).select_from(Case).where(*conditions).limit(bindparam("beyond")).subquery()
    return select(func.count()).select_from(first).scalar_subquery()


def caseworkers() -> list[tuple[int, str]]:
    """Everybody who may own cases, for the owner filter."""
    query = select(User.id, User.name).where(User.duty_group == "casework", User.active).order_by(User.name, User.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def of_enterprise(enterprise_id: int, except_id: int, limit: int = 10) -> Sequence[Line]:
    """The enterprise's other submitted cases, newest first."""
    query = _rows().where(Case.enterprise_id == enterprise_id, Case.id != except_id, Case.submitted_at.is_not(None))
    return db.session.execute(query.order_by(Case.id.desc()).limit(limit)).all()
