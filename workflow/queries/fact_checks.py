"""Which facts of a case are verified, and where they stand on the pages of its documents."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from workflow.db import db
from workflow.models.fact_check import FactCheck
from workflow.models.filing import Document
from workflow.models.pin import Pin
from workflow.queries.casefile import digest


def value_digest(fact: str, answer: Any) -> str:
    """What a verification is bound to: the fact with its value. Equal answers have equal digests."""
    return digest([fact, answer])


def newest(case_id: int) -> dict[str, FactCheck]:
    """Fact → its newest row, a confirmation or one that was taken back. One query."""
    query = select(FactCheck).where(FactCheck.case_id == case_id).order_by(FactCheck.id)
    return {row.fact: row for row in db.session.scalars(query)}


def every(case_id: int) -> Sequence[FactCheck]:
    """Every confirmation and every one taken back, oldest first."""
    return db.session.scalars(select(FactCheck).where(FactCheck.case_id == case_id).order_by(FactCheck.id)).all()


def verified(row: FactCheck | None, answer: Any) -> bool:
    """Whether the newest row confirms the value that the fact has now."""
    return row is not None and row.result == "confirmed" and row.value_digest == value_digest(row.fact, answer)


def pins(case_id: int) -> Sequence[Pin]:
    """The pins in force, by number. One query."""
    query = select(Pin).where(Pin.case_id == case_id, Pin.removed_at.is_(None)).order_by(Pin.number)
    return db.session.scalars(query).all()


def pin_of(case_id: int, number: int) -> tuple[Pin, str] | None:
    """A pin of the case by its number, also one that was taken off, with the reference of its document."""
    query = select(Pin, Document.ref).join(Document, Document.id == Pin.document_id)
    row = db.session.execute(query.where(Pin.case_id == case_id, Pin.number == number)).first()
    return (row[0], row[1]) if row else None
