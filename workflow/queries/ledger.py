"""What an enterprise has already been awarded: the context that the rules are given."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.decision import Award
from workflow.models.rent import RentMonth


def context_for(enterprise_id: int, item: str, except_case: int | None = None) -> list[dict[str, Any]]:
    """Live awards of the enterprise under the item, as ledger entries {article, year, yuan, project?, months?} in order of approval.

    Article 14 is given by calendar year from the month ledger, because caps and months are counted there.
    """
    if item == "14":
        return _rent(enterprise_id, except_case)
    query = (
        select(Award)
        .where(Award.enterprise_id == enterprise_id, Award.item == item, Award.reversed_at.is_(None))
        .order_by(Award.id)
    )
    if except_case is not None:
        query = query.where(Award.case_id != except_case)
    entries = []
    for award in db.session.scalars(query):
        entry = {"article": award.item, "year": award.year, "yuan": _yuan(award.fen), "award": award.id}
        entries.append(entry | ({"project": award.project} if award.project else {}))
    return entries


def _rent(enterprise_id: int, except_case: int | None) -> list[dict[str, Any]]:
    year = func.substr(RentMonth.month, 1, 4)
    query = (
        select(year, func.sum(RentMonth.granted_fen), func.count())
        .where(RentMonth.enterprise_id == enterprise_id)
        .group_by(year)
        .order_by(year)
    )
    if except_case is not None:
        query = query.where(RentMonth.case_id != except_case)
    return [
        {"article": "14", "year": int(row[0]), "yuan": _yuan(int(row[1])), "months": row[2]}
        for row in db.session.execute(query)
    ]


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def rent_months(enterprise_id: int) -> Sequence[RentMonth]:
    """The enterprise's granted months in order of their sequence number."""
    query = select(RentMonth).where(RentMonth.enterprise_id == enterprise_id).order_by(RentMonth.seq)
    return db.session.scalars(query).all()
