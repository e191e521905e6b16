"""The steps beside a case: what this person can do now, where each leads, and why a step is not possible yet."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from states.dossier import Actor, Dossier
from states.guard import Blocker
from states.lifecycle import IN_WORK, allowed
from states.limits import Limits
from states.names import Role, State
from states.step import Step
from workflow.models.case import Case
from workflow.views.filters import say
from workflow.views.ways import OVER, WAYS, Way


def steps(case: Case, dossier: Dossier, actor: Actor) -> list[dict[str, Any]]:
    """The entries of the list of steps, the one that carries the case on first."""
    if dossier.referral_closed:  # the other department has answered for good: nothing is left to do or to hand on
        return []
    found = {step.action: (step, reasons) for step, reasons in allowed(dossier, actor)}
    named = [(*found[action], way) for action, way in WAYS.items() if action in found]
    left = [(step, [one for one in reasons if one.code not in way.waived], way) for step, reasons, way in named]
    kept = [one for one in left if _is_offered(*one)]
    entries = [_entry(case, step, reasons, way, first=place == 0) for place, (step, reasons, way) in enumerate(kept)]
    return entries + _ownership(case, actor)


def may(dossier: Dossier, actor: Actor, action: str) -> bool:
    """Whether the person can take this step now."""
    return any(step.action == action and not reasons for step, reasons in allowed(dossier, actor))


def _is_offered(_step: Step, reasons: Sequence[Blocker], way: Way) -> bool:
    if way.endpoint not in current_app.view_functions or (way.only_open and reasons):
        return False
    return not any(reason.code in OVER for reason in reasons)


def _entry(case: Case, step: Step, reasons: Sequence[Blocker], way: Way, *, first: bool) -> dict[str, Any]:
    return {
        "label": say(step.label),
        "url": _address(case, way),
        "method": "get" if way.anchor else "post",
        "dialog": way.page,
        "cls": way.cls or ("btn-primary" if first else "btn-line"),
        "blockers": list(reasons),
        "note": _note(case, step),
    }


def _address(case: Case, way: Way) -> str:
    if way.endpoint == "payments.index":
        return url_for(way.endpoint)
    return url_for(way.endpoint, number=case.number, _anchor=way.anchor or None)


def _note(case: Case, step: Step) -> str:
    if step.action == "request_correction":
        days = Limits(**case.call.days).correction
        return _("一次写全。期限%(days)s个工作日，期间暂停计时", days=days)
    if step.action == "accept_conditionally":
        return _("企业承诺后补，限%(days)s个工作日，补交前停止计时", days=Limits(**case.call.days).condition)
    if step.action == "evaluate_again":
        return _("重新评估后，原来的复核作废")
    if step.action == "keep_evaluation":
        return _("评估依据没有变，不用重算和复核")
    return ""


def _ownership(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """Claim a case that is nobody's, put back an own one."""
    if Role.CASEWORKER not in actor.roles or case.state not in IN_WORK:
        return []
    if case.owner_id is None:
        note = _("受理时会自动归您经办") if case.state == State.SUBMITTED and case.accepted_at is None else ""
        return [_plain("cases.claim", case, _("认领这件申请"), "btn-line", note)]
    if case.owner_id == actor.user_id:
        return [_plain("cases.release", case, _("放回待认领"), "btn-plain", "")]
    return []


def _plain(endpoint: str, case: Case, label: str, cls: str, note: str) -> dict[str, Any]:
    return {"label": label, "url": url_for(endpoint, number=case.number), "method": "post", "cls": cls, "note": note}
