"""Being away with a deputy: announced by the caseworker or the supervisor, ended early by either. The caller commits."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, exists, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow.actions import absence_words as words
from workflow.actions.notify import tell
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.absence import LONGEST, Absence, AbsenceDay
from workflow.models.user import User
from workflow.queries.absences import took_part
from workflow.queries.caseworkers import NOT_ONE, caseworker


@dataclass(frozen=True)
class Away:
    """An absence to announce: who, from when to when (both days included), who stands in, and a remark."""

    user_id: int
    deputy_id: int
    since: date
    until: date
    note: str = ""


def announce(away: Away, actor: Actor) -> Absence:
    """Write the absence and tell the deputy. Raises Refused.

    Nobody stands in who is away on one of the days, and nobody for whom somebody stands in stands in for others. Nobody
    stands in who did the second review, or another control step that must be apart, on a running case of the owner.
    """
    _must_be_ones_own(away.user_id, actor)
    # Both accounts are locked, always in the same order: two announcements that name each other meet here.
    db.session.execute(
        select(User.id).where(User.id.in_((away.user_id, away.deputy_id))).order_by(User.id).with_for_update()
    )
    if reasons := _problems(away):
        raise Refused(tuple(reasons))
    assert actor.user_id is not None, "people announce"
    both = {"user_id": away.user_id, "deputy_id": away.deputy_id}
    days = {"since": away.since, "until": away.until}
    row = Absence(**both, **days, duty_group="casework", note=away.note, made_by=actor.user_id, made_at=now())
    db.session.add(row)
    db.session.flush()
    for place in range((away.until - away.since).days + 1):
        db.session.add(AbsenceDay(**both, day=away.since + timedelta(days=place), absence_id=row.id))
    db.session.flush()
    name = caseworker(away.user_id) or ""
    tell(None, [away.deputy_id], words.begins(name, row))
    if away.user_id != actor.user_id:
        tell(None, [away.user_id], words.entered(caseworker(away.deputy_id) or "", row))
    return row


def end(absence_id: int, actor: Actor) -> Absence:
    """End an absence today: from now on nobody stands in. Raises Refused."""
    row = db.session.scalar(select(Absence).where(Absence.id == absence_id).with_for_update(of=Absence))
    if row is None or row.ended_at is not None or row.until < business_date():
        raise Refused((words.OVER,))
    _must_be_ones_own(row.user_id, actor)
    row.ended_at, row.ended_by = now(), actor.user_id
    coming = (AbsenceDay.absence_id == row.id, AbsenceDay.day >= business_date())
    db.session.execute(delete(AbsenceDay).where(*coming))
    db.session.flush()
    tell(None, [row.deputy_id], words.ended(caseworker(row.user_id) or "", row))
    return row


def _must_be_ones_own(user_id: int, actor: Actor) -> None:
    own = Role.CASEWORKER in actor.roles and actor.user_id == user_id
    if not own and Role.SUPERVISOR not in actor.roles:
        raise Refused((words.NOT_YOURS,))


def _problems(away: Away) -> list[Blocker]:
    found = []
    if caseworker(away.user_id) is None or caseworker(away.deputy_id) is None:
        found.append(NOT_ONE)
    if away.user_id == away.deputy_id:
        found.append(words.ANOTHER)
    if not business_date() <= away.since <= away.until < away.since + timedelta(days=LONGEST):
        found.append(words.DAYS)
    if found:
        return found
    if _is_away(away, AbsenceDay.user_id == away.user_id):
        found.append(words.AWAY_ALREADY)
    if _is_away(away, AbsenceDay.user_id == away.deputy_id):
        found.append(words.DEPUTY_AWAY)
    if _is_away(away, AbsenceDay.deputy_id == away.user_id):
        found.append(words.STANDS_IN)
    if numbers := took_part(away.user_id, away.deputy_id):
        found.append(words.took_part(numbers))
    return found


def _is_away(away: Away, who: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(who, AbsenceDay.day.between(away.since, away.until)))))
