"""What the page of an objection and that of an appeal share: the case, who handles it, and the forms this person may use."""

from typing import Any

from flask import render_template
from flask_login import current_user

from forms.casework import ReasonForm
from forms.objection import HandlerForm
from states.names import Role, State
from workflow.models.appeal import Appeal
from workflow.models.case import Case
from workflow.models.countersign import Countersign
from workflow.models.objection import Objection
from workflow.queries.casefile import open_file
from workflow.queries.challenges import of_case
from workflow.queries.handlers import handlers
from workflow.queries.people import names_of


def mine(row: Objection | Appeal) -> bool:
    """Whether this person is its handler or the supervisor."""
    return Role.SUPERVISOR in current_user.roles or row.handler_id == current_user.id


def challenge_page(
    template: str,
    case: Case,
    row: Objection | Appeal,
    *,
    answer: ReasonForm | None = None,
    proposal: ReasonForm | None = None,
    **more: Any,
) -> str:
    """The page; a form that was sent with errors is shown again, the others are empty."""
    file, supervisor, is_open = open_file(case), Role.SUPERVISOR in current_user.roles, row.state == "open"
    raised = of_case(case.id)
    answer, proposal = answer or ReasonForm(formdata=None), proposal or ReasonForm(formdata=None)
    answer.reason.id, proposal.reason.id = "answer-reason", "proposal-reason"
    colleagues = [(one.id, one.name) for one in handlers(file.dossier)]
    handler = HandlerForm(formdata=None, choices=colleagues, handler=row.handler_id)
    asked = [one for one in raised.proposals if _about(one, row) and one.version == case.version]
    return render_template(
        template,
        case=case,
        file=file,
        row=row,
        left=file.calendar.left(file.today, row.due_on),
        names=names_of([row.handler_id, *raised.people()]),
        handler=handler if supervisor and is_open else None,
        answer=answer if is_open and row.handler_id == current_user.id else None,
        proposal=proposal if supervisor and is_open else None,
        asked=next((one for one in reversed(asked) if one.state == "open"), None),
        paid=case.state == State.PAID,
        **more,
    )


def _about(one: Countersign, row: Objection | Appeal) -> bool:
    return row.id == (one.objection_id if isinstance(row, Objection) else one.appeal_id)
