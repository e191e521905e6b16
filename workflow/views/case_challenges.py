"""What was raised about a case after its decision, for its page and its record: dates and results, never who objected."""

from typing import Any

from flask import url_for
from flask_login import current_user

from states.lifecycle import step
from states.names import Role
from workflow.models.appeal import Appeal
from workflow.models.objection import Objection
from workflow.queries.casefile import CaseFile
from workflow.queries.challenges import of_case
from workflow.queries.people import names_of


def raised(file: CaseFile) -> dict[str, Any] | None:
    """Objections, appeals and proposals of the case, or None; a case that was never decided costs no query."""
    if file.beside.decision_seq is None:
        return None
    found = of_case(file.case.id)
    if not any(found):
        return None
    names = names_of(found.people())
    return {
        "objections": [_line(one, names) for one in found.objections],
        "appeals": [_line(one, names) for one in found.appeals],
        "proposals": [
            {
                "row": one,
                "label": step(one.action).label,
                "state": "void" if one.state == "open" and one.version != file.case.version else one.state,
                "by": names.get(one.proposed_by, ""),
                "second": names.get(one.second_by or 0, ""),
                "url": url_for("countersigns.show", proposal=one.id)
                if current_user.may("reviewer", "supervisor")
                else "",
            }
            for one in found.proposals
        ],
    }


def _line(row: Objection | Appeal, names: dict[int, str]) -> dict[str, Any]:
    """Its link is for the handler and the supervisor."""
    mine = Role.SUPERVISOR in current_user.roles or row.handler_id == current_user.id
    if isinstance(row, Objection):
        at, url = row.raised_at, url_for("objection_desk.show", receipt=row.receipt)
    else:
        at, url = row.filed_at, url_for("appeal_desk.show", appeal_number=row.number)
    return {"row": row, "at": at, "handler": names.get(row.handler_id or 0, ""), "url": url if mine else ""}
