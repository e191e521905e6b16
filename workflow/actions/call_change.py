"""Calls by two people: a reviewer proposes a new one or a change, a supervisor approves, only then it holds.

An open call is only made longer: who began to apply keeps what was promised. The caller commits.
"""

from datetime import datetime
from typing import Any

from rules import catalogue
from states.dossier import Actor
from states.lifecycle import Refused
from states.limits import Limits
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions import admin, call_refusals
from workflow.actions import admin_refusals as why
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.admin_change import CALL_CHANGE, CALL_NEW, AdminChange
from workflow.models.call import Call
from workflow.queries.call_desk import MOMENTS, by_key, key, next_round, values_of
from workflow.queries.rulebook import policy, versions

PROPOSERS = (Role.REVIEWER, Role.SUPERVISOR)
PROPOSE = Say("提议批次", "Propose a call")
Values = dict[str, Any]


def _may_propose(actor: Actor) -> None:
    if not actor.roles.intersection(PROPOSERS):
        raise Refused((wrong_role(PROPOSE, PROPOSERS),))


def _at(values: Values, name: str) -> datetime:
    return datetime.fromisoformat(values[name])


def _sound(values: Values) -> None:
    """What every call must keep, whoever typed it."""
    opens, new_until, resubmit_until = (_at(values, name) for name in MOMENTS)
    if not opens < new_until <= resubmit_until:
        raise Refused((call_refusals.ORDER,))
    if values["policy_version"] not in {row.version for row in versions()}:
        raise Refused((call_refusals.VERSION,))
    begins, ends = policy(values["policy_version"]).valid
    if (begins and business_date(opens).isoformat() < begins) or (ends and business_date(new_until).isoformat() > ends):
        raise Refused((call_refusals.NOT_IN_FORCE,))
    limits = Limits(**values["days"])
    if limits.within_promise() > limits.promised:
        raise Refused((call_refusals.PROMISE,))


def propose_new(item: str, values: Values, reason: str, actor: Actor) -> AdminChange:
    """Propose the next call of an item. Raises Refused."""
    _may_propose(actor)
    if item not in catalogue.ITEMS:
        raise Refused((call_refusals.ITEM,))
    _sound(values)
    _still_to_come(values)
    year = business_date(_at(values, "opens_at")).year
    return admin.propose(CALL_NEW, key(item, year, next_round(item, year)), {}, values, reason, actor)


def propose_change(call: Call, values: Values, reason: str, actor: Actor) -> AdminChange:
    """Propose to change a call: all of it before it opens, later ends afterwards. Raises Refused."""
    _may_propose(actor)
    before = values_of(call)
    after = {name: value for name, value in values.items() if value != before[name]}
    _allowed(call, before, after)
    subject = key(call.item, call.year, call.round)
    return admin.propose(CALL_CHANGE, subject, {name: before[name] for name in after}, after, reason, actor)


def _still_to_come(values: Values) -> None:
    if _at(values, "opens_at") <= now():
        raise Refused((call_refusals.OPENS_LATER,))


def _allowed(call: Call, before: Values, after: Values) -> None:
    if call.opens_at > now():
        _sound(before | after)
        _still_to_come(before | after)
        if business_date(_at(before | after, "opens_at")).year != call.year:
            raise Refused((call_refusals.YEAR,))
        return
    if not after.keys() <= {"new_until", "resubmit_until"}:
        raise Refused((call_refusals.ONLY_LONGER,))
    if any(_at(after, name) < getattr(call, name) or getattr(call, name) <= now() for name in after):
        raise Refused((call_refusals.ONLY_LONGER,))
    _sound(before | after)


def _set(call: Call, values: Values) -> None:
    for name, value in values.items():
        setattr(call, name, datetime.fromisoformat(value) if name in MOMENTS else value)


def new(subject: str, after: Values, _actor: Actor) -> None:
    """The approved call: it stands among the calls from now on. Raises Refused when its number is taken meanwhile."""
    _sound(after)
    _still_to_come(after)
    if by_key(subject, for_change=True) is not None:
        raise Refused((why.STALE,))
    item, year, batch = subject.split("-")
    call = Call(item=item, year=int(year), round=int(batch))
    _set(call, after)
    db.session.add(call)
    db.session.flush()


def change(subject: str, before: Values, after: Values) -> None:
    """The approved change, if the call is still as it was and may still be changed so. Raises Refused."""
    call = by_key(subject, for_change=True)
    if call is None or {name: values_of(call)[name] for name in before} != before:
        raise Refused((why.STALE,))
    _allowed(call, values_of(call), after)
    _set(call, after)
    db.session.flush()
