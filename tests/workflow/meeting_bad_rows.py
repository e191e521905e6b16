"""The promises of the tables about meetings: a row of each, a good copy, and one bad change for every constraint."""

from datetime import UTC, datetime
from typing import Any

from workflow.db import db
from workflow.models.agenda import AgendaItem, Ballot, Recusal
from workflow.models.meeting import CommitteeMember, Meeting, MeetingMember
from workflow.models.threshold import Threshold

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
MEETINGS, MEMBERS, ITEM = (900_001, 900_002, 900_003), (900_001, 900_002, 900_003), 900_001
UNDECIDED = {"decided_by": None, "decided_at": None}

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "meeting": {"sequence": 99},
    "committee_member": {"name": "another", "user_id": None},
    "meeting_member": {"member_id": MEMBERS[2], "seat": 2},
    "agenda_item": {"case_id": "spare"},
    "recusal": {"member_id": MEMBERS[1]},
    "ballot": {"member_id": MEMBERS[1]},
    "threshold": {"state": "refused"},
}
OF: dict[str, dict[str, Any]] = {
    "committee_member": {"name": "甲"},
    "agenda_item": {"state": "done"},
    "threshold": {"state": "approved"},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "committee_member_has_name": {"name": ""},
    "committee_member_has_organisation": {"organisation": ""},
    "committee_member_has_title": {"title": ""},
    "meeting_state_known": {"state": "lost"},
    "meeting_rule_known": {"rule": "dice", "ratio_n": None, "ratio_m": None},
    "meeting_sequence_positive": {"sequence": 0},
    "meeting_quorum_range": {"quorum": 0},
    "meeting_has_place": {"place": ""},
    "meeting_ratio_with_rule": {"rule": "all"},
    "meeting_ratio_whole": {"ratio_m": None},
    "meeting_ratio_range": {"ratio_n": 4},
    "meeting_closed_by_someone": {"closed_by": 1},
    "meeting_closed_has_date": {"state": "closed"},
    "meeting_executed_by_someone": {"executed_by": 1},
    "meeting_executed_has_date": {"executed_by": 1, "executed_at": AT},
    "meeting_edition_not_negative": {"edition": -1},
    "meeting_member_attendance_known": {"attendance": "lost"},
    "meeting_member_seat_range": {"seat": 0},
    "meeting_member_signature_noted_by_someone": {"noted_by": 1},
    "meeting_member_signed_was_present": {"attendance": "leave", "signed_at": AT, "noted_by": 1},
    "agenda_item_state_known": {"state": "lost", "tried_at": None},
    "agenda_item_place_range": {"place": 0},
    "agenda_item_block_range": {"block": 0},
    "agenda_item_decided_has_vote": {"voted_seq": None, "entitled": None},
    "agenda_item_vote_has_entitled": {"entitled": None},
    "agenda_item_tried_has_date": {"tried_at": None},
    "agenda_item_refusal_says_why": {"state": "refused"},
    "recusal_kind_known": {"kind": "rumour"},
    "recusal_has_reason": {"reason": ""},
    "recusal_ended_by_someone": {"ended_by": 1},
    "recusal_end_has_reason": {"ended_by": 1, "ended_at": AT},
    "ballot_vote_known": {"vote": "maybe"},
    "threshold_kind_known": {"kind": "rumour"},
    "threshold_state_known": {"state": "lost"},
    "threshold_fen_range": {"fen": -1},
    "threshold_has_reason": {"reason": ""},
    "threshold_decided_by_someone": UNDECIDED,
    "threshold_decision_has_date": {"decided_at": None},
    "threshold_decided_by_another": {"decided_by": "proposer"},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_agenda_item_live": (
        {"meeting_id": MEETINGS[2], "state": "decided", "tried_at": None},
        {"state": "decided"},
    ),
    "uq_recusal_live": ({}, None),
    "uq_threshold_open": ({"state": "open"} | UNDECIDED, {"state": "open"}),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "meeting.closed_by": {"state": "closed", "closed_at": AT},
    "meeting.executed_by": {"state": "executing", "executed_at": AT, "closed_by": 1, "closed_at": AT},
    "meeting_member.noted_by": {"signed_at": AT},
    "recusal.ended_by": {"ended_at": AT, "end_reason": "x"},
}


def meetings(case_id: int) -> None:
    """Add a row of each to the session."""
    plan = {"year": 2026, "meets_at": AT, "place": "x", "quorum": 1, "rule": "ratio", "ratio_n": 2, "ratio_m": 3}
    for sequence, key in enumerate(MEETINGS, 1):
        db.session.add(Meeting(id=key, sequence=sequence, state="planned", called_by=1, called_at=AT, **plan))
    for key, name, user in zip(MEMBERS, "甲乙丙", (8, None, None), strict=True):
        row = {"organisation": "x", "title": "x", "user_id": user, "added_by": 1, "added_at": AT}
        db.session.add(CommitteeMember(id=key, name=name, **row))
    db.session.flush()
    db.session.add(MeetingMember(meeting_id=MEETINGS[0], member_id=MEMBERS[0], seat=1, attendance="present"))
    on = {"case_id": case_id, "place": 1, "voted_seq": 1, "entitled": 1}
    db.session.add(AgendaItem(id=ITEM, meeting_id=MEETINGS[0], state="done", tried_at=AT, **on))
    db.session.add(AgendaItem(meeting_id=MEETINGS[1], state="decided", **on))
    out = {"case_id": case_id, "member_id": MEMBERS[0], "meeting_id": MEETINGS[0], "noted_by": 1, "noted_at": AT}
    db.session.add(Recusal(kind="other", reason="x", **out))
    for state, decided in (("open", {}), ("approved", {"decided_by": 2, "decided_at": AT})):
        what = {"kind": "vote", "fen": 1, "reason": "x", "proposed_by": 1, "proposed_at": AT}
        db.session.add(Threshold(state=state, **what, **decided))
    db.session.flush()
    db.session.add(MeetingMember(meeting_id=MEETINGS[0], member_id=MEMBERS[1], seat=3))
    vote = {"item_id": ITEM, "seq": 1, "meeting_id": MEETINGS[0], "case_id": case_id}
    db.session.add(Ballot(member_id=MEMBERS[0], vote="for", **vote))
