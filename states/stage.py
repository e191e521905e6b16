"""The stages of a case that have a clock, and the step that begins each."""

from dataclasses import dataclass

from states.names import Role
from states.say import Say


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of work with a clock: the name of its limit, who it waits for and how its days are counted."""

    name: str
    words: Say
    waits_for: Role
    inclusive: bool = False


STAGES = {
    stage.name: stage
    for stage in (
        Stage("acceptance", Say("受理", "Acceptance"), Role.CASEWORKER),
        Stage("formal_check", Say("材料核验", "Documents check"), Role.CASEWORKER),
        Stage("evaluation", Say("评估", "Evaluation"), Role.CASEWORKER),
        Stage("committee", Say("会议审定", "Committee decision"), Role.SUPERVISOR),
        Stage("publicity", Say("公示", "Public notice"), Role.SYSTEM, inclusive=True),
        Stage("payment", Say("拨付", "Payment"), Role.FINANCE),
        Stage("correction", Say("补正", "Correction"), Role.APPLICANT),
        Stage("condition", Say("补交材料", "Documents to follow"), Role.APPLICANT),
    )
}

OPENS = {
    "submit": "acceptance",
    "accept": "formal_check",
    "accept_conditionally": "formal_check",
    "request_correction": "correction",
    "fail_condition": "correction",
    "check_documents": "evaluation",
    "return_evaluation": "evaluation",
    "send_to_committee": "committee",
    "send_back": "evaluation",
    "uphold_objection": "committee",
    "uphold_appeal": "committee",
    "uphold_sample": "committee",
    "approve": "publicity",
    "publish": "publicity",
    "clear_publicity": "payment",
    "reopen": "acceptance",
}
"""The stage that a step begins; every other step leaves the stage as it is."""
PAUSES = {"request_correction": "correction", "fail_condition": "correction", "accept_conditionally": "condition"}
"""Steps after which the bureau waits for the applicant: its own stage stands still, and the applicant's runs."""
COUNTED = tuple(name for name in STAGES if name != "condition")
"""Stages of which it is counted how long they take."""
