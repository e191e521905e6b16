"""What accepted, undecided applications ask for, counted live: for the worker that keeps the sums and the check of them."""

from sqlalchemy import ColumnElement, select

from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.queries.rulebook import PAYING_ARTICLES, article_number

#: Accepted and not decided; the amount is the newest one known.
IN_WORK = (State.SUBMITTED, State.CORRECTION, State.DOCUMENTS_CHECKED, State.EVALUATED, State.COMMITTEE)


def asked(which: ColumnElement[bool]) -> dict[int, tuple[int, int]]:
    """Case → article and fen, of those among `which` that are in work and ask for something."""
    query = select(Case.id, Case.item, Case.size_fen).where(which, Case.state.in_(IN_WORK), Case.size_fen > 0)
    rows = db.session.execute(query.where(Case.accepted_at.is_not(None)))
    found = {case_id: (article_number(item), fen) for case_id, item, fen in rows}
    return {case_id: of for case_id, of in found.items() if of[0] in PAYING_ARTICLES}
