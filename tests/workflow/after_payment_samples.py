"""A paid case with a report on a duty and a decided recovery, and the day of its notice, for the addresses of their pages."""

from sqlalchemy import select

from tests.road import Road
from workflow import storage
from workflow.actions import duty, recovery
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.papers import paper
from workflow.models.decision import Publicity
from workflow.models.duty import DutyReport
from workflow.queries import duties
from workflow.routes.table import ROUTES

KIND = "use_report"


def settled(road: Road) -> dict[str, dict[str, str]]:
    """Endpoint → the parts of its address."""
    number = road.to("paid", item="5", firm="lanxi")
    with road.app.app_context():
        case = locked(road.case_id)
        owed = duties.one(case.id, KIND)
        assert owed is not None
        duty.report(case, owed, "已用完", actor("lanxi"), ("a.pdf", storage.put("a.pdf", paper("report"))))
        claim = recovery.propose(case, 100, months_back=False, reason="多报", actor=actor("shen"))
        recovery.approve(case, claim, actor("cheng"))
        ref = db.session.scalars(select(DutyReport.ref)).one()
        notice = select(Publicity.starts_on).where(Publicity.case_id == case.id)
        day = db.session.scalars(notice).one().isoformat()
        db.session.commit()
    values = {"number": number, "ref": ref, "kind": KIND}
    rooms = ("after_payment", "duties", "recoveries")
    own = {endpoint: values for endpoint in ROUTES if endpoint.partition(".")[0] in rooms}
    return own | {"publicity.text": {"day": day}}
