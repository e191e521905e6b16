"""Files of a case that were handed in elsewhere too: byte for byte the same, in another case, by anybody."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.case import Case
from workflow.models.document import DocumentReuse
from workflow.models.filing import Document

MOST = 200


class Elsewhere(NamedTuple):
    """The same file in another case. `own`: of the same enterprise; `declared`: said to be that file when it was handed in."""

    number: str
    own: bool
    declared: bool


def same_files(case: Case) -> dict[int, list[Elsewhere]]:
    """Document of this case → where else its bytes were handed in, newest first. One query, at most 200 places."""
    found: dict[int, list[Elsewhere]] = {}
    for row in db.session.execute(_statement(), {"case": case.id}):
        document_id, number, enterprise_id, mine, others = row[0], row[1], row[2], row[3], row[4]
        own = enterprise_id == case.enterprise_id
        place = Elsewhere(number, own, own and bool(mine or others))
        places = found.setdefault(document_id, [])
        if place not in places:
            places.append(place)
    return found


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once: putting it together costs more than asking."""
    case: BindParameter[int] = bindparam("case")
    other, mine_used, other_used = aliased(Document), aliased(DocumentReuse), aliased(DocumentReuse)
    return (
        select(Document.id, Case.number, Case.enterprise_id, mine_used.source_id, other_used.source_id)
        .join(other, other.sha256 == Document.sha256)
        .join(Case, Case.id == other.case_id)
        .outerjoin(mine_used, mine_used.document_id == Document.id)
        .outerjoin(other_used, other_used.document_id == other.id)
        .where(
            Document.case_id == case,
            Document.removed_at.is_(None),
            other.case_id != case,
            other.removed_at.is_(None),
            Case.submitted_at.is_not(None),
        )
        .order_by(other.id.desc())
        .limit(MOST)
    )
