"""The list of experts, kept by the secretary."""

from stdnum.cn import uscc as uscc_number

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.actions.assessment_refusals import BAD_USCC, NO_NAME
from workflow.clock import now
from workflow.db import db
from workflow.models.expert import Expert


def add(name: str, field: str, employer: str, uscc: str, actor: Actor) -> Expert:
    """Put somebody on the list; the credit code of the employer may be left empty. Raises Refused."""
    name, field, employer, uscc = name.strip(), field.strip(), employer.strip(), uscc.strip().upper()
    if not (name and field and employer) or max(len(name), len(field), len(employer)) > 200:
        raise Refused((NO_NAME,))
    if uscc and not uscc_number.is_valid(uscc):
        raise Refused((BAD_USCC,))
    assert actor.user_id is not None
    more = {"active": True, "added_by": actor.user_id, "added_at": now()}
    row = Expert(name=name, field=field, employer=employer, uscc=uscc or None, **more)
    db.session.add(row)
    db.session.flush()
    return row


def set_active(expert: Expert, *, active: bool) -> None:
    """Take somebody off the list, or put back; cases asked before go on."""
    expert.active = active
    db.session.flush()
