"""The lifecycle as one table, the one shared machine, and the questions asked of them.

A step moves a case from one of its sources to its target; a step without target is an event that leaves the state.
The order of guards is the order in which their sentences are shown.
"""

from typing import Protocol

from transitions import EventData, Machine

from states import guards as g
from states import guards_money as m
from states.dossier import Actor, Dossier
from states.guard import Blocker
from states.names import Control, PaymentState, Role, State
from states.refusals import REASON_NEEDED, moved_on, wrong_role, wrong_state
from states.say import Say
from states.step import Step

__all__ = [
    "MACHINE", "STEPS", "Actor", "Blocker", "Case", "Control", "Dossier", "PaymentState", "Refused", "Role", "Say",
    "State", "Step", "allowed", "blockers", "fire", "step",
]  # fmt: skip

DRAFT, SUBMITTED, CORRECTION = State.DRAFT, State.SUBMITTED, State.CORRECTION
CHECKED, EVALUATED, COMMITTEE = State.DOCUMENTS_CHECKED, State.EVALUATED, State.COMMITTEE
PUBLICITY, PAID, REFERRED = State.PUBLICITY, State.PAID, State.REFERRED
REJECTED, WITHDRAWN = State.REJECTED, State.WITHDRAWN
APPLICANT, CASEWORKER, REVIEWER = (Role.APPLICANT,), (Role.CASEWORKER,), (Role.REVIEWER,)
SUPERVISOR, SECRETARY, FINANCE, SYSTEM = (Role.SUPERVISOR,), (Role.SECRETARY,), (Role.FINANCE,), (Role.SYSTEM,)

#: Where a caseworker is in charge: neither a draft nor with the committee, the payers or closed.
IN_WORK = (SUBMITTED, CORRECTION, CHECKED, EVALUATED, REFERRED)

# fmt: off
STEPS: tuple[Step, ...] = (
    # Filing
    Step("submit", (DRAFT,), SUBMITTED, APPLICANT,
         (g.own_enterprise, g.window_open, g.facts_complete, g.documents_complete, g.statement_signed,
          g.not_dishonest)),
    Step("withdraw", (DRAFT, SUBMITTED, CORRECTION, CHECKED, EVALUATED), WITHDRAWN, APPLICANT, (g.own_enterprise,)),
    # Who is in charge
    Step("claim", IN_WORK, None, CASEWORKER, (g.unclaimed,)),
    Step("release", IN_WORK, None, CASEWORKER, (g.own_case,)),
    # Acceptance and correction
    Step("accept", (SUBMITTED,), None, CASEWORKER, (g.in_charge, g.not_accepted)),
    Step("decline", (SUBMITTED,), REJECTED, CASEWORKER, (g.in_charge, g.not_accepted), needs_reason=True),
    Step("request_correction", (SUBMITTED, CHECKED, EVALUATED), CORRECTION, CASEWORKER, (g.in_charge,),
         needs_reason=True),
    Step("cancel_correction", (CORRECTION,), SUBMITTED, CASEWORKER, (g.in_charge,)),
    Step("resubmit", (CORRECTION,), SUBMITTED, APPLICANT,
         (g.own_enterprise, g.resubmit_window_open, g.facts_complete, g.documents_complete, g.correction_answered)),
    Step("lapse", (CORRECTION,), WITHDRAWN, SYSTEM + CASEWORKER, (g.in_charge, g.correction_overdue),
         needs_reason=True),
    # Checks and evaluation
    Step("check_credit", (SUBMITTED,), None, CASEWORKER, (g.in_charge,)),
    Step("check_documents", (SUBMITTED,), CHECKED, CASEWORKER,
         (g.in_charge, g.accepted, g.documents_passed, g.credit_checked, g.not_dishonest)),
    Step("evaluate", (CHECKED,), EVALUATED, CASEWORKER, (g.in_charge, g.computes, g.apart_evaluate),
         control=Control.EVALUATE),
    Step("evaluate_again", (EVALUATED,), None, CASEWORKER, (g.in_charge, g.apart_evaluate),
         control=Control.EVALUATE),
    Step("second_review", (EVALUATED,), None, REVIEWER, (g.apart_second_review, g.evaluation_fresh, g.not_reviewed),
         control=Control.SECOND_REVIEW),
    Step("return_evaluation", (EVALUATED,), CHECKED, REVIEWER, (g.apart_second_review,), needs_reason=True),
    Step("refer", (CHECKED,), REFERRED, CASEWORKER, (g.in_charge, g.refers)),
    Step("record_referral_outcome", (REFERRED,), None, CASEWORKER, (g.in_charge, g.referral_open)),
    # Decision
    Step("send_to_committee", (EVALUATED,), COMMITTEE, CASEWORKER,
         (g.in_charge, g.evaluation_fresh, g.second_review_passed)),
    Step("record_vote", (COMMITTEE,), None, SECRETARY, (g.outside_case,)),
    Step("approve", (COMMITTEE,), PUBLICITY, SUPERVISOR,
         (g.apart_approve, g.not_dishonest, g.evaluation_fresh, m.votes_recorded, m.vote_not_lost, m.award_positive,
          m.award_within, m.budget_covers), control=Control.APPROVE),
    Step("reject", (COMMITTEE,), REJECTED, SUPERVISOR, (g.apart_approve, m.votes_recorded, m.vote_not_carried),
         needs_reason=True),
    Step("send_back", (COMMITTEE,), EVALUATED, SUPERVISOR, (g.apart_approve,), needs_reason=True),
    Step("reopen", (REJECTED,), SUBMITTED, SUPERVISOR, (g.second_person,), needs_reason=True),
    # Public notice
    Step("raise_objection", (PUBLICITY,), None, APPLICANT + CASEWORKER + SUPERVISOR,
         (g.objector_outside, m.objection_in_time), needs_reason=True),
    Step("answer_objection", (PUBLICITY,), None, CASEWORKER + REVIEWER + SUPERVISOR,
         (m.objection_open, g.outside_case), needs_reason=True),
    Step("uphold_objection", (PUBLICITY,), COMMITTEE, SUPERVISOR,
         (m.objection_open, m.nothing_released, g.second_person, g.second_person_outside), needs_reason=True),
    Step("clear_publicity", (PUBLICITY,), None, SYSTEM, (m.not_cleared, m.publicity_over, m.no_objection_open)),
    # Payment
    Step("prepare_payment", (PUBLICITY,), None, FINANCE,
         (m.cleared, m.no_objection_open, m.no_payment_under_way, m.instalment_left, g.not_dishonest,
          m.no_duplicate, g.apart_pay_prepare), control=Control.PAY_PREPARE),
    Step("return_payment", (PUBLICITY,), None, FINANCE, (m.payment_prepared,), needs_reason=True),
    Step("release_payment", (PUBLICITY,), None, FINANCE,
         (m.payment_prepared, m.no_objection_open, g.not_dishonest, m.no_duplicate, g.apart_pay_release),
         control=Control.PAY_RELEASE),
    Step("payment_failed", (PUBLICITY,), None, FINANCE, (m.payment_released,), needs_reason=True),
    Step("confirm_instalment", (PUBLICITY,), None, FINANCE, (m.payment_released, m.more_instalments)),
    Step("confirm_payment", (PUBLICITY,), PAID, FINANCE, (m.payment_released, m.last_instalment)),
)
# fmt: on

