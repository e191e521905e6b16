"""A list of the statistics bureau and an offer to Lanxi for the addresses of the routes."""

from tests.workflow.entitlement_ground import call_of, grown
from workflow.actions import entitlement, entitlement_confirming
from workflow.db import db
from workflow.demo.play import actor
from workflow.models.entitlement import AwardOffer


def entitlement_samples() -> dict[str, str]:
    """Values for the parts of such addresses. The caller commits."""
    call = call_of("10")
    rows = [grown(2, "lanxi"), grown(3, "lanxi", uscc="x")]
    found = entitlement.read(call, "名单.xlsx", "0" * 64, rows, actor("jiang"))
    offer = AwardOffer(
        list_id=found.id, number=3, uscc=rows[0].cells["uscc"], item="10", year=call.year, fen=100, state="open",
        answer_by=entitlement_confirming.last_day(call), reason="",
    )  # fmt: skip
    db.session.add(offer)
    db.session.flush()
    return {"entitled": str(found.id), "offer": str(offer.id)}
