"""The hand-kept matrix and, for each action, a dossier and an actor with which nothing is in the way."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from states.lifecycle import Actor, Control, Dossier, PaymentState, Role, State

OWN, RIVAL = 1, 2
CASEWORKER, REVIEWER, SUPERVISOR, PREPARER, OUTSIDER, SECOND = 10, 11, 12, 14, 20, 21


@dataclass(frozen=True)
class Row:
    """One line of the matrix, read as text so that it does not lean on the table it checks."""

    action: str
    sources: list[str]
    target: str | None
    roles: list[str]
    guards: list[str]
    control: str | None
    reason: bool


def _row(line: dict[str, str]) -> Row:
    return Row(
        action=line["action"],
        sources=line["sources"].split(),
        target=line["target"] or None,
        roles=line["roles"].split(),
        guards=line["guards"].split(),
        control=line["control"] or None,
        reason=line["reason"] == "yes",
    )


with (Path(__file__).parent / "matrix.csv").open(encoding="utf-8") as file:
    MATRIX = {line["action"]: _row(line) for line in csv.DictReader(file)}

READY = Dossier(
    enterprise_id=OWN,
    handlers=(CASEWORKER,),
    owner_id=CASEWORKER,
    second_person_id=SECOND,
    statement_signed=True,
    window_open=True,
    accepted=True,
    correction_days_left=-1,
    resubmit_window_open=True,
    credit_checked=True,
    second_review_passed=True,
    computed_fen=60_000_000,
    vote_carried=True,
    publicity_days_left=-1,
    appeal_days_left=30,
)

# What the start of an action asks for beyond READY: the facts of its own moment in the life of a case.
MOMENTS: dict[str, dict[str, Any]] = {
    "claim": {"handlers": (), "owner_id": None},
    "accept": {"accepted": False},
    "decline": {"accepted": False},
    "undo_hand_over": {"handed_by": CASEWORKER},
    "accept_conditionally": {"accepted": False, "documents_deferred": 1},
    "supply_documents": {"condition_open": True},
    "fail_condition": {"condition_open": True, "condition_days_left": -1},
    "decline_condition": {"condition_open": True, "condition_days_left": -1},
    "restart_clock": {"clock_stopped": True},
    "confirm_override": {"overrides_open": 1},
    "refuse_override": {"overrides_open": 1},
    "withdraw_override": {"overrides_open": 1},
    "second_review": {"second_review_passed": False},
    "refer": {"computes": False},
    "reject": {"vote_carried": False},
    "second_signature": {"second_above_fen": 50_000_000},
    "raise_objection": {"publicity_days_left": 2},
    "answer_objection": {"objections_open": 1},
    "uphold_objection": {"objections_open": 1},
    "answer_appeal": {"appeals_open": 1},
    "uphold_appeal": {"appeals_open": 1},
    "clear_sample": {"sample": "open"},
    "object_sample": {"sample": "open"},
    "overrule_sample": {"sample": "objected", "sample_by": SECOND},
    "uphold_sample": {"sample": "objected", "sample_by": SECOND},
    "prepare_payment": {"cleared": True},
    "return_payment": {"payment": PaymentState.PREPARED},
    "release_payment": {"payment": PaymentState.PREPARED, "controls": ((Control.PAY_PREPARE, PREPARER),)},
    "payment_failed": {"payment": PaymentState.RELEASED},
    "confirm_instalment": {"payment": PaymentState.RELEASED, "instalments_left": 2},
    "confirm_payment": {"payment": PaymentState.RELEASED},
}
PEOPLE = {Role.APPLICANT: 1, Role.CASEWORKER: CASEWORKER, Role.REVIEWER: REVIEWER, Role.SUPERVISOR: SUPERVISOR}


def ready(action: str, state: str) -> Dossier:
    """A dossier in `state` with which every guard of `action` holds."""
    return replace(READY, state=State(state), **MOMENTS.get(action, {}))


def actor(action: str, role: str) -> Actor:
    """Somebody with one role who may do `action` if the role may: objections and answers to appeals belong to people outside the case."""
    outside = action in {
        "raise_objection",
        "answer_objection",
        "answer_appeal",
        "second_signature",
        "cut_pro_rata",
    } or action.endswith("_sample")
    user = OUTSIDER if outside else PEOPLE.get(Role(role), OUTSIDER)
    if action == "undo_hand_over" and role != Role.SYSTEM:
        user = CASEWORKER  # whoever handed the case over
    enterprise = (RIVAL if outside else OWN) if role == Role.APPLICANT else None
    return Actor(None if role == Role.SYSTEM else user, frozenset({Role(role)}), enterprise)


class Case:
    """The least a case is to the machine."""

    def __init__(self, state: str) -> None:
        """Stand in `state`."""
        self.state = state
