"""Telling the other side of a message: the enterprise reads that the caseworker wrote, never who."""

from sqlalchemy import select

from states.names import Role
from workflow.actions.notify import Message, tell, tell_applicant
from workflow.db import db
from workflow.models.case import Case
from workflow.models.message import BUREAU, CaseMessage
from workflow.models.user import User, UserRole
from workflow.queries.absences import stand_ins

#: So much of a message stands in the notice about it.
EXCERPT = 200


def tell_other_side(case: Case, row: CaseMessage) -> None:
    """Write the notice: to every user of the enterprise, or to the case's owner and who stands in today, else to every caseworker."""
    said = row.body if len(row.body) <= EXCERPT else f"{row.body[:EXCERPT]}…"
    if row.side == BUREAU:
        zh, en = ("等您答复", "awaits your answer") if row.asks_answer else ("给您留言", "wrote to you")
        title_zh, title_en = f"{case.number}　经办人{zh}", f"{case.number}: the caseworker {en}"
        tell_applicant(case, Message("message", title_zh, title_en, said, said))
        return
    zh, en = ("等答复的留言", "a message that awaits an answer") if row.asks_answer else ("新留言", "a new message")
    title_zh, title_en = f"{case.number}　企业有{zh}", f"{case.number}: {en} from the enterprise"
    tell(case, _readers(case), Message("message", title_zh, title_en, said, said))


def _readers(case: Case) -> list[int]:
    if case.owner_id is not None:
        return [case.owner_id, *stand_ins([case.owner_id])]
    query = select(User.id).join(UserRole, UserRole.user_id == User.id)
    query = query.where(UserRole.role == Role.CASEWORKER, User.active)
    return list(db.session.scalars(query.order_by(User.id)))
