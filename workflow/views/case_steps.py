"""The steps beside a case: what this person can do now, where each leads, and why a step is not possible yet."""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Way:
    """Where a step leads. `page`: it has a page of its own (a reason, an amount); `anchor`: its form stands on the case page."""

    endpoint: str
    page: bool = False
    cls: str = ""
    anchor: str = ""
    #: Left out while blocked: it would only repeat what the page says already.
    only_open: bool = False


#: In the order of the buttons: first what carries the case on, then the ways back.
WAYS: dict[str, Way] = {
    "accept": Way("cases.accept"),
    "check_documents": Way("checks.close"),
    "evaluate": Way("cases.show", anchor="evaluate"),
    "refer": Way("referrals.form", page=True),
    "second_review": Way("evaluations.review_form", page=True),
    "send_to_committee": Way("cases.send"),
    "approve": Way("committee.case", page=True),
    "record_vote": Way("committee.case", page=True),
    "record_referral_outcome": Way("referrals.outcome_form", page=True),
    "prepare_payment": Way("payments.index", page=True),
    "release_payment": Way("payments.index", page=True, only_open=True),
    "confirm_payment": Way("payments.index", page=True, only_open=True),
    "evaluate_again": Way("cases.show", anchor="evaluate"),
    "request_correction": Way("corrections.form", page=True),
    "cancel_correction": Way("corrections.cancel"),
    "lapse": Way("corrections.lapse_form", page=True, cls="btn-no"),
    "return_evaluation": Way("evaluations.return_form", page=True, cls="btn-no"),
    "decline": Way("cases.decline_form", page=True, cls="btn-no"),
    "send_back": Way("committee.case", page=True, cls="btn-no"),
    "reject": Way("committee.case", page=True, cls="btn-no"),
}
#: Reasons that say "done already" or "not for this item": such a step is not offered at all.
OVER = frozenset({"not_accepted", "not_reviewed", "computes", "refers", "referral_open"})


def steps(case: Case, dossier: Dossier, actor: Actor) -> list[dict[str, Any]]:
    """The entries of the list of steps, the one that carries the case on first."""
    found = {step.action: (step, reasons) for step, reasons in allowed(dossier, actor)}
    kept = [
        (*found[action], way) for action, way in WAYS.items() if action in found and _is_offered(*found[action], way)
    ]
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
    if step.action == "evaluate_again":
        return _("重新评估后，原来的复核作废")
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
