"""The desk's lists: tabs, filters, search, keyset pages, and counts that stop at 1,000. All as plain rows.

A case with a running clock stands in the working tabs, sorted by the day it is due; one without stands under `done`,
newest first. The two share every submitted case between them, so nothing can fall out of sight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import aliased

from states.dossier import Actor
from states.names import Role, State
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Evaluation, Review
from workflow.models.user import User

Line: TypeAlias = Row[*tuple[Any, ...]]
CAP = 1000
PAGE = 50
TABS = ("mine", "today", "late", "waiting", "agenda", "unclaimed", "all", "done")
SEARCH = "search"
#: Tabs that list the newest case first instead of the one that is due first.
NEWEST_FIRST = frozenset({"done", SEARCH})
AT_WORK = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED)
RUNNING = (*AT_WORK, State.COMMITTEE, State.PUBLICITY)
AMOUNT = func.coalesce(Case.award_fen, Case.proposed_fen, Case.estimate_fen)


class Place(NamedTuple):
    """Where a page begins: the due day (None where the newest come first) and the id of the row beside it."""

    due_on: date | None
    id: int


@dataclass(frozen=True, kw_only=True)
class View:
    """What is looked at. `owner`: a user's id, 0 = nobody's. A `text` searches all submitted cases, whatever the tab."""

    tab: str = "all"
    item: str = ""
    state: str = ""
    owner: int | None = None
    text: str = ""
    after: Place | None = None
    before: Place | None = None

    @property
    def newest_first(self) -> bool:
        """Whether the list runs from the newest case back."""
        return self.tab in NEWEST_FIRST


@dataclass(frozen=True)
class Counts:
    """Numbers above a list; each stops at CAP + 1. `fen` adds up the amounts of the first CAP cases of the view."""

    tabs: dict[str, int]
    states: dict[str, int]
    total: int
    fen: int


def _reviewed() -> ColumnElement[bool]:
    of = aliased(Review)
    passed = select(of.case_id).where(of.case_id == Case.id, of.round == Case.round, of.result == "passed")
    return passed.correlate(Case).exists()


def _turn(actor: Actor) -> ColumnElement[bool]:
    """Cases that wait for this person: a caseworker's own ones, for the others those whose next step is their role's."""
    turns: list[ColumnElement[bool]] = []
    if Role.CASEWORKER in actor.roles:
        turns.append(Case.owner_id == actor.user_id)
    if Role.REVIEWER in actor.roles:
        turns.append(and_(Case.state == State.EVALUATED, ~_reviewed()))
    if actor.roles & {Role.SUPERVISOR, Role.SECRETARY}:
        turns.append(Case.state == State.COMMITTEE)
    if Role.FINANCE in actor.roles:
        turns.append(and_(Case.state == State.PUBLICITY, Case.cleared_at.is_not(None)))
    return or_(*turns) if turns else false()


def _tab(tab: str, actor: Actor) -> ColumnElement[bool]:
    today, running = business_date(), Case.due_on.is_not(None)
    whose = Case.owner_id == actor.user_id if Role.CASEWORKER in actor.roles else true()
    return {
        "mine": and_(running, _turn(actor)),
        "today": and_(Case.due_on == today, whose),
        "late": and_(Case.due_on < today, whose),
        "waiting": and_(running, Case.state == State.CORRECTION, whose),
        "agenda": and_(running, Case.state == State.EVALUATED, _reviewed(), whose),
        "unclaimed": and_(running, Case.owner_id.is_(None), Case.state.in_(AT_WORK)),
        "all": running,
        "done": and_(Case.due_on.is_(None), Case.submitted_at.is_not(None)),
        SEARCH: Case.submitted_at.is_not(None),
    }[tab]


def _filters(view: View) -> list[ColumnElement[bool]]:
    kept: list[ColumnElement[bool]] = []
    if view.item:
        kept.append(Case.item == view.item)
    if view.state:
        kept.append(Case.state == view.state)
    if view.owner is not None:
        kept.append(Case.owner_id == view.owner if view.owner else Case.owner_id.is_(None))
    if view.text:
        word = view.text.upper()
        firms = select(Enterprise.id).where(
            or_(Enterprise.name.contains(view.text, autoescape=True), Enterprise.uscc.startswith(word, autoescape=True))
        )
        kept.append(or_(Case.number.startswith(word, autoescape=True), Case.enterprise_id.in_(firms)))
    return kept


def page(view: View, actor: Actor) -> tuple[Sequence[Line], bool]:
    """The rows of one page and whether more follow in the direction it was turned. One statement at any depth."""
    back = view.before is not None
    place = view.before or view.after
    columns = (Case.id,) if view.newest_first else (Case.due_on, Case.id)
    query = _rows().where(_tab(view.tab, actor), *_filters(view))
    if place is not None:
        at = tuple_(literal(place.id)) if view.newest_first else tuple_(literal(place.due_on), literal(place.id))
        forward = back == view.newest_first
        query = query.where(tuple_(*columns) > at if forward else tuple_(*columns) < at)
    descending = back != view.newest_first
    query = query.order_by(*(column.desc() if descending else column.asc() for column in columns))
    rows = db.session.execute(query.limit(PAGE + 1)).all()
    kept = rows[:PAGE]
    return (kept[::-1] if back else kept), len(rows) > PAGE


def _rows() -> Select[*tuple[Any, ...]]:
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


def _capped(*conditions: ColumnElement[bool]) -> Any:
    first = select(literal(1)).select_from(Case).where(*conditions).limit(CAP + 1).subquery()
    return select(func.count()).select_from(first).scalar_subquery()


def counts(view: View, actor: Actor) -> Counts:
    """Every number above the list, in one statement that looks at no more than CAP + 1 rows for each."""
    here, kept = _tab(view.tab, actor), _filters(view)
    others = _filters(View(item=view.item, owner=view.owner, text=view.text))
    first = select(AMOUNT.label("fen")).where(here, *kept).limit(CAP).subquery()
    query = select(
        *(_capped(_tab(tab, actor)).label(tab) for tab in TABS),
        *(_capped(here, *others, Case.state == state).label(f"state_{state}") for state in RUNNING),
        _capped(here, *kept).label("total"),
        select(func.coalesce(func.sum(first.c.fen), 0)).scalar_subquery().label("fen"),
    )
    row = db.session.execute(query).mappings().one()
    return Counts(
        {tab: row[tab] for tab in TABS},
        {state.value: row[f"state_{state}"] for state in RUNNING},
        row["total"],
        int(row["fen"]),
    )


def caseworkers() -> list[tuple[int, str]]:
    """Everybody who may own cases, for the owner filter."""
    query = select(User.id, User.name).where(User.duty_group == "casework", User.active).order_by(User.name, User.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def of_enterprise(enterprise_id: int, except_id: int, limit: int = 10) -> Sequence[Line]:
    """The enterprise's other submitted cases, newest first."""
    query = _rows().where(Case.enterprise_id == enterprise_id, Case.id != except_id, Case.submitted_at.is_not(None))
    return db.session.execute(query.order_by(Case.id.desc()).limit(limit)).all()
