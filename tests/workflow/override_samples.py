"""A case with a changed number that waits for its second person, for the addresses of its pages."""

from sqlalchemy import select

from tests.road import Road
from workflow.actions import override
from workflow.actions.override_faults import Wanted
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.models.filing import Document
from workflow.routes.table import ROUTES


def changed(road: Road) -> dict[str, dict[str, str]]:
    """Endpoint → the parts of its address."""
    number = road.to("documents_checked", item="10", firm="lanxi")
    with road.app.app_context():
        case = locked(road.case_id)
        document = db.session.scalars(select(Document).where(Document.case_id == case.id).limit(1)).one()
        wanted = Wanted(fact="revenue", value="59000000.00", reason="审计报告第2页的数是5900万元", document=document)
        values = {"number": number, "change": str(override.propose(case, wanted, actor("shen")).id)}
        db.session.commit()
    return {endpoint: values for endpoint in ROUTES if endpoint.startswith("overrides.")}
