"""Makes what the search finds anew from the texts themselves, in parts: for data that came from elsewhere."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select

from workflow.actions.search_rows import keep_firm, keep_text
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Document
from workflow.models.message import CaseMessage, MessageFile
from workflow.models.search_term import CaseTerm, FirmTerm

PART = 500


def rebuild() -> dict[str, int]:
    """Throw every piece away and write it again; gives how many enterprises and texts were read. Commits each part."""
    for table in (FirmTerm, CaseTerm):
        db.session.execute(delete(table))
    db.session.commit()
    return {
        "enterprises": _each(select(Enterprise.id, Enterprise), Enterprise.id, lambda row: keep_firm(row[1])),
        "messages": _each(select(CaseMessage.id, CaseMessage.case_id, CaseMessage.body), CaseMessage.id, _keep),
        "attachments": sum(_attachment(place) for place in range(1, 11)),
        "documents": _each(select(Document.id, Document.case_id, Document.name), Document.id, _keep),
    }


def _attachment(place: int) -> int:
    query = select(CaseMessage.id, CaseMessage.case_id, MessageFile.name)
    query = query.join(MessageFile, MessageFile.message_id == CaseMessage.id).where(MessageFile.place == place)
    return _each(query, CaseMessage.id, _keep)


def _keep(row: Any) -> None:
    keep_text(row[1], row[2])


def _each(query: Any, key: Any, keep: Callable[[Any], None]) -> int:
    """Every row by its key, read in parts; what was written for a part is committed with it."""
    last, count = 0, 0
    while rows := db.session.execute(query.where(key > last).order_by(key).limit(PART)).all():
        for row in rows:
            keep(row)
        last, count = rows[-1][0], count + len(rows)
        db.session.commit()
    return count
