"""Who waits for an answer, and until when the applicant may write."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, func, select, text
from sqlalchemy.orm import aliased

from states.names import State
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.filing import Correction
from workflow.models.message import BUREAU, ENTERPRISE, CaseMessage

#: The applicant may write so long after the end of a case.
AFTERWARDS = timedelta(days=30)
FINAL = frozenset({State.PAID, State.REJECTED, State.WITHDRAWN})


#: A question of the bureau, as the partial index has it, so that it is used.
ASKING = text("message.asks_answer AND message.side = 'bureau'")


def unanswered() -> ColumnElement[bool]:
    """A message that asks for an answer, and the other side wrote nothing since."""
    later = aliased(CaseMessage)
    answer = select(later.id).where(
        later.case_id == CaseMessage.case_id, later.id > CaseMessage.id, later.side != CaseMessage.side
    )
    return and_(CaseMessage.asks_answer, ~answer.exists())


def awaiting(case_ids: Collection[int]) -> dict[int, str]:
    """Case → the side that waits for an answer, for those of these cases where one does. One statement for a whole page."""
    if not case_ids:
        return {}
    return {row[0]: row[1] for row in db.session.execute(_awaiting(), {"ids": list(case_ids)})}


@cache
def _awaiting() -> Select[*tuple[Any, ...]]:
    """Built once: putting it together costs more than asking."""
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    return select(CaseMessage.case_id, CaseMessage.side).where(CaseMessage.case_id.in_(ids), unanswered()).distinct()


def correction_counts(case_ids: Collection[int]) -> dict[int, int]:
    """Case → how often it was sent back for correction, for those of these cases that ever were. One statement."""
    if not case_ids:
        return {}
    query = select(Correction.case_id, func.count()).where(Correction.case_id.in_(case_ids))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Correction.case_id))}


def asked_of(enterprise_id: int, limit: int = 20) -> Sequence[tuple[Case, CaseMessage]]:
    """The enterprise's cases in which the bureau waits for an answer, with the newest question, oldest question first."""
    query = (
        select(Case, CaseMessage)
        .join(Case, Case.id == CaseMessage.case_id)
        .where(CaseMessage.enterprise_id == enterprise_id, ASKING, unanswered())
        .order_by(CaseMessage.id)
        .limit(limit)
    )
    newest = {row[0].id: (row[0], row[1]) for row in db.session.execute(query)}
    return list(newest.values())


def other(side: str) -> str:
    """The side that is spoken to."""
    return BUREAU if side == ENTERPRISE else ENTERPRISE


def closed_to_applicant(case: Case) -> bool:
    """Whether the end of the case lies more than 30 days back. One statement, and none while the case runs."""
    if case.state not in {*FINAL, State.REFERRED}:
        return False
    newest = db.session.get_one(Transition, (case.id, case.version))
    if case.state == State.REFERRED and newest.action != "record_referral_outcome":
        return False
    return now() - newest.at > AFTERWARDS
