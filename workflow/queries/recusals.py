"""Who keeps out of which case: as columns of the case's file, and what is hidden from a person."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, String, cast, func, select

from states.dossier import Actor
from workflow.db import db
from workflow.models.agenda import Recusal
from workflow.models.meeting import CommitteeMember


def recused_from(case: Any) -> ScalarSelect[Any]:
    """Ids of the accounts that keep out of a case, joined by commas, for a query over cases."""
    ids = select(func.aggregate_strings(cast(CommitteeMember.user_id, String), ","))
    ids = ids.join(Recusal, Recusal.member_id == CommitteeMember.id)
    return ids.where(Recusal.case_id == case.id, Recusal.ended_at.is_(None)).correlate(case).scalar_subquery()


def hidden(user_id: int) -> Select[Any]:
    """The ids of the cases from which a person keeps out."""
    query = select(Recusal.case_id).join(CommitteeMember, CommitteeMember.id == Recusal.member_id)
    return query.where(CommitteeMember.user_id == user_id, Recusal.ended_at.is_(None))


def hidden_from(actor: Actor) -> frozenset[int]:
    """The same, for a list that is read already; no statement for whoever keeps out of nothing."""
    if not actor.recuses or actor.user_id is None:
        return frozenset()
    return frozenset(db.session.scalars(hidden(actor.user_id)))
