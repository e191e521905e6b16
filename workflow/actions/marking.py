"""Who may verify facts and pin places, and when: everybody whose judgement the decision rests on, until it is made."""

from states.dossier import Actor
from states.guards_who import in_charge
from states.lifecycle import Refused
from states.names import Role, State
from states.refusals import wrong_role, wrong_state
from states.say import Say
from workflow.queries.casefile import CaseFile

MARKS = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED)
MARKERS = (Role.CASEWORKER, Role.REVIEWER)
LABEL = Say("核对事实", "Verify facts")


def may_mark(file: CaseFile, actor: Actor) -> bool:
    """Whether the person may verify facts and pin places on this case now."""
    if State(file.case.state) not in MARKS:
        return False
    return Role.REVIEWER in actor.roles or (Role.CASEWORKER in actor.roles and in_charge.test(file.dossier, actor))


def must_mark(file: CaseFile, actor: Actor) -> None:
    """Raise Refused with the reason unless the person may."""
    if may_mark(file, actor):
        return
    state = State(file.case.state)
    if state not in MARKS:
        raise Refused((wrong_state(LABEL, MARKS, state),))
    if not actor.roles.intersection(MARKERS):
        raise Refused((wrong_role(LABEL, MARKERS),))
    raise Refused((in_charge.blocker(file.dossier),))
