"""Prints papers when they are asked for, and notes the first printing and the first opening, each in its own transaction."""

import hashlib

from sqlalchemy.dialects import postgresql, sqlite

from workflow import storage
from workflow.clock import now
from workflow.db import db
from workflow.models.paper import Paper, PaperDelivery, PaperPrint
from workflow.papers import engine
from workflow.papers.letter import LAYOUT
from workflow.touch import apart


class OtherBytesError(RuntimeError):
    """A paper that was printed before comes out differently now: nobody may get it before this is understood."""


def printed(paper: Paper, lang: str) -> bytes:
    """The PDF of the paper in `zh`, or `en` (Chinese with English). The first printing is recorded; all others equal it.

    Raises OtherBytesError when they would not.
    """
    row = db.session.get(PaperPrint, (paper.id, lang))
    if row is not None and (kept := storage.path_of(row.sha256)).is_file():
        return _proven(paper, row.sha256, kept.read_bytes())
    data = engine.pdf("letter.typ", paper.data | {"lang": lang})
    stored = storage.put("paper.pdf", data)
    if row is None:
        values = {"sha256": stored.sha256, "size": stored.size, "template": LAYOUT, "made_at": now()}
        _once(PaperPrint, paper_id=paper.id, lang=lang, **values)
        return data
    return _proven(paper, row.sha256, data)


def _proven(paper: Paper, sha256: str, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        raise OtherBytesError(paper.number)
    return data


def delivered(paper: Paper, user_id: int) -> None:
    """Note that the applicant has opened the paper; the first time counts."""
    if db.session.get(PaperDelivery, paper.id) is None:
        _once(PaperDelivery, paper_id=paper.id, user_id=user_id, at=now())


def _once(table: type[PaperPrint] | type[PaperDelivery], **values: object) -> None:
    """Of two at the same moment the first stays."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(table)
    apart(insert.values(**values).on_conflict_do_nothing())
