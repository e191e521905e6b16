"""Steps that need two people: the supervisor proposes, somebody outside the case confirms, and with that it is done."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.names import Role
from workflow.actions import setting_aside
from workflow.actions.notify import Message, tell
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.appeal import Appeal
from workflow.models.case import Case
from workflow.models.countersign import REOPEN, UPHOLD_APPEAL, UPHOLD_OBJECTION, Countersign
from workflow.models.objection import Objection
from workflow.models.user import User
from workflow.queries.casefile import open_file
from workflow.queries.handlers import second_persons

#: What only the second person can give, so that it does not stand in the way of a proposal.
GIVEN_LATER = frozenset({"second_person", "second_person_outside"})
MOVED = Blocker(
    "proposal_void",
    "这件申请在提议之后又办了一步，提议已作废，请重新提议",
    "The case has moved on since; the proposal is void and must be made again",
)
CLOSED = Blocker("proposal_closed", "这件提议已经办结", "This proposal is closed already")
NOT_ASKED = Blocker(
    "not_second_person",
    "确认人要是没办过这件申请的复核人或科室负责人，也不能是提议人",
    "A reviewer or supervisor outside the case confirms, never the proposer",
)
NOBODY = Blocker(
    "nobody_outside",
    "没有可以确认的人：复核人和科室负责人都办过这件申请",
    "Nobody can confirm: every reviewer and supervisor worked on this case",
)
GROUND_CLOSED = Blocker(
    "ground_closed",
    "这件异议或复核已经办结，不能再据此提议",
    "This objection or appeal is closed already; nothing can be proposed on it",
)
NO_HANDLER = Blocker("no_handler", "请先指定处理人，再提议", "Name the handler first")
DO: dict[str, Callable[[Case, Countersign, Actor], None]] = {
    REOPEN: setting_aside.reopen,
    UPHOLD_OBJECTION: setting_aside.uphold_objection,
    UPHOLD_APPEAL: setting_aside.uphold_appeal,
}


class Ground(NamedTuple):
    """What a proposal rests on; none for reopening by the bureau's own motion."""

    objection: Objection | None = None
    appeal: Appeal | None = None


def propose(case: Case, action: str, reason: str, actor: Actor, ground: Ground | None = None) -> Countersign:
    """Propose a step that needs a second person, with its reason; an older proposal for the same step is void.

    Raises Refused when more than the second person is missing, or when nobody could confirm it.
    """
    reason, dossier, ground = reasoned(reason), open_file(case).dossier, ground or Ground()
    assert actor.user_id is not None
    reasons = [one for one in blockers(dossier, action, actor) if one.code not in GIVEN_LATER]
    if reasons:
        raise Refused(tuple(reasons))
    _check_ground(case, ground)
    asked = second_persons(dossier, actor.user_id)
    if not asked:
        raise Refused((NOBODY,))
    _void_open(case, action)
    row = Countersign(
        case_id=case.id,
        version=case.version,
        action=action,
        objection_id=ground.objection.id if ground.objection else None,
        appeal_id=ground.appeal.id if ground.appeal else None,
        reason=reason,
        state="open",
        proposed_by=actor.user_id,
        proposed_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    tell(case, [person.id for person in asked], _asked(case))
    return row


def _check_ground(case: Case, ground: Ground) -> None:
    """What a proposal rests on is of this case, waits for its answer, and somebody outside looks into it."""
    for one in (ground.objection, ground.appeal):
        if one is None:
            continue
        if one.case_id != case.id or one.state != "open":
            raise Refused((GROUND_CLOSED,))
        if one.handler_id is None:
            raise Refused((NO_HANDLER,))


def confirm(case: Case, row: Countersign, actor: Actor) -> None:
    """Confirm a proposal on a locked case: the step is taken at once, in the proposer's name. Raises Refused."""
    _check(case, row, actor)
    row.state, row.second_by, row.second_at = "confirmed", actor.user_id, now()
    db.session.flush()
    DO[row.action](case, row, _person(row.proposed_by))
    _void_open(case)


def refuse(case: Case, row: Countersign, actor: Actor) -> None:
    """Do not confirm; nothing happens to the case. Raises Refused."""
    _check(case, row, actor)
    row.state, row.second_by, row.second_at = "refused", actor.user_id, now()
    db.session.flush()


def _check(case: Case, row: Countersign, actor: Actor) -> None:
    if row.state != "open":
        raise Refused((CLOSED,))
    if row.version != case.version:
        raise Refused((MOVED,))
    if actor.user_id not in {person.id for person in second_persons(open_file(case).dossier, row.proposed_by)}:
        raise Refused((NOT_ASKED,))


def _void_open(case: Case, action: str | None = None) -> None:
    query = select(Countersign).where(Countersign.case_id == case.id, Countersign.state == "open")
    if action is not None:
        query = query.where(Countersign.action == action)
    for row in db.session.scalars(query):
        row.state = "void"
    db.session.flush()


def _person(user_id: int) -> Actor:
    """The proposer with the roles held now: who lost the role since cannot act by an old proposal."""
    user = db.session.get_one(User, user_id)
    roles = frozenset(Role(row.role) for row in user.roles) if user.active else frozenset()
    return Actor(user.id, roles, user.enterprise_id)


def _asked(case: Case) -> Message:
    return Message(
        kind="countersign_asked",
        title_zh=f"{case.number}　有一步请您确认",
        title_en=f"{case.number}: a step waits for your confirmation",
        body_zh="科室负责人提议的这一步要有第二个人确认，请看理由再决定。",
        body_en="The supervisor proposed a step that needs a second person. Please read the reason and decide.",
    )