_BY_ACTION = {row.action: row for row in STEPS}


class Case(Protocol):
    """Whatever carries a state; the machine changes nothing else on it."""

    state: str


class Refused(Exception):
    """A step was not possible; `blockers` say why in both languages. The case is as it was before."""

    def __init__(self, reasons: tuple[Blocker, ...]) -> None:
        """Keep the reasons, at least one."""
        super().__init__("；".join(reason.zh for reason in reasons))
        self.blockers = reasons


def _guards_hold(event: EventData) -> bool:
    """The machine asks the guards itself, so that no caller of the machine can pass them by."""
    dossier, actor = event.kwargs["dossier"], event.kwargs["actor"]
    return all(guard.test(dossier, actor) for guard in _BY_ACTION[event.event.name].guards)


MACHINE = Machine(
    model=None,
    initial=DRAFT.value,
    states=[state.value for state in State],
    transitions=[
        {
            "trigger": row.action,
            "source": source.value,
            "dest": row.target.value if row.target else None,
            "conditions": _guards_hold,
        }
        for row in STEPS
        for source in row.sources
    ],
    auto_transitions=False,
    send_event=True,
    ignore_invalid_triggers=False,
)


def step(action: str) -> Step:
    """The row of the table for an action; KeyError when there is none."""
    return _BY_ACTION[action]


def blockers(dossier: Dossier, action: str, actor: Actor) -> tuple[Blocker, ...]:
    """Everything that keeps `actor` from `action` now, in order; empty = it is possible. KeyError: no such action."""
    row = _BY_ACTION[action]
    if dossier.state not in row.sources:
        return (wrong_state(row.label, row.sources, dossier.state),)
    if not actor.roles.intersection(row.roles):
        return (wrong_role(row.label, row.roles),)
    return tuple(guard.blocker(dossier) for guard in row.guards if not guard.test(dossier, actor))


def allowed(dossier: Dossier, actor: Actor) -> list[tuple[Step, tuple[Blocker, ...]]]:
    """The steps whose state and role fit, in the order of the table, each with what still blocks it."""
    rows = [row for row in STEPS if dossier.state in row.sources and actor.roles.intersection(row.roles)]
    return [(row, blockers(dossier, row.action, actor)) for row in rows]


def fire(case: Case, action: str, dossier: Dossier, actor: Actor, reason: str = "") -> Step:
    """Move `case` by `action` and return the step; raises Refused with the reasons, and then the case is unchanged.

    The dossier must describe the case as it is now: when their states differ, somebody else was faster. A step that needs
    a reason is refused without one.
    """
    before = State(case.state)
    if before != dossier.state:
        raise Refused((moved_on(before),))
    if reasons := blockers(dossier, action, actor):
        raise Refused(reasons)
    if _BY_ACTION[action].needs_reason and not reason.strip():
        raise Refused((REASON_NEEDED,))
    # The machine asks the guards again; a plain string, because an enum member would be looked up by its name.
    case.state = before.value
    MACHINE.events[action].trigger(case, dossier=dossier, actor=actor)
    return _BY_ACTION[action]
