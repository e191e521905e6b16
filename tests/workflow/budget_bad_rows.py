"""One bad row for every promise of the budget's ledger, of changes of the plan and of pro-rata cuts; and a row of each."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.budget_change import BudgetChange
from workflow.models.budget_line import PLANNED, BudgetLine
from workflow.models.budget_work import BudgetInWork, BudgetWork
from workflow.models.proration import Proration, ProrationRow

AT = datetime(2026, 3, 18, 2, 12, tzinfo=UTC)
UNDONE = {"undone_by": 1, "undone_at": AT, "undone_reason": "x"}
UNDECIDED = {"decided_by": None, "decided_at": None}

#: table → what a copy needs to be a row of its own. The first account is nobody's yet.
GOOD: dict[str, dict[str, Any]] = {
    "budget_use": {"account_id": 1},
    "budget_work": {"case_id": "spare"},
    "budget_in_work": {"article": 90},
    "proration_row": {"case_id": "spare"},
}
OF: dict[str, dict[str, Any]] = {"budget_change": {"state": "approved"}, "budget_line": {"kind": "reserved"}}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "budget_use_paid_was_decided": {"paid_fen": 10**12},
    "budget_use_recovered_was_paid": {"recovered_fen": -1},
    "budget_change_kind_known": {"kind": "lost"},
    "budget_change_state_known": {"state": "lost"},
    "budget_change_fen_in_range": {"fen": 0},
    "budget_change_year_range": {"year": 1999},
    "budget_change_shift_names_both": {"kind": "shift"},
    "budget_change_shift_to_another": {"kind": "shift", "to_article": 10},
    "budget_change_has_reason": {"reason": ""},
    "budget_change_decided_by_someone": UNDECIDED,
    "budget_change_decision_has_date": {"decided_at": None},
    "budget_change_decided_by_another": {"decided_by": "proposer"},
    "budget_change_refusal_has_reason": {"state": "refused"},
    "budget_line_kind_known": {"kind": "lost"},
    "budget_line_not_zero": {"fen": 0},
    "budget_line_of_a_case_or_plan": {"case_id": None},
    "budget_line_change_is_of_plan": {"change_id": 1},
    "budget_work_fen_positive": {"fen": 0},
    "budget_in_work_not_negative": {"fen": -1},
    "proration_cuts_something": {"budget_fen": 100},
    "proration_has_reason": {"reason": ""},
    "proration_undone_by_someone": UNDONE | {"undone_at": None},
    "proration_undone_has_reason": UNDONE | {"undone_reason": ""},
    "proration_row_less_or_the_same": {"after_fen": 0},
}
#: Uniqueness of some rows only: what makes the copy such a row, and of which row.
AMONG: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
    "uq_budget_change_open": ({"state": "open"} | UNDECIDED, {"state": "open"}),
    "uq_budget_line_change": ({}, {"change_id": 1}),
}
#: What else must fit, so that only the reference is wrong.
WITH_REFERENCE: dict[str, dict[str, Any]] = {
    "budget_line.change_id": {"kind": "planned", "case_id": None},
    "proration.undone_by": {name: UNDONE[name] for name in ("undone_at", "undone_reason")},
}


def budgets(case_id: int) -> None:
    """Add a row for each table to the session; the first change of the plan was approved, the second waits."""
    said = {
        "kind": "raise",
        "year": 2026,
        "article": 10,
        "fen": 100,
        "reason": "x",
        "proposed_by": 1,
        "proposed_at": AT,
    }
    made = BudgetChange(**said, state="approved", decided_by=2, decided_at=AT, answer="")
    db.session.add_all([made, BudgetChange(**said, state="open", answer="")])
    account = db.session.scalars(select(BudgetAccount.id).order_by(BudgetAccount.id).limit(1)).one()
    cut = {"year": 2026, "article": 5, "budget_fen": 99, "total_fen": 100, "reason": "x", "undone_reason": ""}
    one = Proration(**cut, applied_by=1, applied_at=AT)
    db.session.add(one)
    db.session.flush()
    row = {"round": 1, "before_fen": 100, "after_fen": 99, "staged": True}
    db.session.add_all(
        [
            BudgetLine(account_id=account, kind=PLANNED, fen=100, change_id=made.id, at=AT),
            BudgetWork(case_id=case_id, article=10, fen=1),
            BudgetInWork(article=10, fen=1, cases=1),
            ProrationRow(proration_id=one.id, case_id=case_id, **row),
        ]
    )
    db.session.flush()


def budget_samples(case_id: int) -> dict[str, str]:
    """Values for the parts of the budget's addresses."""
    budgets(case_id)
    change = db.session.scalars(select(BudgetChange.id).where(BudgetChange.state == "open")).one()
    cut = db.session.scalars(select(Proration.id)).one()
    return {"year": str(AT.year), "article": "10", "plan_change": str(change), "cut": str(cut)}
