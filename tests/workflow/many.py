"""Many submitted cases at once, row by row, for tests of lists: what a list shows does not depend on how they came there."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert, select

from tests.people import FIRM
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case, Transition
from workflow.models.enterprise import Enterprise
from workflow.models.user import User

_sequence = count(5001)  # out of the way of numbers that real submissions get


def person(login: str) -> int:
    """The id of a person."""
    return db.session.scalars(select(User.id).where(User.login == login)).one()


def case_row(
    item: str = "10",
    state: str = "submitted",
    *,
    due_in: int | None = 5,
    owner: str | None = "shen",
    firm: str = "lanxi",
    fen: int = 10_000_000,
) -> str:
    """One submitted case in a state, due so many calendar days from today (None: no clock runs); gives its number."""
    enterprise = db.session.scalars(select(Enterprise.id).where(Enterprise.uscc == FIRM[firm].uscc)).one()
    call = db.session.scalars(select(Call.id).where(Call.item == item)).one()
    place, at = next(_sequence), now()
    due: date | None = None if due_in is None else business_date() + timedelta(days=due_in)
    beyond = state not in {"submitted", "correction", "withdrawn", "rejected"}
    row: dict[str, Any] = {
        "number": f"2026-{int(item.rstrip('ab')):02d}-{place:04d}",
        "tracking_code": f"T{place}",
        "enterprise_id": enterprise,
        "call_id": call,
        "item": item,
        "policy_version": "consultation-draft",
        "state": state,
        "version": 1,
        "round": 0,
        "owner_id": person(owner) if owner else None,
        "created_by": person("lanxi"),
        "created_at": at,
        "submitted_at": at,
        "accepted_at": at if beyond else None,
        "cleared_at": at if state == "paid" else None,
        "paid_at": at if state == "paid" else None,
        "due_on": due,
        "estimate_fen": fen,
        "award_fen": fen if state in {"publicity", "paid"} else None,
    }
    case_id = db.session.execute(insert(Case).values(row).returning(Case.id)).scalar_one()
    step = {"case_id": case_id, "seq": 1, "action": "create", "state_after": state, "role": "applicant", "reason": ""}
    step |= {"actor_id": person("lanxi"), "detail": {}, "at": at, "alg": "sha256", "hash": "0" * 64}
    db.session.execute(insert(Transition).values(step))
    return str(row["number"])
