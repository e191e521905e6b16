"""Parameters by two people: the days that new calls begin with, and the bureau's answers to questions about the text.

Both are versions: the newest approved one holds, earlier ones stay. The caller commits.
"""

from typing import Any

from rules.policy import Policy
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.limits import Limits
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions import admin, call_refusals
from workflow.actions import admin_refusals as why
from workflow.models.admin_change import DAYS, READING, AdminChange
from workflow.queries.call_desk import standard_days
from workflow.queries.questions import answers, questions

PROPOSERS = (Role.REVIEWER, Role.SUPERVISOR)
PROPOSE = Say("提议参数", "Propose a parameter")
UNKNOWN = Blocker("question_unknown", "没有这个问题或这种理解", "There is no such question or reading")


def _may_propose(actor: Actor) -> None:
    if not actor.roles.intersection(PROPOSERS):
        raise Refused((wrong_role(PROPOSE, PROPOSERS),))


def propose_days(days: dict[str, int], reason: str, actor: Actor) -> AdminChange:
    """Propose the days (working days a stage) that new calls begin with; calls that exist keep theirs. Raises Refused."""
    _may_propose(actor)
    limits = Limits(**days)
    if limits.within_promise() > limits.promised:
        raise Refused((call_refusals.PROMISE,))
    before = {name: getattr(Limits(**standard_days()), name) for name in days}
    return admin.propose(DAYS, "days", {"days": before}, {"days": days}, reason, actor)


def propose_answer(policy: Policy, key: str, value: str, reason: str, actor: Actor) -> AdminChange:
    """Propose to record what the bureau answered to a question; `reason` says where it stands. Raises Refused."""
    _may_propose(actor)
    question = next((one for one in questions(policy) if one.key == key), None)
    way = next((one for one in question.ways if one.value == value), None) if question else None
    if way is None or question is None:
        raise Refused((UNKNOWN,))
    before = dict(question.answer or {})
    after = {"answer": value, "words": way.words.as_json(), "agrees": way.chosen}
    return admin.propose(READING, f"{policy.version} {key}", before, after, reason, actor)


def still_so(subject: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """An approved answer holds by being the newest; it must answer to what stood when it was proposed. Raises Refused."""
    version, _space, key = subject.partition(" ")
    if dict(answers(version).get(key) or {}) not in (before, after):
        raise Refused((why.STALE,))


def days_hold(_subject: str, _before: dict[str, Any], after: dict[str, Any]) -> None:
    """Approved days hold by being the newest. Raises Refused when they are worse than promised by now."""
    limits = Limits(**after["days"])
    if limits.within_promise() > limits.promised:
        raise Refused((call_refusals.PROMISE,))
