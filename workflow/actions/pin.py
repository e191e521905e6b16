"""Pins: a numbered place on a page of a document, for a fact or with a note."""

from typing import NamedTuple

from sqlalchemy import func, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.fact_check import REMOVED, UNKNOWN
from workflow.actions.marking import must_mark
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Document
from workflow.models.pin import Pin
from workflow.queries.casefile import open_file

MOST = 200
TOO_MANY = Blocker("too_many_pins", f"一件申请最多{MOST}个标注。", f"At most {MOST} pins on one application.")
SAYS_NOTHING = Blocker(
    "says_nothing", "请选择标注的是哪一项，或写一句说明。", "Please choose the fact, or write what is to be seen there."
)


class Place(NamedTuple):
    """Where: the page (from 1), and thousandths of its width and height; None for both: the whole page."""

    page: int
    x: int | None = None
    y: int | None = None


def put(case: Case, document: Document, place: Place, fact: str, note: str, actor: Actor) -> Pin:
    """Put a pin on a document of the case. Raises Refused."""
    file, note = open_file(case), note.strip()
    must_mark(file, actor)
    if document.case_id != case.id or document.removed_at is not None:
        raise Refused((REMOVED,))
    if fact and fact not in file.filing.facts:
        raise Refused((UNKNOWN,))
    if not fact and not note:
        raise Refused((SAYS_NOTHING,))
    last = db.session.scalar(select(func.max(Pin.number)).where(Pin.case_id == case.id)) or 0
    if last >= MOST:
        raise Refused((TOO_MANY,))
    assert actor.user_id is not None
    row = Pin(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        document_id=document.id,
        number=last + 1,
        page=place.page,
        x=place.x,
        y=place.y,
        fact=fact,
        note=note,
        actor_id=actor.user_id,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def take_off(case: Case, pin: Pin, actor: Actor) -> None:
    """Take a pin off; its number is not given again. Once is enough. Raises Refused."""
    must_mark(open_file(case), actor)
    if pin.removed_at is None:
        pin.removed_by, pin.removed_at = actor.user_id, now()
        db.session.flush()
