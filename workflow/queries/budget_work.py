"""What accepted, undecided applications ask for, counted live: for the worker that keeps the sums and the check of them."""

from sqlalchemy import ColumnElement, and_, func, select

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Decision
from workflow.queries.rulebook import PAYING_ARTICLES, article_number

#: Accepted and not decided; the amount is the newest one known, of a staged vote the voted one.
IN_WORK = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED, State.COMMITTEE)


def asked(which: ColumnElement[bool]) -> dict[int, tuple[int, int]]:
    """Case → article and fen, of those among `which` that are in work and ask for something."""
    staged = and_(Decision.case_id == Case.id, Decision.round == Case.round, Decision.result != "defer")
    fen = func.coalesce(Decision.amount_fen, Case.size_fen)
    query = select(Case.id, Case.item, fen).outerjoin(Decision, staged)
    rows = db.session.execute(query.where(which, Case.state.in_(IN_WORK), fen > 0, Case.accepted_at.is_not(None)))
    found = {case_id: (article_number(item), amount) for case_id, item, amount in rows}
    return {case_id: of for case_id, of in found.items() if of[0] in PAYING_ARTICLES}
