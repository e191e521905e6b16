"""A planned meeting with a recusal, and a proposed threshold: addresses for the test of every route."""

from flask import Flask

from tests.road import Road
from tests.workflow.desk import locked
from tests.workflow.filing import actor
from tests.workflow.meeting_ground import called, item_of, roll
from workflow.actions import recusal, threshold
from workflow.db import db


def convened(app: Flask) -> dict[str, str]:
    """Values for the parts of their addresses."""
    road = Road(app)
    road.to("committee", firm="yanbei")
    with app.app_context():
        members = roll(4, "")
        row = called([road.case_id])
        item, case = item_of(row, road.case_id), locked(road.case_id)
        made = recusal.recuse(row, item, case, members[1], "other", "x", actor("bai"))
        proposed = threshold.propose("vote", 60_000_000, "试行", actor("xu"))
        found = _values(row.number, members[0], made.id, proposed.id)
        db.session.commit()
    return found


def _values(number: str, member: int, made: int, proposed: int) -> dict[str, str]:
    return {"meeting": number, "member": str(member), "made": str(made), "row": str(proposed)}
