"""The papers of a case, for lists and for one download."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.paper import Paper, PaperDelivery


class Listed(NamedTuple):
    """A paper in a list, without its words; `delivered_at` is when the applicant first opened it."""

    ref: str
    kind: str
    number: str
    made_at: datetime
    delivered_at: datetime | None


def papers_of(case_id: int) -> Sequence[Listed]:
    """Every paper of the case, newest first."""
    query = (
        select(Paper.ref, Paper.kind, Paper.number, Paper.made_at, PaperDelivery.at)
        .outerjoin(PaperDelivery, PaperDelivery.paper_id == Paper.id)
        .where(Paper.case_id == case_id)
        .order_by(Paper.made_at.desc(), Paper.id.desc())
    )
    return [Listed(*row) for row in db.session.execute(query)]


def paper_of(ref: str, cases: Select[Case]) -> tuple[Paper, Case] | None:
    """The paper with this reference, if its case is among those the person may see."""
    seen = cases.subquery()
    query = select(Paper, Case).join(Case, Case.id == Paper.case_id).join(seen, seen.c.id == Case.id)
    row = db.session.execute(query.where(Paper.ref == ref)).first()
    return None if row is None else (row[0], row[1])
