"""The receipt of a withdrawal."""

from states.dossier import Actor
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.withdrawal import Withdrawal


def receipt(case: Case, actor: Actor, reason: str) -> Withdrawal:
    """Write the receipt of the withdrawal that the case's newest step was; a draft's has the draft's number."""
    assert actor.user_id is not None, "the applicant withdraws"
    row = Withdrawal(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        seq=case.version,
        number=f"{case.number}-C",
        reason=reason,
        actor_id=actor.user_id,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row
