"""Where each step leads from the case page, and which reasons are not worth saying there."""

from dataclasses import dataclass

from workflow.actions.countersign import GIVEN_LATER


@dataclass(frozen=True)
class Way:
    """Where a step leads. `page`: it has a page of its own (a reason, an amount); `anchor`: its form stands on the case page."""

    endpoint: str
    page: bool = False
    cls: str = ""
    anchor: str = ""
    #: Left out while blocked: it would only repeat what the page says already.
    only_open: bool = False
    #: Reasons that the step's own page takes care of.
    waived: frozenset[str] = frozenset()


#: In the order of the buttons: first what carries the case on, then the ways back.
WAYS: dict[str, Way] = {
    "accept": Way("cases.accept"),
    "accept_conditionally": Way("conditionals.accept"),
    "check_documents": Way("checks.close"),
    "keep_evaluation": Way("evaluations.keep", only_open=True),
    "evaluate": Way("cases.show", anchor="evaluate"),
    "refer": Way("referrals.form", page=True),
    "second_review": Way("reviews.form", page=True),
    "send_to_committee": Way("cases.send"),
    "approve": Way("committee.case", page=True),
    "record_vote": Way("committee.case", page=True),
    "second_signature": Way("committee.case", page=True, only_open=True),
    "record_referral_outcome": Way("referrals.outcome_form", page=True),
    "clear_sample": Way("samples.show", page=True, only_open=True),
    "uphold_sample": Way("samples.show", page=True, only_open=True),
    "prepare_payment": Way("payments.index", page=True),
    "release_payment": Way("payments.index", page=True, only_open=True),
    "confirm_payment": Way("payments.index", page=True, only_open=True),
    "confirm_override": Way("cases.show", anchor="changes", only_open=True, cls="btn-line"),
    "evaluate_again": Way("cases.show", anchor="evaluate"),
    "request_correction": Way("corrections.form", page=True),
    "remind_correction": Way("ownership.remind", cls="btn-line"),
    "cancel_correction": Way("corrections.cancel", cls="btn-line"),
    "extend_correction": Way("correction_times.form", page=True),
    "restart_clock": Way("clock_stops.restart", cls="btn-line", only_open=True),
    "stop_clock": Way("clock_stops.stop_form", page=True, only_open=True, cls="btn-plain"),
    "extend_clock": Way("clock_stops.extend_form", page=True, only_open=True, cls="btn-plain"),
    "lapse": Way("corrections.lapse_form", page=True, cls="btn-no"),
    "hand_over": Way("ownership.form", page=True, cls="btn-plain", only_open=True),
    "add_helper": Way("ownership.helpers", page=True, cls="btn-plain", only_open=True),
    "propose_override": Way("overrides.form", page=True, only_open=True, cls="btn-plain"),
    "return_evaluation": Way("reviews.form", page=True, cls="btn-no", anchor="return"),
    "decline": Way("cases.decline_form", page=True, cls="btn-no"),
    "send_back": Way("committee.case", page=True, cls="btn-no"),
    "reject": Way("committee.case", page=True, cls="btn-no"),
    "reopen": Way("countersigns.reopen_form", page=True, cls="btn-line", waived=GIVEN_LATER),
}
#: Reasons that say "done already" or "not for this item": such a step is not offered at all.
OVER = frozenset(
    {"nothing_deferred", "something_deferred", "not_accepted", "not_reviewed", "computes", "refers", "referral_open"}
)
