"""Using a document of an earlier case again, so that nobody uploads the same licence for every application."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow import storage
from workflow.actions.documents import check_may, hand_in
from workflow.db import db
from workflow.models.case import Case
from workflow.models.document import DocumentReuse
from workflow.models.filing import Blob, Document
from workflow.queries.held import held_one

NOT_HELD = Blocker(
    "not_held",
    "这份材料不能沿用了（可能已过期、被退回或撤换），请上传新的。",
    "This document cannot be used again (it may have expired or been replaced); please upload a new one.",
)


def reuse(case: Case, kind: str, ref: str, actor: Actor) -> Document:
    """Hand in a document that the bureau holds of another case of the same enterprise, and note which one it is.

    Name and last day of validity are taken over. Raises Refused: not the applicant's turn, or not usable any more.
    """
    check_may(case, kind, actor)
    source = held_one(case, kind, ref)
    if source is None:
        raise Refused((NOT_HELD,))
    blob = db.session.get_one(Blob, source.sha256)
    stored = storage.Stored(blob.sha256, blob.size, blob.kind)
    document = hand_in(case, kind, source.name, stored, actor, source.expires_on)
    if db.session.get(DocumentReuse, document.id) is None and source.id < document.id:
        db.session.add(
            DocumentReuse(
                document_id=document.id,
                source_id=source.id,
                enterprise_id=case.enterprise_id,
                kind=kind,
                sha256=source.sha256,
            )
        )
        db.session.flush()
    return document
