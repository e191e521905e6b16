"""A database with cases whose public notice is over, each with its own enterprise, form, evaluation, award and record."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import insert, select

from workflow.actions.chain import ALG, chain_hash
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, ControlStep, Transition
from workflow.models.decision import Award, Decision, Publicity
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Evaluation, Review
from workflow.models.filing import Filing
from workflow.models.matter import MatterClaim
from workflow.models.user import User, UserRole

AT, FEN, ZERO = datetime(2026, 4, 1, 2, tzinfo=UTC), 10_000_000, "0" * 64
#: What a case has behind it when it waits for payment: step, the state it leads to, who took it.
WAY = (
    ("create", "draft", "lanxi"),
    ("submit", "submitted", "lanxi"),
    ("claim", "submitted", "shen"),
    ("accept", "submitted", "shen"),
    ("check_documents", "documents_checked", "shen"),
    ("evaluate", "evaluated", "shen"),
    ("second_review", "evaluated", "xu"),
    ("send_to_committee", "committee", "shen"),
    ("approve", "publicity", "cheng"),
    ("clear_publicity", "publicity", None),
)
ROLES = {"lanxi": "applicant", "shen": "caseworker", "xu": "reviewer", "cheng": "supervisor", None: "system"}
CONTROLS = {"evaluate": "shen", "second_review": "xu", "approve": "cheng"}
_ids = count(500_001)


def fill(cases: int) -> list[int]:
    """Add so many; gives their ids. Commits."""
    who = {row.login: row.id for row in db.session.execute(select(User.login, User.id))}
    call = db.session.scalars(select(Call).where(Call.item == "10").order_by(Call.id)).first()
    assert call is not None, "the demo has calls"
    ids = [next(_ids) for _ in range(cases)]
    _put(Enterprise, [_firm(one) for one in ids])
    _put(User, [_user(one) for one in ids])
    _put(UserRole, [{"user_id": one, "role": "applicant", "duty_group": "enterprise"} for one in ids])
    _put(Case, [_case(one, call.id, who) for one in ids])
    _put(Transition, [row for one in ids for row in _record(one, who)])
    of = {one: {"case_id": one, "enterprise_id": one} for one in ids}
    _put(Filing, [of[one] | _filing(who) for one in ids])
    _put(Evaluation, [of[one] | _evaluation(who) for one in ids])
    _put(
        MatterClaim,
        [
            of[one] | {"kind": "statistics_year", "key": "2025", "live": True, "exclusive": False, "at": AT}
            for one in ids
        ],
    )
    _put(
        Review,
        [
            {"case_id": one, "round": 1, "result": "passed", "comment": "", "actor_id": who["xu"], "at": AT}
            for one in ids
        ],
    )
    _put(Decision, [{"case_id": one} | _decision(who) for one in ids])
    days = {"round": 1, "starts_on": date(2026, 3, 1), "ends_on": date(2026, 3, 9), "amount_fen": FEN}
    _put(Publicity, [{"case_id": one} | days for one in ids])
    award = {"item": "10", "project": "", "year": 2025, "fen": FEN, "actor_id": who["cheng"], "at": AT}
    _put(Award, [of[one] | award for one in ids])
    _put(ControlStep, [{"case_id": one, "round": 1, "step": step, "actor_id": who[login], "at": AT}
                       for one in ids for step, login in CONTROLS.items()])  # fmt: skip
    db.session.commit()
    return ids


def _put(table: type[Any], rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), 5000):
        db.session.execute(insert(table.__table__), rows[start : start + 5000])


def _firm(one: int) -> dict[str, Any]:
    words = dict.fromkeys(("legal_representative", "address", "contact_name", "bank_name"), "示例")
    name = f"示例企业{one}"
    return {"id": one, "name": name, "account_holder": name, "sort_key": name, "uscc": f"{one:018d}", "created_at": AT,
            "contact_phone": "1", "bank_account": f"6222{one:012d}", **words}  # fmt: skip


def _user(one: int) -> dict[str, Any]:
    return {"id": one, "login": f"firm{one}", "email": f"firm{one}@a.example", "name": "示例", "password_hash": "!",
            "duty_group": "enterprise", "enterprise_id": one, "is_owner": True, "active": True, "created_at": AT,
            "failures": 0}  # fmt: skip


def _case(one: int, call: int, who: dict[str, int]) -> dict[str, Any]:
    when = dict.fromkeys(("created_at", "submitted_at", "accepted_at", "credit_checked_at", "cleared_at"), AT)
    return {"id": one, "number": f"2026-10-B{one}", "tracking_code": "X", "enterprise_id": one, "call_id": call, "item": "10",
            "policy_version": "consultation-draft", "state": "publicity", "version": len(WAY), "round": 1,
            "owner_id": who["shen"], "created_by": who["lanxi"], "proposed_fen": FEN, "award_fen": FEN,
            "due_on": date(2026, 5, 1), **when}  # fmt: skip


def _record(one: int, who: dict[str, int]) -> list[dict[str, Any]]:
    rows, before, last = [], None, ""
    for seq, (action, after, login) in enumerate(WAY, 1):
        row = {"case_id": one, "seq": seq, "action": action, "state_before": before, "state_after": after,
               "actor_id": who.get(login or ""), "role": ROLES[login], "reason": "", "detail": {}, "at": AT, "alg": ALG}  # fmt: skip
        last = chain_hash(last, Transition(**row))
        rows.append(row | {"hash": last})
        before = after
    return rows


def _filing(who: dict[str, int]) -> dict[str, Any]:
    return {"revision": 0, "facts": {"year": 2025, "revenue": "60000000.00", "peak": "0.00"}, "other_money": [], "changed": [],
            "declared": True, "digest": ZERO, "saved_by": who["lanxi"], "saved_at": AT, "filed_at": AT}  # fmt: skip


def _evaluation(who: dict[str, int]) -> dict[str, Any]:
    return {"round": 1, "policy_version": "consultation-draft", "policy_digest": ZERO, "inputs_digest": ZERO, "inputs": {},
            "context": [], "hits": [], "outcome": {}, "amount_fen": FEN, "eligible": True, "reason": "ok", "opinion": "",
            "engine": "", "actor_id": who["shen"], "at": AT}  # fmt: skip


def _decision(who: dict[str, int]) -> dict[str, Any]:
    return {"round": 1, "result": "approve", "amount_fen": FEN, "votes_for": 0, "votes_against": 0, "votes_abstain": 0,
            "meeting": "", "reason": "", "recorded_by": who["cheng"], "recorded_at": AT, "executed_by": who["cheng"],
            "executed_at": AT}  # fmt: skip
