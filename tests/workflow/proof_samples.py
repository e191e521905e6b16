"""A case with a planned visit, a photo, a special audit and an expert, for the addresses of their pages."""

from sqlalchemy import select

from rules.proofs import PROOFS
from tests.road import Road
from workflow.actions import assessment, expert, site_visit, special_audit, visit_record
from workflow.actions.site_visit import Plan
from workflow.actions.special_audit import Said
from workflow.clock import business_date
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.papers import paper
from workflow.demo.pictures import photo
from workflow.models.visit import VisitPhoto
from workflow.routes.table import ROUTES

PLATFORM = {"year": 2026, "project": "封测平台一期", "platform": True, "investment": "36800000.00"}
EXPERT = "某位专家"


def proved(road: Road) -> dict[str, dict[str, str]]:
    """Endpoint → the parts of its address."""
    number = road.to("accepted", item="7a", firm="lanxi", facts=PLATFORM)
    assert len(PROOFS["7a"]) == 3
    with road.app.app_context():
        case, today = locked(road.case_id), business_date()
        lead, second = (actor(login).user_id or 0 for login in ("shen", "jiang"))
        visit = site_visit.plan(case, Plan(today, "智造城", lead, second), actor("shen"))
        visit_record.add_photos(visit, [("a.jpg", photo(1))], actor("shen"))
        said = Said("某所", "1号", today, {"investment": "36000000.00"})
        audit = special_audit.enter(case, said, ("a.pdf", paper("audit")), actor("shen"))
        person = expert.add(EXPERT, "封测", "某大学", "", actor("bai"))
        seat = assessment.ask(case, person, actor("bai"))
        assessment.declare(case, seat, "", actor("bai"), conflict=False)
        ref = db.session.scalars(select(VisitPhoto.ref)).one()
        values = {"number": number, "visit": str(visit.id), "audit": str(audit.id), "seat": str(seat.id)}
        values |= {"expert_id": str(person.id), "proof": ref}
        db.session.commit()
    rooms = ("visits", "audits", "assessments", "experts", "proof_files")
    return {endpoint: values for endpoint in ROUTES if endpoint.partition(".")[0] in rooms}
