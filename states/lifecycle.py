"""The lifecycle as one table, the one shared machine, and the questions asked of them.

A step moves a case from one of its sources to its target; a step without target is an event that leaves the state.
The order of guards is the order in which their sentences are shown.
"""

from typing import Protocol

from transitions import EventData, Machine

from states import guards_apart as a
from states import guards_appeal as o
from states import guards_checks as k
from states import guards_clock as t
from states import guards_condition as n
from states import guards_correction as c
from states import guards_decision as d
from states import guards_filing as f
from states import guards_override as v
from states import guards_ownership as h
from states import guards_payment as y
from states import guards_proof as g
from states import guards_publicity as p
from states import guards_sample as q
from states import guards_who as w
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
#: Where a visit, a special audit or experts may look into an accepted case.
LOOKED_INTO = (SUBMITTED, CORRECTION, CHECKED, EVALUATED)

# fmt: off
STEPS: tuple[Step, ...] = (
    # Filing
    Step("submit", (DRAFT,), SUBMITTED, APPLICANT,
         (w.own_enterprise, f.window_open, f.facts_complete, f.documents_complete, f.statement_signed,
          k.not_dishonest)),
    Step("withdraw", (DRAFT, SUBMITTED, CORRECTION, CHECKED, EVALUATED), WITHDRAWN, APPLICANT, (w.own_enterprise,)),
    # Who is in charge
    Step("claim", IN_WORK, None, CASEWORKER, (w.unclaimed, h.takes_fit)),
    Step("release", IN_WORK, None, CASEWORKER, (h.own_case,)),
    Step("hand_over", IN_WORK, None, CASEWORKER + SUPERVISOR, (h.gives_own,), needs_reason=True),
    Step("undo_hand_over", IN_WORK, None, CASEWORKER + SUPERVISOR, (h.handed_by_you,)),
    Step("add_helper", IN_WORK, None, CASEWORKER + SUPERVISOR, (h.has_owner, h.names_helpers)),
    Step("remove_helper", IN_WORK, None, CASEWORKER + SUPERVISOR, (h.ends_help,)),
    # Acceptance and correction
    Step("accept", (SUBMITTED,), None, CASEWORKER, (w.in_charge, f.not_accepted, n.nothing_deferred)),
    Step("accept_conditionally", (SUBMITTED,), None, CASEWORKER, (w.in_charge, f.not_accepted, n.something_deferred)),
    Step("decline", (SUBMITTED,), REJECTED, CASEWORKER, (w.in_charge, f.not_accepted), needs_reason=True),
    Step("request_correction", (SUBMITTED, CHECKED, EVALUATED), CORRECTION, CASEWORKER, (w.in_charge,),
         needs_reason=True),
    Step("cancel_correction", (CORRECTION,), SUBMITTED, CASEWORKER, (w.in_charge,)),
    Step("resubmit", (CORRECTION,), SUBMITTED, APPLICANT,
         (w.own_enterprise, c.resubmit_window_open, f.facts_complete, f.documents_complete, c.correction_answered)),
    Step("extend_correction", (CORRECTION,), None, CASEWORKER + SUPERVISOR, (c.extends_own, c.extension_left),
         needs_reason=True),
    Step("remind_correction", (CORRECTION,), None, CASEWORKER, (w.in_charge, h.not_reminded_today)),
    Step("lapse", (CORRECTION,), WITHDRAWN, SYSTEM + CASEWORKER, (w.in_charge, c.correction_overdue),
         needs_reason=True),
    # Documents to follow
    Step("supply_documents", (SUBMITTED,), None, APPLICANT + SYSTEM,
         (w.own_enterprise, n.condition_open, f.documents_complete)),
    Step("fail_condition", (SUBMITTED,), CORRECTION, SYSTEM, (n.condition_open, n.condition_overdue),
         needs_reason=True),
    Step("decline_condition", (SUBMITTED,), REJECTED, SYSTEM, (n.condition_open, n.condition_overdue),
         needs_reason=True),
    # The bureau's clock
    Step("stop_clock", (SUBMITTED, CHECKED, EVALUATED, COMMITTEE), None, CASEWORKER,
         (w.in_charge, f.accepted, t.clock_running), needs_reason=True),
    Step("restart_clock", (SUBMITTED, CHECKED, EVALUATED, COMMITTEE), None, CASEWORKER,
         (w.in_charge, t.clock_stopped)),
    Step("extend_clock", (SUBMITTED, CHECKED, EVALUATED, COMMITTEE), None, SUPERVISOR,
         (f.accepted, t.clock_running, t.stage_not_extended), needs_reason=True),
    # Checks and evaluation
    Step("check_credit", (SUBMITTED,), None, CASEWORKER, (w.in_charge,)),
    Step("check_documents", (SUBMITTED,), CHECKED, CASEWORKER,
         (w.in_charge, f.accepted, n.condition_met, k.documents_passed, k.credit_checked, k.not_dishonest)),
    Step("evaluate", (CHECKED,), EVALUATED, CASEWORKER,
         (w.in_charge, k.computes, g.proofs_done, a.apart_evaluate), control=Control.EVALUATE),
    Step("keep_evaluation", (CHECKED,), EVALUATED, CASEWORKER,
         (w.in_charge, k.computes, k.evaluation_fresh, k.second_review_passed)),
    Step("evaluate_again", (EVALUATED,), None, CASEWORKER, (w.in_charge, g.proofs_done, a.apart_evaluate),
         control=Control.EVALUATE),
    Step("plan_visit", LOOKED_INTO, None, CASEWORKER, (w.in_charge, f.accepted)),
    Step("cancel_visit", LOOKED_INTO, None, CASEWORKER, (f.accepted,), needs_reason=True),
    Step("record_visit", LOOKED_INTO, None, CASEWORKER, (f.accepted,)),
    Step("sign_visit", LOOKED_INTO, None, CASEWORKER, (f.accepted,)),
    Step("enter_audit", LOOKED_INTO, None, CASEWORKER, (w.in_charge, f.accepted)),
    Step("check_audit", LOOKED_INTO, None, CASEWORKER + REVIEWER, (f.accepted,)),
    Step("assess", LOOKED_INTO, None, SECRETARY, (f.accepted,)),
    Step("adopt_assessment", LOOKED_INTO, None, CASEWORKER, (w.in_charge, f.accepted)),
    Step("propose_override", (SUBMITTED, CHECKED, EVALUATED), None, CASEWORKER, (w.in_charge, f.accepted, k.computes),
         needs_reason=True),
    Step("confirm_override", (SUBMITTED, CHECKED, EVALUATED), None, REVIEWER + SUPERVISOR, (v.override_open,)),
    Step("refuse_override", (SUBMITTED, CHECKED, EVALUATED), None, REVIEWER + SUPERVISOR, (v.override_open,),
         needs_reason=True),
    Step("withdraw_override", (SUBMITTED, CHECKED, EVALUATED), None, CASEWORKER, (w.in_charge, v.override_open)),
    Step("second_review", (EVALUATED,), None, REVIEWER,
         (a.apart_second_review, v.not_own_change, v.no_override_open, k.evaluation_fresh, k.not_reviewed),
         control=Control.SECOND_REVIEW),
    Step("return_evaluation", (EVALUATED,), CHECKED, REVIEWER, (a.apart_second_review,), needs_reason=True),
    Step("refer", (CHECKED,), REFERRED, CASEWORKER, (w.in_charge, k.refers)),
    Step("record_referral_outcome", (REFERRED,), None, CASEWORKER, (w.in_charge, k.referral_open)),
    # Decision
    Step("send_to_committee", (EVALUATED,), COMMITTEE, CASEWORKER,
         (w.in_charge, v.no_override_open, k.evaluation_fresh, k.second_review_passed)),
    Step("record_vote", (COMMITTEE,), None, SECRETARY, (w.outside_case, w.not_recused)),
    Step("second_signature", (COMMITTEE,), None, SUPERVISOR,
         (w.not_recused, w.outside_case, d.signature_needed, d.not_signed, k.evaluation_fresh, d.votes_recorded,
          d.vote_not_lost, d.not_own_vote)),
    Step("recuse", (COMMITTEE,), None, SECRETARY, (), needs_reason=True),
    Step("end_recusal", (COMMITTEE,), None, SECRETARY, (), needs_reason=True),
    Step("cut_pro_rata", (COMMITTEE,), None, SECRETARY + SUPERVISOR,
         (w.outside_case, w.not_recused, k.evaluation_fresh, d.votes_recorded, d.vote_not_lost, d.award_positive,
          d.award_within), needs_reason=True),
    Step("undo_cut", (COMMITTEE,), None, SECRETARY + SUPERVISOR, (w.not_recused,), needs_reason=True),
    Step("defer", (COMMITTEE,), None, SUPERVISOR, (a.apart_approve, w.not_recused), needs_reason=True),
    Step("approve", (COMMITTEE,), PUBLICITY, SUPERVISOR,
         (a.apart_approve, w.not_recused, k.not_dishonest, k.evaluation_fresh, d.votes_recorded, d.vote_not_lost,
          d.award_positive, d.award_within, d.not_own_vote, d.second_signed, d.budget_covers), control=Control.APPROVE),
    Step("reject", (COMMITTEE,), REJECTED, SUPERVISOR,
         (a.apart_approve, w.not_recused, d.votes_recorded, d.vote_not_carried, d.not_own_vote), needs_reason=True),
    Step("send_back", (COMMITTEE,), EVALUATED, SUPERVISOR, (a.apart_approve, w.not_recused), needs_reason=True),
    Step("reopen", (REJECTED,), SUBMITTED, SUPERVISOR, (w.second_person, w.second_person_outside), needs_reason=True),
    # Review asked for by the enterprise
    Step("file_appeal", (REJECTED, PUBLICITY, PAID), None, APPLICANT,
         (w.own_enterprise, o.appeal_in_time, o.not_appealed), needs_reason=True),
    Step("answer_appeal", (REJECTED, PUBLICITY, PAID), None, CASEWORKER + REVIEWER + SUPERVISOR,
         (o.appeal_open, w.outside_case), needs_reason=True),
    Step("uphold_appeal", (PUBLICITY,), COMMITTEE, SUPERVISOR,
         (o.appeal_open, y.nothing_released, y.nothing_prepared, w.second_person, w.second_person_outside),
         needs_reason=True),
    # Public notice
    Step("raise_objection", (PUBLICITY,), None, APPLICANT + CASEWORKER + SUPERVISOR + SYSTEM,
         (w.objector_outside, p.objection_in_time), needs_reason=True),
    Step("answer_objection", (PUBLICITY,), None, CASEWORKER + REVIEWER + SUPERVISOR,
         (p.objection_open, w.outside_case), needs_reason=True),
    Step("uphold_objection", (PUBLICITY,), COMMITTEE, SUPERVISOR,
         (p.objection_open, y.nothing_released, y.nothing_prepared, w.second_person, w.second_person_outside),
         needs_reason=True),
    Step("clear_publicity", (PUBLICITY,), None, SYSTEM, (p.not_cleared, p.publicity_over, p.no_objection_open)),
    # Random sample
    Step("clear_sample", (PUBLICITY,), None, CASEWORKER + REVIEWER + SUPERVISOR, (q.sample_open, q.sample_outside),
         needs_reason=True),
    Step("object_sample", (PUBLICITY,), None, CASEWORKER + REVIEWER + SUPERVISOR, (q.sample_open, q.sample_outside),
         needs_reason=True),
    Step("overrule_sample", (PUBLICITY,), None, SUPERVISOR,
         (q.sample_objected, q.sample_outside, q.sample_by_another), needs_reason=True),
    # Whoever approved may admit the mistake: with two supervisors, one of whom raised it, nobody else is left.
    Step("uphold_sample", (PUBLICITY,), COMMITTEE, SUPERVISOR,
         (q.sample_objected, y.nothing_released, y.nothing_prepared, q.sample_by_another), needs_reason=True),
    # Payment
    Step("prepare_payment", (PUBLICITY,), None, FINANCE,
         (p.cleared, q.sample_cleared, p.no_objection_open, o.no_appeal_open, y.no_payment_under_way, y.instalment_left,
          y.plan_decided, y.instalment_due, y.instalment_met, k.not_dishonest, y.no_duplicate, a.apart_pay_prepare),
         control=Control.PAY_PREPARE),
    Step("return_payment", (PUBLICITY,), None, FINANCE, (y.payment_prepared,), needs_reason=True),
    Step("release_payment", (PUBLICITY,), None, FINANCE,
         (y.payment_prepared, q.sample_cleared, p.no_objection_open, o.no_appeal_open, k.not_dishonest, y.no_duplicate,
          a.apart_pay_release),
         control=Control.PAY_RELEASE),
    Step("payment_failed", (PUBLICITY,), None, FINANCE, (y.payment_released,), needs_reason=True),
    Step("confirm_instalment", (PUBLICITY,), None, FINANCE, (y.payment_released, y.more_instalments)),
    Step("confirm_payment", (PUBLICITY,), PAID, FINANCE, (y.payment_released, y.last_instalment)),
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
