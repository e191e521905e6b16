"""Who is in charge of a case: a caseworker claims it, and puts it back."""

from typing import Any

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions import helping
from workflow.actions.advance import Entry, advance
from workflow.db import db
from workflow.models.case import Case
from workflow.models.user import User
from workflow.queries.casefile import open_file


def claim(case: Case, actor: Actor) -> None:
    """Make the actor the owner of a locked case; claiming an own case again changes nothing.

    Raises Refused with the name of the colleague who was faster.
    """
    if case.owner_id is not None and case.owner_id == actor.user_id:
        return
    dossier = open_file(case).dossier
    if case.owner_id is not None:
        name = db.session.get_one(User, case.owner_id).name
        raise Refused((Blocker("claimed", f"{name}已经先认领了这件申请", f"{name} claimed this case before you"),))
    advance(case, "claim", dossier, actor, Entry(detail={"owner": [None, actor.user_id]}))
    case.owner_id = actor.user_id


def release(case: Case, actor: Actor) -> None:
    """Put an own case back for anybody to claim; its helpers are helpers no more. Raises Refused when it belongs to somebody else."""
    file = open_file(case)
    detail: dict[str, Any] = {"owner": [case.owner_id, None]}
    if file.hands.helpers:
        detail["helpers"] = [list(file.hands.helpers), []]
    advance(case, "release", file.dossier, actor, Entry(detail=detail))
    case.owner_id = None
    helping.forget_all(case)
