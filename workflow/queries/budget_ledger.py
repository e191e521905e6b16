"""The ledger of one account: every change of its counters, newest first, page by page."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.budget_change import BudgetChange
from workflow.models.budget_line import BudgetLine
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise

PAGE = 50


class Line(NamedTuple):
    """One line: what changed by how much (fen), for which case or by which change of the plan."""

    id: int
    kind: str
    fen: int
    at: datetime
    case_id: int | None
    number: str | None
    firm: str | None
    change: str | None
    reason: str | None
    proposed_by: int | None
    decided_by: int | None
    to_article: int | None
    article: int | None


def ledger(account_id: int, kind: str | None = None, before: int | None = None) -> Sequence[Line]:
    """One line more than a page, so that the caller sees whether there is another; `before`: the last id of the page before."""
    line, change = BudgetLine, BudgetChange
    query = (
        select(
            line.id,
            line.kind,
            line.fen,
            line.at,
            line.case_id,
            Case.number,
            Enterprise.name,
            change.kind,
            change.reason,
            change.proposed_by,
            change.decided_by,
            change.to_article,
            change.article,
        )
        .outerjoin(Case, Case.id == line.case_id)
        .outerjoin(Enterprise, Enterprise.id == Case.enterprise_id)
        .outerjoin(change, change.id == line.change_id)
        .where(line.account_id == account_id)
        .order_by(line.id.desc())
        .limit(PAGE + 1)
    )
    if kind is not None:
        query = query.where(line.kind == kind)
    if before is not None:
        query = query.where(line.id < before)
    return [Line._make(row) for row in db.session.execute(query)]
