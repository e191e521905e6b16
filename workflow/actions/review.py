"""The second review of an evaluation, by somebody who did not make it."""

from states.dossier import Actor
from workflow.actions.advance import Entry, advance
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.evaluation import Review
from workflow.queries.casefile import open_file


def pass_review(case: Case, actor: Actor, comment: str) -> Review:
    """Confirm the evaluation of this round; it may go to the committee now."""
    detail = {"proposed_fen": case.proposed_fen, "round": case.round}
    advance(case, "second_review", open_file(case).dossier, actor, Entry(reason=comment.strip(), detail=detail))
    return _note(case, "passed", comment.strip(), actor)


def return_review(case: Case, actor: Actor, reason: str) -> Review:
    """Send the evaluation back with the reason; the caseworker evaluates again in a new round."""
    reason = reason.strip()
    entry = Entry(reason=reason, detail={"round": case.round})
    advance(case, "return_evaluation", open_file(case).dossier, actor, entry)
    return _note(case, "returned", reason, actor)


def _note(case: Case, result: str, comment: str, actor: Actor) -> Review:
    """One row for each round: a review that passed may still be returned before the case moves on."""
    assert actor.user_id is not None
    row = db.session.get(Review, (case.id, case.round)) or Review(case_id=case.id, round=case.round)
    row.result, row.comment, row.actor_id, row.at = result, comment, actor.user_id, now()
    db.session.add(row)
    db.session.flush()
    return row
