"""Whose turn a case is and since when, as the page of the case says it."""

from datetime import date

from states.dossier import Actor, Dossier
from states.guards_decision import votes_recorded
from states.names import Role, State
from states.stages import Standing
from states.words import ROLE_WORDS
from workflow.clock import business_date
from workflow.queries.casefile import CaseFile
from workflow.views.filters import say


def waits_for(standing: Standing, dossier: Dossier, actor: Actor) -> str:
    """Whose turn it is, in words; empty while only a day must pass.

    The reviewer's once there is an evaluation to review, the secretary's while a vote is due.
    """
    clock = standing.clock
    if clock is None or clock.waits_for in (None, Role.SYSTEM):
        return ""
    review = dossier.state is State.EVALUATED and not dossier.second_review_passed and not dossier.evaluation_stale
    vote = dossier.state is State.COMMITTEE and not votes_recorded.test(dossier, actor)
    return say(ROLE_WORDS[Role.REVIEWER if review else Role.SECRETARY if vote else clock.waits_for])


def turn_since(standing: Standing, file: CaseFile) -> date | None:
    """The day since which it is their turn.

    The clock of the stage runs on while an evaluated case goes to the reviewer and comes back, so there the evaluation
    or its second review says the day. None when there is no clock.
    """
    if standing.clock is None:
        return None
    last = file.review or file.evaluation
    if file.dossier.state is State.EVALUATED and last is not None and not file.dossier.evaluation_stale:
        return business_date(last.at)
    return standing.clock.since
