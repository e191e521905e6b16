"""Each guard fails alone, with its own sentence in both languages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from states.guards_ownership import unfit
from states.lifecycle import Actor, Control, Dossier, PaymentState, Refused, Role, State, blockers, fire, step
from states.say import Say
from tests.states.cases import (
    CASEWORKER,
    MATRIX,
    OUTSIDER,
    OWN,
    REVIEWER,
    RIVAL,
    SECOND,
    SUPERVISOR,
    Case,
    actor,
    ready,
)

# Guard -> what spoils it alone, and words its Chinese sentence must hold.
SPOILED: dict[str, tuple[dict[str, Any], str]] = {
    "own_enterprise": ({"enterprise_id": RIVAL}, "本单位"),
    "window_open": ({"window_open": False}, "申报时间"),
    "facts_complete": ({"facts_missing": 3}, "还有3项"),
    "documents_complete": ({"documents_missing": 2}, "还差2份材料"),
    "statement_signed": ({"statement_signed": False}, "承诺"),
    "not_dishonest": ({"dishonest": True}, "严重失信"),
    "in_charge": ({"handlers": (98, 99)}, "别的经办人"),
    "not_accepted": ({"accepted": True}, "已经受理"),
    "accepted": ({"accepted": False}, "请先受理"),
    "resubmit_window_open": ({"resubmit_window_open": False}, "补正截止"),
    "correction_answered": ({"correction_items_open": 4}, "还有4项没补"),
    "correction_overdue": ({"correction_days_left": 6}, "还剩6个工作日"),
    "correction_in_charge": ({"handlers": (98, 99)}, "科室负责人"),
    "extension_left": ({"correction_extensions": 1}, "已延期过一次"),
    "documents_passed": ({"documents_unchecked": 2}, "还差2份材料没有核验"),
    "credit_checked": ({"credit_checked": False}, "信用核查"),
    "computes": ({"computes": False}, "转办"),
    "refers": ({"computes": True}, "不能转办"),
    "evaluation_fresh": ({"evaluation_stale": True}, "重新评估"),
    "proofs_done": ({"proofs_missing": (Say("现场核查", "site visit"),)}, "还差：现场核查"),
    "override_open": ({"overrides_open": 0}, "没有等确认"),
    "not_own_change": ({"changed_by": frozenset({REVIEWER})}, "由另一位同事做"),
    "no_override_open": ({"overrides_open": 2}, "还有2处调整"),
    "not_reviewed": ({"second_review_passed": True}, "已经复核"),
    "second_review_passed": ({"second_review_passed": False}, "还没有复核"),
    "referral_open": ({"referral_closed": True}, "已经登记"),
    "outside_case": ({"handlers": (OUTSIDER,)}, "没办过"),
    "objector_outside": ({"enterprise_id": RIVAL}, "不能对本单位"),
    "votes_recorded": ({"vote_carried": None}, "超过500,000.00元"),
    "vote_not_lost": ({"vote_carried": False}, "没有表决通过"),
    "vote_not_carried": ({"vote_carried": True}, "已表决通过"),
    "not_recused": ({"recused": frozenset({SUPERVISOR, OUTSIDER})}, "已对这件申请回避"),
    "not_own_vote": ({"vote_by": SUPERVISOR}, "是您登记的"),
    "signature_needed": ({"second_above_fen": None}, "不用第二人签署"),
    "not_signed": ({"second_signed_by": SECOND}, "已经有第二人签署"),
    "second_signed": ({"second_above_fen": 59_999_999}, "超过599,999.99元"),
    "award_positive": ({"award_fen": 0}, "0元"),
    "award_within": ({"award_fen": 60_000_001}, "600,000.01元超过评估金额600,000.00元"),
    "budget_covers": ({"budget_room_fen": 59_999_999}, "只剩599,999.99元"),
    "unclaimed": ({"handlers": (CASEWORKER,)}, "已经有人经办"),
    "takes_fit": ({"controls": ((Control.SECOND_REVIEW, CASEWORKER),)}, "另一位同事认领"),
    "own_case": ({"owner_id": OUTSIDER}, "不在您名下"),
    "gives_own": ({"owner_id": OUTSIDER}, "科室负责人"),
    "handed_by_you": ({"handed_by": None}, "10分钟"),
    "has_owner": ({"owner_id": None}, "先认领"),
    "names_helpers": ({"owner_id": OUTSIDER}, "协办人由"),
    "ends_help": ({"owner_id": OUTSIDER}, "协办人本人"),
    "not_reminded_today": ({"reminded_today": True}, "今天已提醒"),
    "second_person": ({"second_person_id": None}, "第二个人"),
    "second_person_outside": ({"controls": ((Control.EVALUATE, SECOND),)}, "办过这件申请"),
    "objection_in_time": ({"publicity_days_left": -1}, "公示期已过"),
    "objection_open": ({"objections_open": 0}, "没有待处理"),
    "no_objection_open": ({"objections_open": 2}, "还有2件异议"),
    "appeal_in_time": ({"appeal_days_left": -1}, "期限已过"),
    "not_appealed": ({"appealed": True}, "只复核一次"),
    "appeal_open": ({"appeals_open": 0}, "没有待办的复核"),
    "no_appeal_open": ({"appeals_open": 1}, "先办完复核"),
    "nothing_deferred": ({"documents_deferred": 2}, "后补2份材料"),
    "something_deferred": ({"documents_deferred": 0}, "直接受理"),
    "condition_met": ({"condition_open": True}, "还没有补交齐"),
    "condition_open": ({"condition_open": False}, "没有待补交"),
    "condition_overdue": ({"condition_days_left": 3}, "期限还没过"),
    "clock_running": ({"clock_stopped": True}, "已经停着"),
    "clock_stopped": ({"clock_stopped": False}, "不用恢复"),
    "stage_not_extended": ({"clock_extensions": 1}, "已延长过一次"),
    "nothing_released": ({"payment": PaymentState.RELEASED}, "追回"),
    "nothing_prepared": ({"payment": PaymentState.PREPARED}, "先退回制单"),
    "not_cleared": ({"cleared": True}, "已经结束"),
    "cleared": ({"cleared": False}, "还没有结束"),
    "sample_cleared": ({"sample": "objected"}, "抽中复查"),
    "sample_open": ({"sample": "cleared"}, "没有待查"),
    "sample_objected": ({"sample": "open"}, "没有提出问题"),
    "sample_outside": ({"controls": ((Control.EVALUATE, OUTSIDER),)}, "另一位同事"),
    "sample_by_another": ({"sample_by": OUTSIDER}, "您提的"),
    "publicity_over": ({"publicity_days_left": 3}, "3个工作日"),
    "no_payment_under_way": ({"payment": PaymentState.PREPARED}, "正在办"),
    "instalment_left": ({"instalments_left": 0}, "都已到账"),
    "plan_decided": ({"plan_open": True}, "另一位财务人员"),
    "instalment_due": ({"instalment_on": date(2027, 3, 1)}, "2027-03-01起"),
    "instalment_met": ({"instalment_unmet": True}, "还没有核实"),
    "no_duplicate": ({"duplicate_unresolved": True}, "其他资助"),
    "payment_prepared": ({"payment": PaymentState.FAILED}, "制单"),
    "payment_released": ({"payment": PaymentState.PREPARED}, "已发出"),
    "more_instalments": ({"instalments_left": 1}, "最后一期"),
    "last_instalment": ({"instalments_left": 2}, "还有2期"),
}
PAIRS = [(row.action, code) for row in MATRIX.values() for code in row.guards]


def codes(dossier: Dossier, action: str, who: Actor) -> list[str]:
    return [reason.code for reason in blockers(dossier, action, who)]


@pytest.mark.parametrize(("action", "code"), PAIRS)
def test_guard_fails_alone_and_says_what_to_do(action: str, code: str) -> None:
    row = MATRIX[action]
    role = row.roles[0] if code not in {"in_charge", "outside_case"} else next(r for r in row.roles if r != "system")
    dossier, who = ready(action, row.sources[0]), actor(action, role)
    spoiled: dict[str, Any]
    if code.startswith("apart_"):
        other = next(control for control in Control if control != code.removeprefix("apart_"))
        spoiled, words = {"controls": ((other, who.user_id),)}, "要由另一个人办"
    else:
        spoiled, words = SPOILED[code]
    if code == "not_own_vote":  # whoever acts
        spoiled = {"vote_by": who.user_id}
    case, bad = Case(row.sources[0]), replace(dossier, **spoiled)
    with pytest.raises(Refused) as refusal:
        fire(case, action, bad, who)
    assert [reason.code for reason in refusal.value.blockers] == [code]
    assert case.state == row.sources[0]
    reason = refusal.value.blockers[0]
    assert words in reason.zh
    assert reason.en
    assert reason.en.isascii()
    assert "{" not in reason.zh + reason.en
    assert words in str(refusal.value)


def test_several_guards_speak_in_the_order_of_the_table() -> None:
    bad = replace(ready("submit", "draft"), facts_missing=1, documents_missing=2, window_open=False)
    assert codes(bad, "submit", actor("submit", "applicant")) == ["window_open", "facts_complete", "documents_complete"]


def test_guards_answer_with_real_booleans() -> None:
    for action, row in MATRIX.items():
        dossier, who = ready(action, row.sources[0]), actor(action, row.roles[0])
        assert [guard.test(dossier, who) for guard in step(action).guards] == [True] * len(row.guards)


def test_the_committee_decides_above_the_threshold_only_and_a_cut_does_not_escape_it() -> None:
    at, above = (
        replace(ready("approve", "committee"), vote_carried=None, computed_fen=fen) for fen in (50_000_000, 50_000_001)
    )
    supervisor = actor("approve", "supervisor")
    assert codes(at, "approve", supervisor) == []
    assert codes(above, "approve", supervisor) == ["votes_recorded"]
    assert codes(replace(above, award_fen=1), "approve", supervisor) == ["votes_recorded"]


@pytest.mark.parametrize(("left", "refused"), [(None, True), (0, True), (-1, False)])
def test_the_last_day_belongs_to_the_period(left: int | None, refused: bool) -> None:
    lapse = replace(ready("lapse", "correction"), correction_days_left=left)
    clear = replace(ready("clear_publicity", "publicity"), publicity_days_left=left)
    assert bool(codes(lapse, "lapse", actor("lapse", "system"))) is refused
    assert bool(codes(clear, "clear_publicity", actor("clear_publicity", "system"))) is refused


def test_the_public_objects_within_the_period_an_officer_also_later() -> None:
    late = replace(ready("raise_objection", "publicity"), publicity_days_left=-1)
    assert codes(late, "raise_objection", actor("raise_objection", "applicant")) == ["objection_in_time"]
    assert codes(late, "raise_objection", actor("raise_objection", "caseworker")) == []
    last_day = replace(late, publicity_days_left=0)
    assert codes(last_day, "raise_objection", actor("raise_objection", "applicant")) == []


def test_the_second_person_is_another_person() -> None:
    same = replace(ready("reopen", "rejected"), second_person_id=SUPERVISOR)
    assert codes(same, "reopen", actor("reopen", "supervisor")) == ["second_person"]


def test_an_unclaimed_case_is_open_to_any_caseworker_and_the_system_needs_no_claim() -> None:
    free = replace(ready("accept", "submitted"), handlers=())
    assert codes(free, "accept", Actor(77, frozenset({Role.CASEWORKER}))) == []
    assert codes(ready("lapse", "correction"), "lapse", actor("lapse", "system")) == []


def test_a_case_that_moved_on_is_refused_kindly() -> None:
    case = Case("committee")
    with pytest.raises(Refused) as refusal:
        fire(case, "check_documents", ready("check_documents", "submitted"), actor("check_documents", "caseworker"))
    assert refusal.value.blockers[0].code == "moved_on"
    assert "会议审定" in refusal.value.blockers[0].zh
    assert case.state == "committee"


def test_own_enterprise_needs_an_enterprise() -> None:
    nobody = Actor(1, frozenset({Role.APPLICANT}), None)
    orphan = replace(ready("withdraw", "draft"), enterprise_id=None)
    assert codes(orphan, "withdraw", nobody) == ["own_enterprise"]
    assert codes(ready("withdraw", State.DRAFT), "withdraw", Actor(1, nobody.roles, OWN)) == []


def test_a_deputy_acts_for_the_owner_and_a_helper_for_nobody() -> None:
    dossier = replace(ready("accept", "submitted"), handlers=(10, 20, 21), owner_id=10, helpers=(20,), deputy_id=21)
    assert [dossier.on_behalf_of(user) for user in (10, 20, 21, 99, None)] == [None, None, 10, None, None]
    assert replace(dossier, deputy_id=20).on_behalf_of(20) is None  # helps already
    assert step("accept").of_the_owner
    assert not step("second_review").of_the_owner


def test_who_did_another_control_step_cannot_take_the_case_over() -> None:
    done = replace(
        ready("evaluate", "documents_checked"), controls=((Control.SECOND_REVIEW, 30), (Control.EVALUATE, 31))
    )
    refused = unfit(done, 30)
    assert refused is not None
    assert refused.code == "took_part"
    assert unfit(done, 31) is None


@pytest.mark.parametrize("action", ["clear_sample", "object_sample"])
def test_who_worked_on_a_case_and_gave_it_away_does_no_random_check(action: str) -> None:
    worked = Dossier(state=State.PUBLICITY, sample="open", handlers=(SECOND,), worked=frozenset({CASEWORKER}))
    found = blockers(worked, action, Actor(CASEWORKER, frozenset({Role.CASEWORKER})))
    assert [one.code for one in found] == ["sample_outside"]
