"""A row for each table of helpers, absences and runs over many cases."""

from datetime import date

from tests.workflow.ownership_bad_rows import AT
from workflow.db import db
from workflow.models.absence import Absence, AbsenceDay
from workflow.models.bulk import BulkItem, BulkRun
from workflow.models.case_helper import CaseHelper

DAY = date(2026, 3, 18)
SHEN, JIANG = 5, 6


def owned(case_id: int) -> None:
    """Add them to the session: a helper, an absence of one day, a run and the one that takes it back."""
    run = BulkRun(ref="first", act="claim", actor_id=SHEN, reason="", total=1, made_at=AT)
    both = {"user_id": SHEN, "deputy_id": JIANG}
    away = Absence(**both, duty_group="casework", since=DAY, until=DAY, note="", made_by=SHEN, made_at=AT)
    db.session.add_all([run, away])
    db.session.flush()
    said = {"said_zh": "", "said_en": ""}
    db.session.add_all(
        [
            CaseHelper(case_id=case_id, user_id=JIANG, duty_group="casework", added_by=SHEN, added_at=AT),
            AbsenceDay(**both, day=DAY, absence_id=away.id),
            BulkRun(ref="second", act="undo", undoes=run.id, actor_id=SHEN, reason="", total=1, made_at=AT),
            BulkItem(run_id=run.id, place=1, case_id=case_id, version=1, state="waiting", **said),
        ]
    )
