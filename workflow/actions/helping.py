"""Colleagues who help the caseworker in charge of a case. The caller has the case locked and commits."""

from sqlalchemy import delete, select

from states.dossier import Actor
from states.guard import Blocker
from states.guards_ownership import unfit
from states.lifecycle import Refused
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import Message, tell
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.case_helper import CaseHelper
from workflow.queries.casefile import open_file
from workflow.queries.caseworkers import NOT_ONE, caseworker

#: Helpers of one case at most.
MOST = 5
HELPS_ALREADY = Blocker(
    "helps_already",
    "这位同事已经在办这件申请，请另选一位",
    "This colleague is on the case already; choose somebody else",
)
TOO_MANY = Blocker(
    "too_many_helpers",
    f"协办人最多{MOST}位，先结束一位的协办",
    f"A case has {MOST} helpers at most; end one's help first",
)
NOT_HELPING = Blocker("not_helping", "这位同事没有在协办这件申请", "This colleague does not help on this case")


def add(case: Case, user_id: int, actor: Actor) -> None:
    """Ask a colleague for help, who is told. Raises Refused, also for whoever did another control step on the case."""
    file = open_file(case)
    helpers = list(file.hands.helpers)
    if caseworker(user_id) is None:
        raise Refused((NOT_ONE,))
    if user_id == case.owner_id or user_id in helpers:
        raise Refused((HELPS_ALREADY,))
    if len(helpers) >= MOST:
        raise Refused((TOO_MANY,))
    if why := unfit(file.dossier, user_id):
        raise Refused((why,))
    after = sorted([*helpers, user_id])
    advance(case, "add_helper", file.dossier, actor, Entry(detail={"helpers": [helpers, after]}))
    assert actor.user_id is not None, "people ask for help"
    row = {"case_id": case.id, "user_id": user_id, "duty_group": "casework"}
    db.session.add(CaseHelper(**row, added_by=actor.user_id, added_at=now()))
    db.session.flush()
    message = Message(
        kind="helper_added",
        title_zh=f"{case.number}　请您协办",
        title_en=f"{case.number}: your help is asked for",
        body_zh="经办人能办的，您都能办；记录里写您的名字。",
        body_en="You may do what the caseworker in charge may do; the record shows your name.",
    )
    tell(case, [user_id], message)


def remove(case: Case, user_id: int, actor: Actor) -> None:
    """End a colleague's help. Raises Refused."""
    file = open_file(case)
    helpers = list(file.hands.helpers)
    if user_id not in helpers:
        raise Refused((NOT_HELPING,))
    after = [one for one in helpers if one != user_id]
    advance(case, "remove_helper", file.dossier, actor, Entry(detail={"helpers": [helpers, after]}))
    forget(case, user_id)


def forget(case: Case, user_id: int) -> None:
    """Take somebody off the helpers, as part of another step that says so in its record."""
    db.session.execute(delete(CaseHelper).where(CaseHelper.case_id == case.id, CaseHelper.user_id == user_id))


def forget_all(case: Case) -> list[int]:
    """Take every helper off, as part of another step; gives who they were."""
    of_case = CaseHelper.case_id == case.id
    gone = list(db.session.scalars(select(CaseHelper.user_id).where(of_case).order_by(CaseHelper.user_id)))
    if gone:
        db.session.execute(delete(CaseHelper).where(of_case))
    return gone
