"""A case goes from one caseworker to another, with the reason; within ten minutes that can be taken back."""

from typing import Any

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.guards_ownership import unfit
from states.lifecycle import Refused, blockers
from workflow.actions import helping
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import Message, tell
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.case_helper import CaseHelper
from workflow.queries.casefile import open_file
from workflow.queries.caseworkers import NOT_ONE, caseworker

SAME = Blocker(
    "same_owner", "这件申请本来就在他名下，请另选一位", "The case is this colleague's already; choose another"
)


def hand_over(case: Case, to_id: int, reason: str, actor: Actor, *, say_so: bool = True) -> None:
    """Make `to_id` the caseworker in charge of a locked case. Raises Refused.

    The supervisor gives any case to anybody, the caseworker in charge an own one. Nobody gets a case on whose second
    review, decision or payment they worked. `say_so` off: the caller tells the new owner of many cases at once.
    """
    file = open_file(case)
    if reasons := blockers(file.dossier, "hand_over", actor):
        raise Refused(reasons)
    if caseworker(to_id) is None:
        raise Refused((NOT_ONE,))
    if to_id == case.owner_id:
        raise Refused((SAME,))
    if why := unfit(file.dossier, to_id):
        raise Refused((why,))
    before, helpers = case.owner_id, list(file.hands.helpers)
    detail: dict[str, Any] = {"owner": [before, to_id]}
    if to_id in helpers:
        detail["helpers"] = [helpers, [one for one in helpers if one != to_id]]
    reason = reasoned(reason)
    advance(case, "hand_over", file.dossier, actor, Entry(reason=reason, detail=detail))
    case.owner_id = to_id
    helping.forget(case, to_id)
    if say_so:
        tell(case, [to_id], _given(case, reason))
    if before is not None and before != actor.user_id:
        tell(case, [before], _taken(case, reason))


def undo(case: Case, actor: Actor) -> None:
    """Take back the hand-over that was this case's newest step. Raises Refused: not one's own, too late, overtaken."""
    file = open_file(case)
    if reasons := blockers(file.dossier, "undo_hand_over", actor):
        raise Refused(reasons)
    given = db.session.scalars(
        select(Transition).where(Transition.case_id == case.id, Transition.seq == case.version)
    ).one()
    owner, there = given.detail["owner"][0], case.owner_id
    detail: dict[str, Any] = {"owner": [there, owner]}
    if "helpers" in given.detail:
        detail["helpers"] = given.detail["helpers"][::-1]
    advance(case, "undo_hand_over", file.dossier, actor, Entry(detail=detail))
    case.owner_id = owner
    assert actor.user_id is not None, "people take back"
    for user_id in set(detail.get("helpers", [[], []])[1]) - set(file.hands.helpers):
        row = {"case_id": case.id, "user_id": user_id, "duty_group": "casework"}
        db.session.add(CaseHelper(**row, added_by=actor.user_id, added_at=now()))
    if there is not None and there != actor.user_id:
        zh, en = f"{case.number}　不再归您经办", f"{case.number} is no longer yours"
        tell(case, [there], Message("hand_over_undone", zh, en, "移交撤销了。", "The hand-over was undone."))


def _given(case: Case, reason: str) -> Message:
    title_zh, title_en = f"{case.number}　归您经办了", f"{case.number} is yours now"
    return Message("handed_over", title_zh, title_en, f"理由：{reason}", f"Reason: {reason}")


def _taken(case: Case, reason: str) -> Message:
    title_zh, title_en = f"{case.number}　换了经办人", f"{case.number} went to a colleague"
    return Message("handed_over", title_zh, title_en, f"理由：{reason}", f"Reason: {reason}")
