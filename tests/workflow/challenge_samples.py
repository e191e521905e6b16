"""An objection, an appeal and a proposal that exist, for the addresses of their pages."""

from sqlalchemy import select

from tests.road import Road
from workflow.actions import appeal, assignment, countersign, objection
from workflow.actions.countersign import Ground
from workflow.actions.objection import Statement
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.models.appeal import Appeal
from workflow.models.countersign import REOPEN


def raised(road: Road) -> dict[str, str]:
    """Parts of an address → their values: the receipt of an objection, the numbers of an appeal and of a proposal."""
    road.to("publicity", item="9", firm="xingwan")
    noticed = road.case_id
    road.to("rejected", item="10", firm="xingwan")
    refused = road.case_id
    with road.app.app_context():
        said = Statement("某人", "13900000000", "不符合条件")
        receipt = objection.raise_objection(locked(noticed), said, form_key="s" * 24, source="0" * 64).receipt
        asked = appeal.file_appeal(locked(refused), "请复核", actor("xingwan"))
        asked.handler_id = actor("jiang").user_id
        assignment.assign(locked(refused), asked, actor("jiang").user_id or 0, actor("cheng"))
        proposal = countersign.propose(locked(refused), REOPEN, "重新办理", actor("cheng"), Ground(appeal=asked))
        values = {
            "receipt": receipt,
            "appeal_number": db.session.scalars(select(Appeal.number)).one(),
            "proposal": str(proposal.id),
        }
        db.session.commit()
    return values
