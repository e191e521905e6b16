"""The enterprise's promise to hand in required documents after acceptance. Given with the application. The caller commits."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.clock import now
from workflow.db import db
from workflow.models.conditional import Deferral
from workflow.queries.casefile import CaseFile

NOT_PROMISED = Blocker(
    "not_promised",
    "有材料还没交，请先承诺受理后按期补交，或者现在上传",
    "Some documents are not there yet: promise to hand them in after acceptance, or upload them now",
)


def promise(file: CaseFile, actor: Actor, *, promised: bool) -> tuple[str, ...]:
    """Write down which required documents follow later; gives their kinds. Raises Refused without the promise."""
    if not file.deferred:
        return ()
    if not promised:
        raise Refused((NOT_PROMISED,))
    assert actor.user_id is not None, "people promise"
    for kind in file.deferred:
        row = Deferral(case_id=file.case.id, enterprise_id=file.case.enterprise_id, kind=kind, at=now())
        row.promised_by = actor.user_id
        db.session.add(row)
    db.session.flush()
    return file.deferred
