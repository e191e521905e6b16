"""Notes what people of the bureau download: in a transaction of its own, as the page that gives the file only reads."""

from collections.abc import Mapping

from sqlalchemy import Select, insert, select

from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.download import Download
from workflow.models.filing import Document
from workflow.models.paper import Paper
from workflow.touch import apart


def note(  # who, by which route with what, and what was given
    user_id: int,
    endpoint: str,
    parts: Mapping[str, object],
    path: str,
    name: str,
    size: int | None,
    sha256: str | None,
) -> None:
    """Write one row. `parts` are those of the address; they say which case the file belongs to."""
    query = _case(parts)
    values = {
        "user_id": user_id,
        "endpoint": endpoint[:40],
        "path": path[:200],
        "name": name[:200] or "-",
        "case_id": None if query is None else db.session.scalar(query),
        "size": size,
        "sha256": sha256,
        "at": now(),
    }
    apart(insert(Download).values(**values))


def _case(parts: Mapping[str, object]) -> Select[int] | None:
    """The query for the case that a part of the address names, if it is one."""
    if number := parts.get("number"):
        return select(Case.id).where(Case.number == number)
    if ref := parts.get("ref"):
        return select(Document.case_id).where(Document.ref == ref)
    if paper := parts.get("paper"):
        return select(Paper.case_id).where(Paper.ref == paper)
    return None
