"""The keys that tie enterprises together: what an enterprise should have, and what is written down for it."""

from sqlalchemy import select

from workflow.alike import fingerprint, plain
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Document
from workflow.models.lease import Lease
from workflow.models.relation import RelationKey

Key = tuple[str, str]


def said(firm: Enterprise) -> dict[str, str]:
    """What the enterprise's own row says, by kind of tie."""
    return {
        "account": firm.bank_account,
        "address": firm.address,
        "phone": firm.contact_phone,
        "representative": firm.legal_representative,
    }


def wanted(firm: Enterprise) -> set[Key]:
    """The keys as they should be now: what the row says, every unit ever leased, every file of a submitted case.

    A file that was taken back stays a tie: it was handed in.
    """
    found = {(kind, fingerprint(kind, form)) for kind, text in said(firm).items() if (form := plain(kind, text))}
    units = db.session.scalars(select(Lease.unit).where(Lease.enterprise_id == firm.id).distinct())
    found |= {("unit", fingerprint("unit", unit)) for unit in units}
    filed = (
        select(Document.sha256)
        .join(Case, Case.id == Document.case_id)
        .where(Document.enterprise_id == firm.id, Case.submitted_at.is_not(None))
        .distinct()
    )
    return found | {("file", digest) for digest in db.session.scalars(filed)}


def kept(enterprise_id: int) -> set[Key]:
    """The keys that are written down."""
    query = select(RelationKey.kind, RelationKey.hash).where(RelationKey.enterprise_id == enterprise_id)
    return {(row[0], row[1]) for row in db.session.execute(query)}
