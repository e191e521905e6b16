"""The conditions of the desk's lists, written once with parameters: building them anew for each page costs more than asking.

`values` gives the parameters of a view; the statements of `queries/queue.py` are made of these terms and kept by shape.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Date, String, and_, bindparam, false, or_, select, true
from sqlalchemy.orm import aliased

from states.dossier import Actor
from states.names import Role, State
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Review

TABS = ("mine", "today", "late", "waiting", "agenda", "unclaimed", "all", "done")
SEARCH = "search"
#: Tabs that list the newest case first instead of the one that is due first.
NEWEST_FIRST = frozenset({"done", SEARCH})
AT_WORK = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED)
RUNNING = (*AT_WORK, State.COMMITTEE, State.PUBLICITY)
Terms = list[ColumnElement[bool]]
ME, TODAY = bindparam("me", type_=BigInteger), bindparam("today", type_=Date)
PLACE_DAY, PLACE_ID = bindparam("place_day", type_=Date), bindparam("place_id", type_=BigInteger)


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


class Shape(NamedTuple):
    """What decides the form of a statement, without its values."""

    tab: str
    item: bool
    state: bool
    owner: Literal["all", "one", "nobody"]
    text: bool
    roles: frozenset[Role]
    turned: Literal["", "after", "before"]


def shape(view: View, actor: Actor) -> Shape:
    """The shape of a view for a person."""
    owner: Literal["all", "one", "nobody"] = "all" if view.owner is None else "one" if view.owner else "nobody"
    turned: Literal["", "after", "before"] = "before" if view.before else "after" if view.after else ""
    return Shape(view.tab, bool(view.item), bool(view.state), owner, bool(view.text), actor.roles, turned)


def values(view: View, actor: Actor) -> dict[str, Any]:
    """The parameters of every term."""
    place = view.before or view.after
    escaped = view.text.replace("/", "//").replace("%", "/%").replace("_", "/_")
    return {
        "me": actor.user_id,
        "today": business_date(),
        "item": view.item,
        "state": view.state,
        "owner": view.owner,
        "named": f"%{escaped}%",
        "numbered": f"{escaped.upper()}%",
        "place_day": place.due_on if place else None,
        "place_id": place.id if place else None,
    }


def _reviewed() -> ColumnElement[bool]:
    of = aliased(Review)
    passed = select(of.case_id).where(of.case_id == Case.id, of.round == Case.round, of.result == "passed")
    return passed.correlate(Case).exists()


def _turn(roles: frozenset[Role]) -> ColumnElement[bool]:
    """Cases that wait for this person: a caseworker's own ones, for the others those whose next step is their role's."""
    turns: Terms = []
    if Role.CASEWORKER in roles:
        turns.append(Case.owner_id == ME)
    if Role.REVIEWER in roles:
        turns.append(and_(Case.state == State.EVALUATED, ~_reviewed()))
    if roles & {Role.SUPERVISOR, Role.SECRETARY}:
        turns.append(Case.state == State.COMMITTEE)
    if Role.FINANCE in roles:
        turns.append(and_(Case.state == State.PUBLICITY, Case.cleared_at.is_not(None)))
    return or_(*turns) if turns else false()


def of_tab(tab: str, roles: frozenset[Role]) -> ColumnElement[bool]:
    """The cases of a tab; a caseworker's tabs hold the own cases, but for those of the whole section."""
    running = Case.due_on.is_not(None)
    whose = Case.owner_id == ME if Role.CASEWORKER in roles else true()
    return {
        "mine": and_(running, _turn(roles)),
        "today": and_(Case.due_on == TODAY, whose),
        "late": and_(Case.due_on < TODAY, whose),
        "waiting": and_(running, Case.state == State.CORRECTION, whose),
        "agenda": and_(running, Case.state == State.EVALUATED, _reviewed(), whose),
        "unclaimed": and_(running, Case.owner_id.is_(None), Case.state.in_(AT_WORK)),
        "all": running,
        "done": and_(Case.due_on.is_(None), Case.submitted_at.is_not(None)),
        SEARCH: Case.submitted_at.is_not(None),
    }[tab]


def filters(of: Shape, *, with_state: bool = True) -> Terms:
    """The filters of a view; `with_state` off counts the other states beside the chosen one."""
    kept: Terms = []
    if of.item:
        kept.append(Case.item == bindparam("item"))
    if of.state and with_state:
        kept.append(Case.state == bindparam("state"))
    if of.owner == "one":
        kept.append(Case.owner_id == bindparam("owner"))
    elif of.owner == "nobody":
        kept.append(Case.owner_id.is_(None))
    if of.text:
        named, numbered = bindparam("named", type_=String), bindparam("numbered", type_=String)
        like = or_(Enterprise.name.like(named, escape="/"), Enterprise.uscc.like(numbered, escape="/"))
        firms = select(Enterprise.id).where(like)
        kept.append(or_(Case.number.like(numbered, escape="/"), Case.enterprise_id.in_(firms)))
    return kept
