"""Proves that the letters say what was granted and paid: every frozen letter names the sum of its decision or payment."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from rules import money
from workflow.db import db
from workflow.models.case import Case
from workflow.models.paper import Paper
from workflow.models.payment import Payment
from workflow.papers.letter import digest
from workflow.queries.ledger_check import Finding


def findings() -> Iterator[Finding]:
    """Letters in the order of their cases, read as a stream. One of a decision counts until the next of its case."""
    cases = select(Case.id, Case.number, Case.award_fen).where(Case.cleared_at.is_not(None)).order_by(Case.id)
    decided, paid = _letters("decision"), _letters("payment")
    payments: dict[int, list[tuple[str, int]]] = {}
    confirmed = select(Payment.case_id, Payment.bank_ref, Payment.fen).where(Payment.state == "confirmed")
    for row in db.session.execute(confirmed):
        payments.setdefault(row[0], []).append((str(row[1]), row[2]))
    for case_id, number, fen in db.session.execute(cases):
        mine = decided.get(case_id, [])
        if not mine or money.grouped(fen or 0) not in mine[-1]:
            yield Finding(f"case {number}, letter of the decision", "another sum" if mine else None, fen)
        for ref, sent in payments.get(case_id, []):
            said = [text for text in paid.get(case_id, []) if ref in text]
            if len(said) != 1 or money.grouped(sent) not in said[0]:
                yield Finding(f"case {number}, letter of payment {ref}", "another sum" if said else None, sent)


def _letters(kind: str) -> dict[int, list[str]]:
    """Case → its letters' words, the oldest first. A letter whose digest is not its own says nothing."""
    found: dict[int, list[str]] = {}
    query = select(Paper.case_id, Paper.data, Paper.digest).where(Paper.kind == kind).order_by(Paper.id)
    for case_id, data, kept in db.session.execute(query):
        found.setdefault(case_id, []).append(" ".join(_texts(data)) if digest(data) == kept else "")
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
