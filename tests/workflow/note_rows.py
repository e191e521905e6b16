"""A row for each table of notes, of documents to follow, and of following up referrals."""

from datetime import date

from tests.workflow.note_bad_rows import AT, FIRST, SECOND
from workflow.db import db
from workflow.models.conditional import ConditionalAcceptance, ConditionalReminder, Deferral
from workflow.models.note import Note, NoteMention
from workflow.models.referral_follow import DepartmentContact, ReferralReminder

SHEN = {"author_id": 5, "author_group": "casework"}


def noted(case_id: int, firm: int) -> None:
    """Add them to the session, on a case that has a referral."""
    case = {"case_id": case_id, "enterprise_id": firm}
    for number, corrects in ((FIRST, None), (SECOND, FIRST)):
        note = Note(id=number, case_id=case_id, **SHEN, visibility="staff", body="x", corrects_id=corrects, at=AT)
        db.session.add(note)
        db.session.flush()
    condition = ConditionalAcceptance(
        **case, seq=1, kinds=["bank_account"], due_on=date(2026, 4, 1), on_failure="correction", state="open",
        accepted_by=5, accepted_at=AT,
    )  # fmt: skip
    db.session.add_all(
        [
            condition,
            NoteMention(note_id=FIRST, user_id=5, duty_group="casework"),
            Deferral(**case, kind="bank_account", promised_by=1, at=AT),
            DepartmentContact(department_zh="部门", name="某科", phone="0755-1", email="", saved_by=5, at=AT),
        ]
    )
    db.session.flush()
    db.session.add(ConditionalReminder(conditional_id=condition.id, days_left=3, at=AT))
    db.session.add(ReferralReminder(case_id=case_id, days=20, recipient="", at=AT))
