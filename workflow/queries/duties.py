"""Duties after payment: of one case, of one enterprise, and of everybody, the nearest day first."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, tuple_

from workflow.db import db
from workflow.models.case import Case
from workflow.models.duty import Duty, DutyReport
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Blob

PAGE = 50
STILL = ("open", "handed_in")


class Line(NamedTuple):
    """A duty in the list of the bureau."""

    id: int
    number: str
    item: str
    firm: str
    kind: str
    due_on: date
    state: str


def of_case(case_id: int) -> Sequence[Duty]:
    """All duties of a case; an item has a handful."""
    return db.session.scalars(select(Duty).where(Duty.case_id == case_id).order_by(Duty.due_on, Duty.id)).all()


def one(case_id: int, kind: str) -> Duty | None:
    """The duty of this kind, locked until the commit."""
    query = select(Duty).where(Duty.case_id == case_id, Duty.kind == kind)
    return db.session.scalar(query.with_for_update())


def reports(duties: Sequence[Duty]) -> dict[int, list[DutyReport]]:
    """Duty → what was handed in, the newest first; at most 200 in all."""
    found: dict[int, list[DutyReport]] = {}
    query = select(DutyReport).where(DutyReport.duty_id.in_([duty.id for duty in duties]))
    for row in db.session.scalars(query.order_by(DutyReport.id.desc()).limit(200)):
        found.setdefault(row.duty_id, []).append(row)
    return found


def to_do(after: tuple[date, int] | None = None) -> list[Line]:
    """Duties not settled yet, after the one of this day and id; one more than a page if there are more."""
    query = (
        select(Duty.id, Case.number, Case.item, Enterprise.name, Duty.kind, Duty.due_on, Duty.state)
        .join(Case, Case.id == Duty.case_id)
        .join(Enterprise, Enterprise.id == Duty.enterprise_id)
        .where(Duty.state.in_(STILL))
    )
    if after is not None:
        query = query.where(tuple_(Duty.due_on, Duty.id) > after)
    rows = db.session.execute(query.order_by(Duty.due_on, Duty.id).limit(PAGE + 1))
    return [Line._make(row) for row in rows]


def due_of(enterprise_id: int, until: date, limit: int = 20) -> list[tuple[Case, Duty]]:
    """What the enterprise has to hand in until a day, the nearest first."""
    query = (
        select(Case, Duty)
        .join(Duty, Duty.case_id == Case.id)
        .where(Duty.enterprise_id == enterprise_id, Duty.state == "open", Duty.due_on <= until)
        .order_by(Duty.due_on, Duty.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def breached(enterprise_id: int, limit: int = 20) -> list[tuple[str, Duty]]:
    """Breaches of the enterprise with the number of their case, the newest first."""
    query = (
        select(Case.number, Duty)
        .join(Case, Case.id == Duty.case_id)
        .where(Duty.enterprise_id == enterprise_id, Duty.state == "breached")
        .order_by(Duty.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def file_of(ref: str) -> tuple[DutyReport, Blob, int] | None:
    """A file by its reference, and the case it belongs to; whether the person may have it is for the caller to ask."""
    query = (
        select(DutyReport, Blob, Duty.case_id)
        .join(Blob, Blob.sha256 == DutyReport.sha256)
        .join(Duty, Duty.id == DutyReport.duty_id)
        .where(DutyReport.ref == ref)
    )
    row = db.session.execute(query).first()
    return (row[0], row[1], row[2]) if row else None
