"""What cases share with others, as rows: the same matter, the same bytes. For one case or many, one query each."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from rules.documents import BASE
from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Award
from workflow.models.document import DocumentReuse
from workflow.models.filing import Document
from workflow.models.matter import MatterClaim
from workflow.models.referral import Referral
from workflow.models.rent import RentMonth

ENDED = (State.WITHDRAWN, State.REJECTED)
#: Everyone's application has these: the same licence in two cases says nothing.
EVERYBODYS = frozenset(kind.code for kind in BASE)
#: Shared files of one case that are told at most.
MOST_FILES = 50
IDS: BindParameter[int] = bindparam("ids", expanding=True)
EXCLUDED: BindParameter[str] = bindparam("excluded", expanding=True)


def matters(ids: Sequence[int], excluded: Collection[str]) -> dict[int, list[Any]]:
    """Case → the live matters of other cases of its enterprise; those of the year only for `excluded` items. One query."""
    return _by_case(_matters(), {"ids": list(ids), "excluded": list(excluded)})


@cache
def _matters() -> Select[*tuple[Any, ...]]:
    """Built once: putting it together costs more than asking."""
    mine, theirs, own = aliased(MatterClaim), aliased(MatterClaim), aliased(Award)
    own_award = (
        select(own.id).where(own.case_id == mine.case_id, own.reversed_at.is_(None)).correlate(mine).scalar_subquery()
    )
    same = and_(
        theirs.enterprise_id == mine.enterprise_id,
        theirs.kind == mine.kind,
        theirs.key == mine.key,
        theirs.case_id != mine.case_id,
        theirs.live,
    )
    month = and_(
        RentMonth.case_id == theirs.case_id,
        theirs.kind == "unit_month",
        theirs.key == func.replace(RentMonth.month, "-", ""),
    )
    return (
        select(
            mine.case_id,
            Case.number,
            Case.item,
            theirs.kind,
            theirs.key,
            Award.id.label("award_id"),
            Award.fen.label("award_fen"),
            Referral.amount_fen.label("referred_fen"),
            (RentMonth.granted_fen - RentMonth.recovered_fen).label("month_fen"),
            own_award.label("own_award_id"),
        )
        .select_from(mine)
        .join(theirs, same)
        .join(Case, Case.id == theirs.case_id)
        .outerjoin(Award, and_(Award.case_id == Case.id, Award.reversed_at.is_(None)))
        .outerjoin(Referral, Referral.case_id == Case.id)
        .outerjoin(RentMonth, month)
        .where(mine.case_id.in_(IDS), or_(mine.kind != "year", Case.item.in_(EXCLUDED)))
        .order_by(Case.id, theirs.kind, theirs.key)
    )


def files(ids: Sequence[int]) -> dict[int, list[Any]]:
    """Case → the same bytes in other cases, without what everybody hands in or declared to be the same. One query."""
    return _by_case(_files(), {"ids": list(ids), "most": MOST_FILES * len(ids)})


@cache
def _files() -> Select[*tuple[Any, ...]]:
    mine, theirs = aliased(Document), aliased(Document)
    declared = exists().where(DocumentReuse.document_id.in_((mine.id, theirs.id)))  # said to be the same: no finding
    same = and_(theirs.sha256 == mine.sha256, theirs.case_id != mine.case_id, theirs.removed_at.is_(None))
    return (
        select(mine.case_id, Case.number, Case.item, Case.enterprise_id, theirs.sha256)
        .select_from(mine)
        .join(theirs, same)
        .join(Case, Case.id == theirs.case_id)
        .where(
            mine.case_id.in_(IDS),
            mine.removed_at.is_(None),
            Case.submitted_at.is_not(None),
            Case.state.not_in(ENDED),
            or_(Case.enterprise_id != mine.enterprise_id, and_(mine.kind.not_in(EVERYBODYS), ~declared)),
        )
        .distinct()
        .order_by(Case.number, theirs.sha256)
        .limit(bindparam("most"))
    )


def _by_case(query: Select[*tuple[Any, ...]], values: dict[str, Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(query, values):
        found.setdefault(row.case_id, []).append(row)
    return found
