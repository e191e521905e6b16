"""One bad row for every promise of the schema, as changes to a copy of a good one."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from tests.workflow import (
    admin_bad_rows,
    after_payment_bad_rows,
    board_bad_rows,
    budget_bad_rows,
    case_page_bad_rows,
    challenge_bad_rows,
    download_bad_rows,
    entitlement_bad_rows,
    meeting_bad_rows,
    note_bad_rows,
    override_bad_rows,
    ownership_bad_rows,
    payment_bad_rows,
    proof_bad_rows,
    queue_bad_rows,
    sample_bad_rows,
)

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
#: A change of account that a caseworker checked and somebody confirmed.
CONFIRMED = {"state": "confirmed", "checked_by": 5, "checked_at": AT, "call_note": "x", "closed_by": 7, "closed_at": AT}


class Bad(NamedTuple):
    """What a constraint forbids: changes to the good copy, made of the row that `of` finds."""

    change: dict[str, Any]
    of: dict[str, Any] | None = None


#: table → what a copy needs to be a row of its own. `spare` is a case of the same enterprise with nothing on it.
GOOD: dict[str, dict[str, Any]] = {
    "blob": {"sha256": "f" * 64},
    "budget_account": {"year": 2090},
    "case_counter": {"year": 2090},
    "dishonest": {"since": date(2025, 2, 1)},
    "enterprise": {"uscc": "9" * 18},
    "workday": {"day": date(2090, 1, 1)},
    "above_scale": {"year": 2090},
    "cap_account": {"scope": "year:2090"},
    "rent_total": {"enterprise_id": "other firm"},
    "user_account": {"login": "new", "email": "new@a.example", "is_owner": False},
    "payment_batch": {"number": "2090-P01"},
    "submission_key": {"key": "another"},
    "user_role": {"role": "reviewer"},
    "user_session": {"token_hash": "e" * 64},
    "invitation": {"token_hash": "e" * 64, "withdrawn_at": AT},
    "password_reset": {"token_hash": "e" * 64},
    "second_factor": {"user_id": 2},
    "recovery_code": {"code_hash": "e" * 64},
    "bank_change": {"state": "withdrawn", "closed_by": 1, "closed_at": AT},
    "mail_message": {"key": "another"},
    "notice_choice": {"topic": "messages", "way": "daily"},
    "notice_digest": {"day": date(2090, 1, 1)},
    "notice_held": {"notice_id": 2},
    "call_subscription": {"ref": "another", "item": "99"},
    "call_reminder": {"kind": "in_2_days"},
    "referral": {"case_id": "spare"},
    "matter_claim": {"key": "another"},
    "recognition": {"case_id": "spare"},
    "relation_key": {"hash": "e" * 64},
    "zone_unit": {"code": "A3-9"},
    "lease": {"number": "another"},
    "message_file": {"place": 2, "ref": "another"},
    "message_read": {"user_id": 2},
    "stage_seen": {"case_id": "spare"},
    "stage_time": {"days": 200},
    "worker_mark": {"name": "another"},
    "paper": {"ref": "another", "number": "another", "kind": "referral"},
    "paper_print": {"lang": "en"},
    "paper_delivery": {"paper_id": 2},
    "paper_counter": {"year": 2090},
    "tracking_guess": {"source": "e" * 64},
    "lease_piece": {"piece": 9},
    "rent_unit_month": {"month": "2025-02"},
    "rent_validity": {"policy_version": "second"},
    "recovery": {"case_id": "spare"},
    "reminder": {"key": "another"},
    "policy_version": {"version": "another", "digest_words": "e" * 64},
    "call": {"round": 99},
    "support_case": {"number": "2090-10-0001"},
    "award": {"case_id": "spare", "item": "10"},
    "control_step": {"round": 9},
    "correction": {"state": "cancelled", "closed_at": AT},
    "decision": {"round": 9},
    "document": {"ref": "another"},
    "document_reuse": {"document_id": 900_003},
    "evaluation": {"round": 9},
    "filing": {"revision": 9},
    "payment": {"case_id": "spare", "bank_ref": "another"},
    "publicity": {"round": 9},
    "rent_month": {"month": "2090-01", "seq": 36},
    "review": {"round": 9},
    "transition": {"seq": 99},
}
#: table → which row is copied, when any row would not do.
OF: dict[str, dict[str, Any]] = {
    "user_account": {"login": "lanxi"},
    "user_role": {"role": "caseworker"},
    "support_case": {"state": "paid"},
    "award": {"item": "14"},
    "payment": {"state": "confirmed"},
    "payment_batch": {"total_fen": 1_800_000},
    "correction": {"state": "open"},
    "decision": {"result": "approve"},
    "transition": {"action": "approve"},
    "control_step": {"round": 7},
    "call_subscription": {"lang": "zh"},
    "matter_claim": {"key": "044-1"},
}
GRANTED = {"outcome": "granted", "answered_at": AT, "answered_by": 1, "closed_at": AT, "amount_fen": 1}
DECIDED = {"decided_by": 2, "decided_at": AT}
PAID, EVALUATED, DRAFT = {"state": "paid"}, {"state": "committee"}, {"state": "draft"}
CHECKS: dict[str, Bad] = {
    "blob_scan_known": Bad({"scan": "perhaps"}),
    "blob_size_positive": Bad({"size": 0}),
    "scan_result_verdict_known": Bad({"verdict": "perhaps", "finding": ""}),
    "scan_result_finding_of_infected": Bad({"finding": ""}),
    "document_reuse_source_is_older": Bad({"source_id": 900_003}),
    "budget_account_planned_not_negative": Bad({"planned_fen": -1, "reserved_fen": -1}),
    "budget_account_within_plan": Bad({"reserved_fen": 3_000_000_001}),
    "case_counter_last_not_negative": Bad({"last": -1}),
    "dishonest_order": Bad({"until": date(2025, 1, 1)}),
    "enterprise_uscc_length": Bad({"uscc": "9" * 17}),
    "relation_key_kind_known": Bad({"kind": "rumour"}),
    "relation_key_hash_length": Bad({"hash": "e" * 63}),
    "matter_claim_kind_known": Bad({"kind": "rumour"}),
    "matter_claim_key_not_empty": Bad({"key": ""}),
    "recognition_kind_known": Bad({"kind": "rumoured"}),
    "recognition_title_not_empty": Bad({"title": ""}),
    "recognition_days_in_order": Bad({"until": date(2024, 12, 31)}),
    "referral_outcome_known": Bad({"outcome": "lost", "answered_at": AT, "answered_by": 1, "closed_at": AT}),
    "referral_open_until_final": Bad({"closed_at": AT}),
    "referral_answer_has_date": Bad({"answered_at": AT, "answered_by": 1}),
    "referral_answer_has_person": Bad(GRANTED | {"answered_by": None}),
    "referral_amount_with_grant": Bad(GRANTED | {"amount_fen": None}),
    "referral_amount_in_range": Bad(GRANTED | {"amount_fen": 0}),
    "zone_unit_days_in_order": Bad({"until": date(2019, 12, 31)}),
    "zone_unit_area_positive": Bad({"area": 0}),
    "lease_piece_kind_known": Bad({"kind": "rumour", "contract_area": 0, "own_area": 0}),
    "lease_piece_use_known": Bad({"use": "garden"}),
    "lease_piece_piece_positive": Bad({"piece": 0}),
    "lease_piece_days_in_order": Bad({"ends_on": date(2019, 12, 31)}),
    "lease_piece_terms_have_area": Bad({"kind": "end"}),
    "lease_piece_sublet_within_contract": Bad({"sublet_area": -1}),
    "lease_piece_own_within_contract": Bad({"own_area": 100_001}),
    "rent_unit_month_month_shape": Bad({"month": "2025-13"}),
    "rent_validity_month_shape": Bad({"month": "2025/12"}),
    "recovery_state_known": Bad({"state": "lost"} | DECIDED),
    "recovery_fen_in_range": Bad({"fen": 0}),
    "recovery_within_paid": Bad({"fen": 101}),
    "recovery_months_only_for_all": Bad({"months_back": True, "fen": 99}),
    "recovery_decided_by_another": Bad({"state": "approved"} | DECIDED | {"decided_by": "proposer"}),
    "recovery_decided_by_someone": Bad({"state": "approved"}),
    "recovery_decided_has_date": Bad({"state": "approved"} | DECIDED | {"decided_at": None}),
    "recovery_has_reason": Bad({"reason": ""}),
    "reminder_kind_known": Bad({"kind": "rumour"}),
    "rent_month_recovered_within_granted": Bad({"recovered_fen": 300_001}),
    "rent_month_recovered_was_paid": Bad({"recovered_fen": 1, "state": "reserved"}),
    "above_scale_year_range": Bad({"year": 1999}),
    "cap_account_scope_known": Bad({"scope": "month:2090-01"}),
    "cap_account_within_limit": Bad({"used_fen": 20_000_001}),
    "rent_total_months_range": Bad({"months": 37}),
    "user_account_duty_group_known": Bad({"duty_group": "everything", "enterprise_id": None}),
    "user_account_enterprise_only_for_applicants": Bad({"enterprise_id": None}),
    "user_account_failures_not_negative": Bad({"failures": -1}),
    "invitation_accepted_by_somebody": Bad({"accepted_by": 1}),
    "invitation_email_is_address": Bad({"email": "nobody"}),
    "invitation_expires_later": Bad({"expires_at": LONG_AGO}),
    "invitation_one_end": Bad({"accepted_by": 1, "accepted_at": AT}),
    "password_reset_expires_later": Bad({"expires_at": LONG_AGO}),
    "password_reset_used_later": Bad({"used_at": LONG_AGO}),
    "account_event_kind_known": Bad({"kind": "lost"}),
    "second_factor_confirmed_by_a_code": Bad({"confirmed_at": AT, "last_step": 0}),
    "second_factor_secret_long": Bad({"secret": "JBSWY3DP"}),
    "second_factor_step_not_negative": Bad({"last_step": -1}),
    "bank_change_account_length": Bad({"bank_account": "6222"}),
    "bank_change_changes_something": Bad(
        {"bank_account": "4000020100200123401", "bank_name": "中国示例银行深圳龙华支行"}
    ),
    "bank_change_check_is_whole": Bad({"call_note": "打过电话"}),
    "bank_change_checked_by_another": Bad({"checked_by": 1, "checked_at": AT, "call_note": "x"}),
    "bank_change_checked_first": Bad({"state": "checked", "closed_by": None, "closed_at": None}),
    "bank_change_closed_by_somebody": Bad({"closed_by": None}),
    "bank_change_confirmed_by_another": Bad(CONFIRMED | {"closed_by": 5}),
    "bank_change_confirmed_by_the_bureau": Bad(CONFIRMED | {"closed_by": 1}),
    "bank_change_open_is_unchecked": Bad(CONFIRMED | {"state": "open", "closed_by": None, "closed_at": None}),
    "bank_change_refusal_has_reason": Bad({"reason": "不是本企业的账户"}),
    "bank_change_state_known": Bad({"state": "lost"}),
    "policy_version_two_people": Bad({"approved_by": "proposer"}),
    "payment_batch_released_by_another": Bad({"released_by": "preparer"}),
    "payment_batch_released_has_date": Bad({"released_at": None}),
    "payment_batch_total_positive": Bad({"total_fen": 0}),
    "user_role_role_in_duty_group": Bad({"role": "finance"}),
    "call_times_in_order": Bad({"new_until": AT, "opens_at": AT}),
    "support_case_accepted_has_date": Bad({"accepted_at": None}),
    "support_case_award_in_range": Bad({"award_fen": 1_000_000_001}),
    "support_case_award_with_publicity": Bad({"award_fen": None}),
    "support_case_cleared_in_publicity": Bad({"cleared_at": AT}, EVALUATED),
    "support_case_number_given_at_submission": Bad({"number": "DRAFT0001"}),
    "support_case_paid_has_date": Bad({"paid_at": None}),
    "support_case_paid_was_cleared": Bad({"cleared_at": None}),
    "support_case_proposed_in_range": Bad({"proposed_fen": -1}),
    "support_case_round_not_negative": Bad({"round": -1}),
    "support_case_state_known": Bad({"state": "lost", "award_fen": None, "paid_at": None, "cleared_at": None}),
    "support_case_submitted_has_date": Bad({"number": "DRAFT0001", "state": "submitted"}, DRAFT),
    "support_case_version_positive": Bad({"version": 0}),
    "award_fen_in_range": Bad({"fen": 0}),
    "budget_entry_not_zero": Bad({"fen": 0, "reversal_of": 1}),
    "budget_entry_reversal_is_negative": Bad({"fen": -1}),
    "cap_entry_not_zero": Bad({"fen": 0, "reversal_of": 1}),
    "cap_entry_reversal_is_negative": Bad({"fen": -1}),
    "control_step_step_known": Bad({"step": "look_away"}),
    "correction_closed_has_date": Bad({"closed_at": None}),
    "correction_state_known": Bad({"state": "forgotten"}),
    "decision_approved_in_range": Bad({"amount_fen": 0}),
    "decision_executed_by_someone": Bad({"executed_by": None}),
    "decision_refused_is_zero": Bad({"result": "reject"}),
    "decision_result_known": Bad({"result": "maybe", "amount_fen": 0}),
    "decision_votes_not_negative": Bad({"votes_against": -1}),
    "evaluation_amount_in_range": Bad({"amount_fen": 1_000_000_001}),
    "evaluation_nothing_if_not_eligible": Bad({"eligible": False}),
    "evaluation_round_positive": Bad({"round": 0}),
    "filing_filed_is_declared": Bad({"declared": False, "filed_at": AT}),
    "filing_revision_not_negative": Bad({"revision": -1}),
    "message_body_length": Bad({"body": ""}),
    "message_side_known": Bad({"side": "press"}),
    "message_template_is_the_bureaus": Bad({"template": "progress"}),
    "message_file_place_range": Bad({"place": 11}),
    "stage_seen_seq_positive": Bad({"seq": 0}),
    "stage_time_days_range": Bad({"days": 251}),
    "stage_time_stage_known": Bad({"stage": "lunch"}),
    "stage_time_times_positive": Bad({"times": 0}),
    "paper_kind_known": Bad({"kind": "rumour"}),
    "paper_digest_length": Bad({"digest": "f"}),
    "paper_print_lang_known": Bad({"lang": "fr"}),
    "paper_print_sha256_length": Bad({"sha256": "f"}),
    "paper_print_size_positive": Bad({"size": 0}),
    "paper_counter_kind_known": Bad({"kind": "rumour"}),
    "paper_counter_last_positive": Bad({"last": 0}),
    "tracking_guess_failures_positive": Bad({"failures": 0}),
    "notice_attempts_not_negative": Bad({"attempts": -1}),
    "mail_message_key_not_empty": Bad({"key": ""}),
    "mail_message_recipient_is_address": Bad({"recipient": "@"}),
    "mail_message_attempts_range": Bad({"attempts": 11}),
    "mail_message_sent_was_tried": Bad({"sent_at": AT}),
    "notice_choice_topic_known": Bad({"topic": "gossip"}),
    "notice_choice_way_known": Bad({"way": "by pigeon"}),
    "notice_choice_corrections_always_by_mail": Bad({"topic": "corrections", "way": "here"}),
    "call_subscription_user_or_address": Bad({"address": "a@b.example"}),
    "call_subscription_address_is_address": Bad({"user_id": None, "address": "nobody"}),
    "call_subscription_users_need_no_link": Bad({"confirmed_at": None}),
    "call_subscription_lang_known": Bad({"lang": "xx"}),
    "call_reminder_kind_known": Bad({"kind": "rumour"}),
    "payment_confirmed_has_bank_ref": Bad({"bank_ref": None}),
    "payment_confirmed_has_date": Bad({"confirmed_at": None}),
    "payment_fen_in_range": Bad({"fen": 0}),
    "payment_instalment_range": Bad({"instalment": 61}),
    "payment_state_known": Bad({"state": "lost", "bank_ref": None, "confirmed_at": None}),
    "publicity_days_in_order": Bad({"ends_on": date(2020, 1, 1)}),
    "rent_entry_granted_not_negative": Bad({"granted_fen": -1}),
    "rent_entry_kind_known": Bad({"kind": "lost"}),
    "rent_entry_month_shape": Bad({"month": "2025-13"}),
    "rent_entry_seq_range": Bad({"seq": 37}),
    "rent_month_granted_within_computed": Bad({"granted_fen": 300_001}),
    "rent_month_month_shape": Bad({"month": "2025-00"}),
    "rent_month_seq_range": Bad({"seq": 37}),
    "rent_month_state_known": Bad({"state": "lost"}),
    "review_result_known": Bad({"result": "perhaps"}),
    "transition_person_or_system": Bad({"role": "system"}),
    "transition_role_known": Bad({"role": "king"}),
    "transition_seq_positive": Bad({"seq": 0}),
    "transition_state_after_known": Bad({"state_after": "lost"}),
    "verdict_refusal_has_reason": Bad({"verdict": "refused", "reason": ""}),
    "verdict_verdict_known": Bad({"verdict": "perhaps", "reason": "x"}),
}
#: Uniqueness of some rows only, or within more than its own columns: what makes the copy such a row.
AMONG: dict[str, Bad] = {
    "uq_user_account_email": Bad({}),
    "uq_user_account_owner": Bad({"is_owner": True}),
    "uq_invitation_open": Bad({"withdrawn_at": None}),
    "uq_bank_change_live": Bad({"state": "open", "closed_by": None, "closed_at": None}),
    "uq_control_step_case_id_round_actor_id": Bad({"step": "approve"}),
    "pk_control_step": Bad({"actor_id": 2}),
    "pk_matter_claim": Bad({"exclusive": False}),
    "uq_award_live": Bad({}),
    "uq_award_one_off": Bad({"item": "9"}, {"item": "9"}),
    "uq_correction_open": Bad({"state": "open", "closed_at": None}),
    "uq_call_subscription_user": Bad({}),
    "uq_call_subscription_address": Bad({}, {"lang": "en"}),
    "uq_payment_bank_ref": Bad({}),
    "uq_recovery_live": Bad({}),
    "uq_matter_claim_alone": Bad({"exclusive": True, "case_id": "spare"}),
}
#: Uniqueness that a narrower key already gives; it stands for a foreign key to refer to.
INSIDE = {"uq_transition_case_id_seq_state_after": ("pk_transition", "transition.case_id, transition.seq")}
SAME_PERSON = {"preparer": "prepared_by", "proposer": "proposed_by"}
TWICE = {"uq_budget_entry_reversal_of", "uq_cap_entry_reversal_of"}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "checked_by": {"checked_at": AT, "call_note": "x"},
    "accepted_by": {"withdrawn_at": None, "accepted_at": AT},
    "reversal_of": {"fen": -1},
    "decided_by": {"state": "approved", "decided_at": AT},
    "answered_by": {"outcome": "accepted", "answered_at": AT},
}
GOOD |= challenge_bad_rows.GOOD
CHECKS |= {name: Bad(change) for name, change in challenge_bad_rows.CHANGES.items()}
AMONG["uq_countersign_open"] = Bad({"state": "open"})
WITH_REFERENCE |= challenge_bad_rows.WITH_REFERENCE
GOOD |= after_payment_bad_rows.GOOD
CHECKS |= {name: Bad(change) for name, change in after_payment_bad_rows.CHANGES.items()}
WITH_REFERENCE |= after_payment_bad_rows.WITH_REFERENCE
OF |= admin_bad_rows.OF
CHECKS |= {name: Bad(change) for name, change in admin_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in admin_bad_rows.AMONG.items()}
GOOD |= budget_bad_rows.GOOD
OF |= budget_bad_rows.OF
CHECKS |= {name: Bad(change) for name, change in budget_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in budget_bad_rows.AMONG.items()}
WITH_REFERENCE |= budget_bad_rows.WITH_REFERENCE
GOOD |= sample_bad_rows.GOOD
OF |= sample_bad_rows.OF
CHECKS |= {name: Bad(change) for name, change in sample_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in sample_bad_rows.AMONG.items()}
WITH_REFERENCE |= sample_bad_rows.WITH_REFERENCE
GOOD |= override_bad_rows.GOOD
OF["override"] = {"state": "open"}
CHECKS |= {name: Bad(change) for name, change in override_bad_rows.CHANGES.items()}
AMONG["uq_override_open"] = Bad({"state": "open"} | override_bad_rows.LIVE)
AMONG["uq_override_live"] = Bad(override_bad_rows.CONFIRMED, {"state": "confirmed"})
WITH_REFERENCE |= override_bad_rows.WITH_REFERENCE
GOOD |= note_bad_rows.GOOD
CHECKS |= {name: Bad(change) for name, change in note_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in note_bad_rows.AMONG.items()}
WITH_REFERENCE |= note_bad_rows.WITH_REFERENCE
GOOD |= case_page_bad_rows.GOOD
CHECKS |= {name: Bad(change) for name, change in case_page_bad_rows.CHANGES.items()}
WITH_REFERENCE |= case_page_bad_rows.WITH_REFERENCE
GOOD |= queue_bad_rows.GOOD
CHECKS |= {name: Bad(change) for name, change in queue_bad_rows.CHANGES.items()}
GOOD |= proof_bad_rows.GOOD
OF |= proof_bad_rows.OF
CHECKS |= {name: Bad(change) for name, change in proof_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in proof_bad_rows.AMONG.items()}
WITH_REFERENCE |= proof_bad_rows.WITH_REFERENCE
GOOD |= ownership_bad_rows.GOOD
CHECKS |= {name: Bad(change) for name, change in ownership_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in ownership_bad_rows.AMONG.items()}
WITH_REFERENCE |= ownership_bad_rows.WITH_REFERENCE
GOOD |= payment_bad_rows.GOOD
OF |= payment_bad_rows.OF
CHECKS |= {name: Bad(change) for name, change in payment_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in payment_bad_rows.AMONG.items()}
WITH_REFERENCE |= payment_bad_rows.WITH_REFERENCE
GOOD |= meeting_bad_rows.GOOD
OF |= meeting_bad_rows.OF
CHECKS |= {name: Bad(change) for name, change in meeting_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in meeting_bad_rows.AMONG.items()}
WITH_REFERENCE |= meeting_bad_rows.WITH_REFERENCE
GOOD |= entitlement_bad_rows.GOOD
OF |= entitlement_bad_rows.OF
CHECKS |= {name: Bad(change) for name, change in entitlement_bad_rows.CHANGES.items()}
AMONG |= {name: Bad(*bad) for name, bad in entitlement_bad_rows.AMONG.items()}
WITH_REFERENCE |= entitlement_bad_rows.WITH_REFERENCE
CHECKS |= {name: Bad(change) for name, change in download_bad_rows.CHANGES.items()}
GOOD |= board_bad_rows.GOOD
CHECKS |= {name: Bad(change) for name, change in board_bad_rows.CHANGES.items()}
