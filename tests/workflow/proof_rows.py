"""A row for each table of visits, special audits, experts and what they found."""

from datetime import date

from sqlalchemy import select

from tests.workflow.bad_rows import AT
from workflow.db import db
from workflow.models.assessment import Assessment, ScoreLine, ScoreSheet
from workflow.models.expert import Expert
from workflow.models.expert_seat import ExpertSeat
from workflow.models.filing import Document
from workflow.models.finding import Finding
from workflow.models.special_audit import AuditCheck, SpecialAudit
from workflow.models.visit import SiteVisit, VisitArea, VisitPhoto, VisitSignature

ON = date(2026, 3, 17)


def proofs(case_id: int, firm: int) -> None:
    """Add them to the session: a signed visit and a planned one, two reports, two experts, a finding of each."""
    case = {"case_id": case_id, "enterprise_id": firm}
    sha256 = db.session.scalars(select(Document.sha256).limit(1)).one()
    visit = _visits(case, sha256)
    audit, assessment = _audits(case, sha256), _experts(case, sha256)
    for source, key, row in (("site_visit", "visit_id", visit), ("special_audit", "audit_id", audit),
                             ("assessment", "assessment_id", assessment)):  # fmt: skip
        db.session.add(Finding(**case, **{key: row}, source=source, fact="area", claimed="2", found="1", at=AT))
    db.session.flush()


def _visits(case: dict[str, int], sha256: str) -> int:
    planned = {"planned_on": ON, "place": "x", "lead_id": 1, "second_id": 2, "planned_by": 1, "planned_at": AT}
    done = {"result": "partly", "visited_on": ON, "seen": "x", "recorded_by": 1, "recorded_at": AT}
    signed = SiteVisit(**case, **planned, **done, state="signed", why="")
    db.session.add(signed)
    db.session.flush()
    db.session.add(SiteVisit(**case, **planned, state="planned", seen="", why=""))
    db.session.add(VisitArea(visit_id=signed.id, place=1, unit="", claimed=2, measured=1))
    db.session.add(VisitPhoto(visit_id=signed.id, place=1, ref="first", name="x.jpg", sha256=sha256, taken_by=1, at=AT))
    db.session.add(VisitSignature(visit_id=signed.id, seat=1, lead_id=1, digest="0" * 64, at=AT))
    db.session.flush()
    return signed.id


def _audits(case: dict[str, int], sha256: str) -> int:
    report = {"firm": "x", "number": "1", "reported_on": ON, "amounts": {}, "note": "", "entered_by": 1, "at": AT}
    rows = [SpecialAudit(**case, **report, ref=ref, file_name="x.pdf", sha256=sha256) for ref in ("one", "two")]
    db.session.add_all(rows)
    db.session.flush()
    db.session.add(AuditCheck(audit_id=rows[0].id, entered_by=1, checked_by=2, agrees=True, note="", at=AT))
    return rows[0].id


def _experts(case: dict[str, int], sha256: str) -> int:
    people = [Expert(name=name, field="x", employer="x", added_by=1, added_at=AT) for name in ("one", "two")]
    db.session.add_all(people)
    db.session.flush()
    seat = ExpertSeat(
        **case, expert_id=people[0].id, seat=1, state="clear", assigned_by=1, assigned_at=AT, declared_at=AT
    )
    db.session.add(seat)
    db.session.flush()
    file = {"ref": "first", "file_name": "x.pdf", "sha256": sha256, "entered_by": 1, "at": AT}
    db.session.add(ScoreSheet(seat_id=seat.id, revision=1, total=1, opinion="", signed_on=ON, **file))
    db.session.flush()
    db.session.add(ScoreLine(seat_id=seat.id, revision=1, criterion="x", weight=1, points=1))
    mark = {"mark": 1, "spread": 0, "method": "mean", "passed": False, "sheets": []}
    row = Assessment(**case, **mark, entered_by=1, adopted_by=2, at=AT)
    db.session.add(row)
    db.session.flush()
    return row.id
