"""Special audit reports of a case, each with who compared its entry."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Blob
from workflow.models.special_audit import AuditCheck, SpecialAudit


class Report(NamedTuple):
    """A report as entered; `check` is None until somebody else has compared it."""

    audit: SpecialAudit
    check: AuditCheck | None


def reports(case_id: int) -> Sequence[Report]:
    """Every report of the case, the newest first."""
    query = (
        select(SpecialAudit, AuditCheck)
        .outerjoin(AuditCheck, AuditCheck.audit_id == SpecialAudit.id)
        .where(SpecialAudit.case_id == case_id)
        .order_by(SpecialAudit.id.desc())
    )
    return [Report(*row) for row in db.session.execute(query)]


def report(case: Case, audit_id: int) -> Report | None:
    """One report of the case."""
    return next((one for one in reports(case.id) if one.audit.id == audit_id), None)


def file_of(ref: str) -> tuple[int, str, Blob] | None:
    """Case, name and bytes of a report's file."""
    query = select(SpecialAudit.case_id, SpecialAudit.file_name, Blob).join(Blob, Blob.sha256 == SpecialAudit.sha256)
    row = db.session.execute(query.where(SpecialAudit.ref == ref)).first()
    return (row[0], row[1], row[2]) if row else None
