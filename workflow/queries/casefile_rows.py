"""What belongs to cases, for one or many at the same number of queries: form, documents, control steps, money."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from workflow.clock import business_date
from workflow.db import db
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.models.case import Case, ControlStep
from workflow.models.enterprise import Dishonest
from workflow.models.filing import Blob, Correction, Document, Filing, Verdict
from workflow.models.finding import Finding
from workflow.models.override import Override
from workflow.models.payment import Payment
from workflow.queries.filings import newest_verdict
from workflow.queries.rulebook import article_number

Papers = tuple[Document, Blob, Verdict | None]
T = TypeVar("T")
IDS: BindParameter[int] = bindparam("ids", expanding=True)


def filings(ids: Sequence[int]) -> dict[int, Filing]:
    """Case → the newest revision of its form."""
    return {row.case_id: row for row in db.session.scalars(_filings(), {"ids": list(ids)})}


@cache
def _filings() -> Select[Filing]:
    """Built once, like `_documents`: putting it together costs more than asking."""
    other = aliased(Filing)
    newest = select(func.max(other.revision)).where(other.case_id == Filing.case_id).correlate(Filing)
    return select(Filing).where(Filing.case_id.in_(IDS), Filing.revision == newest.scalar_subquery())


def documents(ids: Sequence[int]) -> dict[int, list[Papers]]:
    """Case → the files in force with their bytes' record and newest verdict, in the order they were handed in."""
    found: dict[int, list[Papers]] = {}
    for row in db.session.execute(_documents(), {"ids": list(ids)}):
        found.setdefault(row[0].case_id, []).append((row[0], row[1], row[2]))
    return found


@cache
def _documents() -> Select[*tuple[Any, ...]]:
    return (
        select(Document, Blob, Verdict)
        .join(Blob, Blob.sha256 == Document.sha256)
        .outerjoin(Verdict, Verdict.id == newest_verdict())
        .where(Document.case_id.in_(IDS), Document.removed_at.is_(None))
        .order_by(Document.id)
    )


def open_corrections(ids: Sequence[int]) -> dict[int, Correction]:
    """Case → the correction notice that waits for the applicant."""
    query = select(Correction).where(Correction.case_id.in_(ids), Correction.state == "open")
    return {row.case_id: row for row in db.session.scalars(query)}


def _listed(query: Select[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in db.session.scalars(query):
        found.setdefault(row.case_id, []).append(row)  # type: ignore[attr-defined]
    return found


def controls(ids: Sequence[int]) -> dict[int, list[ControlStep]]:
    """Case → every control step, by round."""
    query = select(ControlStep).where(ControlStep.case_id.in_(ids))
    return _listed(query.order_by(ControlStep.round, ControlStep.at))


def payments(ids: Sequence[int]) -> dict[int, list[Payment]]:
    """Case → its instalments, the newest first."""
    return _listed(select(Payment).where(Payment.case_id.in_(ids)).order_by(Payment.instalment.desc()))


def overrides(ids: Sequence[int]) -> dict[int, list[Override]]:
    """Case → its changed facts and amounts, oldest first; no query for no case."""
    return _listed(select(Override).where(Override.case_id.in_(ids)).order_by(Override.id)) if ids else {}


def findings(ids: Sequence[int]) -> dict[int, list[Finding]]:
    """Case → what visits, audits and experts found, oldest first; no query for no case."""
    return _listed(select(Finding).where(Finding.case_id.in_(ids)).order_by(Finding.id)) if ids else {}


def dishonest(usccs: Iterable[str]) -> frozenset[str]:
    """Which of these enterprises stand on the list of serious dishonesty today."""
    today = business_date()
    runs = and_(Dishonest.since <= today, or_(Dishonest.until.is_(None), Dishonest.until >= today))
    query = select(Dishonest.uscc).where(Dishonest.uscc.in_(sorted(set(usccs))), runs)
    return frozenset(db.session.scalars(query))


def budget_rooms(cases: Sequence[Case]) -> dict[int, int]:
    """Case → what this year's budget still has for it (fen), its own reservation included; no entry = no limit."""
    articles = {case.id: article_number(case.item) for case in cases}
    account: Any = BudgetAccount
    free = select(account.article, account.planned_fen - account.reserved_fen)
    of_year = free.where(account.year == business_date().year, account.article.in_(sorted(set(articles.values()))))
    rooms = {row[0]: int(row[1]) for row in db.session.execute(of_year)}
    if not rooms:
        return {}
    own = select(BudgetEntry.case_id, account.article, BudgetEntry.fen).join(
        account, account.id == BudgetEntry.account_id
    )
    reserved: dict[tuple[int, int], int] = {}
    for case_id, article, fen in db.session.execute(own.where(BudgetEntry.case_id.in_(sorted(articles)))):
        reserved[case_id, article] = reserved.get((case_id, article), 0) + fen
    return {
        case_id: rooms[article] + reserved.get((case_id, article), 0)
        for case_id, article in articles.items()
        if article in rooms
    }
