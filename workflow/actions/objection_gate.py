"""Whether an objection to a public notice is taken: in time, from outside, and not too many from one place or person."""

from datetime import timedelta

from sqlalchemy import func, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused, blockers
from states.names import Role
from workflow.actions.public_tracking import source as counted_as
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.objection import Objector
from workflow.queries.casefile import CaseFile, open_file

#: Objections from one place, or of one person who signed in, within a day.
MOST_A_DAY = 5

TOO_MANY = Blocker(
    "too_many_objections",
    "今天从这里提出的异议太多，请明天再提，或者到窗口当面提",
    "Too many objections came from here today; please try again tomorrow, or come to our counter",
)
NOT_RUNNING = Blocker(
    "notice_not_running", "这件申请不在公示期内，不能提异议", "There is no public notice of this application now"
)


def check(case: Case, citizen: Actor | None, source: str | None) -> None:
    """Whether an objection would be taken now, before its file is looked at. Raises Refused."""
    may_object(open_file(case), citizen, counted(citizen, source))


def counted(citizen: Actor | None, source: str | None) -> str | None:
    """By what objections are counted: the person who signed in, else where they come from."""
    return source if citizen is None else counted_as("objector", str(citizen.user_id))


def may_object(file: CaseFile, citizen: Actor | None, source: str | None) -> None:
    """Whoever signs in, everybody objects as a citizen: within the period, and not to an own application."""
    if file.publicity is None:
        raise Refused((NOT_RUNNING,))
    known = citizen or Actor(None, frozenset())
    who = Actor(known.user_id, frozenset({Role.APPLICANT}), known.enterprise_id)
    if reasons := blockers(file.dossier, "raise_objection", who):
        raise Refused(reasons)
    recent = select(func.count()).where(Objector.source == source, Objector.at > now() - timedelta(days=1))
    if (db.session.scalar(recent) or 0) >= MOST_A_DAY:
        raise Refused((TOO_MANY,))
