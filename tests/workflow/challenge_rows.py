"""A row for each table of objections, appeals, second persons, extensions, reminders and withdrawals."""

from datetime import date

from sqlalchemy import select

from tests.workflow.bad_rows import AT
from workflow.db import db
from workflow.models.appeal import Appeal
from workflow.models.correction_time import CorrectionExtension, CorrectionReminder
from workflow.models.countersign import Countersign
from workflow.models.filing import Correction
from workflow.models.objection import Objection, Objector
from workflow.models.withdrawal import Withdrawal

DUE, LATER = date(2026, 3, 25), date(2026, 4, 1)


def challenges(case_id: int, firm: int) -> None:
    """Add them to the session, on a case that has been on public notice; two objections, one with its objector."""
    case = {"case_id": case_id, "enterprise_id": firm}
    open_ = {"state": "open", "due_on": DUE, "answer": ""}
    first = Objection(**case, **open_, receipt="first", round=1, raised_at=AT)
    db.session.add_all([first, Objection(**case, **open_, receipt="second", round=1, raised_at=AT)])
    db.session.flush()
    notice = db.session.scalars(select(Correction.id).where(Correction.state == "open")).first()
    more = {"days": 5, "due_before": DUE, "due_after": LATER}
    db.session.add_all(
        [
            Objector(
                objection_id=first.id,
                form_key="k" * 24,
                name="某人",
                contact="139",
                statement="不对",
                source="0" * 64,
                at=AT,
            ),
            Appeal(
                **case,
                **open_,
                number="first",
                decision_seq=1,
                subject="amount",
                grounds="少了",
                filed_by=1,
                filed_at=AT,
            ),
            Countersign(
                case_id=case_id, version=1, action="reopen", reason="重办", state="open", proposed_by=1, proposed_at=AT
            ),
            CorrectionExtension(correction_id=notice, place=1, **more, reason="来信", actor_id=1, at=AT),
            CorrectionReminder(correction_id=notice, due_on=DUE, days_left=3, at=AT),
            Withdrawal(**case, seq=1, number="first", reason="", actor_id=1, at=AT),
        ]
    )
