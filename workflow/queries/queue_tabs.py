"""Which cases stand in which tab of the desk, for which roles."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from states.names import Role, State
from workflow.models.conditional import ConditionalAcceptance
from workflow.models.evaluation import Review
from workflow.queries.queue_terms import SEARCH

AT_WORK = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED)
RUNNING = (*AT_WORK, State.COMMITTEE, State.PUBLICITY)
TURN = frozenset({Role.CASEWORKER, Role.REVIEWER, Role.SUPERVISOR, Role.SECRETARY, Role.FINANCE})


class Tab(NamedTuple):
    """The cases of a tab. `running`: with a clock, without one, or both. `rest`: what no index leads along."""

    running: bool | None = True
    owner: str = ""
    state: str = ""
    day: str = ""
    rest: str = ""


def tab_of(tab: str, roles: frozenset[Role]) -> Tab:
    """A tab for somebody's roles; a caseworker's tabs hold the own cases, but for those of the whole section."""
    mine = "me" if Role.CASEWORKER in roles else ""
    return {
        "today": Tab(day="today", owner=mine),
        "late": Tab(day="late", owner=mine),
        "waiting": Tab(owner=mine, rest="enterprise"),
        "agenda": Tab(state=State.EVALUATED, owner=mine, rest="reviewed"),
        "unclaimed": Tab(owner="nobody", rest="at_work"),
        "own": Tab(running=None, owner="me", rest="submitted"),
        "all": Tab(),
        "done": Tab(running=False, rest="submitted"),
        SEARCH: Tab(running=None, rest="submitted"),
    }.get(tab) or _mine(roles)


def _mine(roles: frozenset[Role]) -> Tab:
    """Cases that wait for this person: a caseworker's own ones, for the others those whose next step is their role's."""
    turns = roles & TURN
    if turns == {Role.CASEWORKER}:
        return Tab(owner="me")
    if turns == {Role.REVIEWER}:
        return Tab(state=State.EVALUATED, rest="unreviewed")
    if turns and turns <= {Role.SUPERVISOR, Role.SECRETARY}:
        return Tab(state=State.COMMITTEE)
    if turns == {Role.FINANCE}:
        return Tab(state=State.PUBLICITY, rest="cleared")
    return Tab(rest="turn" if turns else "nothing")


def reviewed(c: Any, result: str = "passed") -> ColumnElement[bool]:
    """Whether the newest evaluation was reviewed with this result. `c` holds the columns of cases."""
    of = aliased(Review)
    return select(of.case_id).where(of.case_id == c.id, of.round == c.round, of.result == result).exists()


def waits_for_enterprise(c: Any) -> ColumnElement[bool]:
    """Whether the enterprise is to hand something in: what a correction asks for, or documents that were to follow."""
    return or_(c.state == State.CORRECTION, to_follow(c))


def to_follow(c: Any) -> ColumnElement[bool]:
    """Whether the case was accepted with documents to follow that are not all in."""
    of = aliased(ConditionalAcceptance)
    return and_(c.state == State.SUBMITTED, select(of.id).where(of.case_id == c.id, of.state == "open").exists())


def rest_of(rest: str, roles: frozenset[Role], c: Any, me: Any) -> ColumnElement[bool]:
    """The condition behind a tab's `rest`."""
    if rest == "turn":
        return _turn(roles, c, me)
    return {
        "": true,
        "nothing": false,
        "enterprise": lambda: waits_for_enterprise(c),
        "reviewed": lambda: reviewed(c),
        "unreviewed": lambda: ~reviewed(c),
        "cleared": lambda: c.cleared_at.is_not(None),
        "submitted": lambda: c.submitted_at.is_not(None),
        "at_work": lambda: c.state.in_(AT_WORK),
    }[rest]()


def _turn(roles: frozenset[Role], c: Any, me: Any) -> ColumnElement[bool]:
    turns: list[ColumnElement[bool]] = []
    if Role.CASEWORKER in roles:
        turns.append(c.owner_id == me)
    if Role.REVIEWER in roles:
        turns.append(and_(c.state == State.EVALUATED, ~reviewed(c)))
    if roles & {Role.SUPERVISOR, Role.SECRETARY}:
        turns.append(c.state == State.COMMITTEE)
    if Role.FINANCE in roles:
        turns.append(and_(c.state == State.PUBLICITY, c.cleared_at.is_not(None)))
    return or_(*turns)
