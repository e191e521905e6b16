"""Lists of the statistics bureau, their rows, and what became of each offer."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select

from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.entitlement import OFFER_STATES, STANDINGS, AwardOffer, EntitlementList, EntitlementRow

SHOWN = 20


class Summary(NamedTuple):
    """A list with its call, how many rows stand how, what all entitled get (fen), and how many offers are in which state."""

    row: EntitlementList
    call: Call
    counts: dict[str, int]
    fen: int
    offers: dict[str, int]


def lists(before: int | None = None) -> list[Summary]:
    """The newest lists, one page and one more; `before`: the last id of the page before."""
    query = select(EntitlementList, Call).join(Call, Call.id == EntitlementList.call_id)
    if before is not None:
        query = query.where(EntitlementList.id < before)
    return _summaries(query.order_by(EntitlementList.id.desc()).limit(SHOWN + 1))


def summary(list_id: int) -> Summary | None:
    """One list."""
    query = select(EntitlementList, Call).join(Call, Call.id == EntitlementList.call_id)
    return next(iter(_summaries(query.where(EntitlementList.id == list_id))), None)


def _summaries(query: Any) -> list[Summary]:
    found = [(row, call) for row, call in db.session.execute(query)]
    ids = [row.id for row, _call in found]
    rows, offers = EntitlementRow, AwardOffer
    counted = select(rows.list_id, rows.standing, func.count(), func.sum(rows.fen)).where(rows.list_id.in_(ids))
    counts: dict[int, dict[str, int]] = {one: dict.fromkeys(STANDINGS, 0) for one in ids}
    sums = dict.fromkeys(ids, 0)
    for list_id, standing, count, fen in db.session.execute(counted.group_by(rows.list_id, rows.standing)):
        counts[list_id][standing] = count
        sums[list_id] += int(fen)
    made: dict[int, dict[str, int]] = {one: dict.fromkeys(OFFER_STATES, 0) for one in ids}
    answered = select(offers.list_id, offers.state, func.count()).where(offers.list_id.in_(ids))
    for list_id, state, count in db.session.execute(answered.group_by(offers.list_id, offers.state)):
        made[list_id][state] = count
    return [Summary(row, call, counts[row.id], sums[row.id], made[row.id]) for row, call in found]


class Row(NamedTuple):
    """A row beside the offer that was made of it, the case that came of that, and whether the enterprise is known here."""

    row: EntitlementRow
    offer: AwardOffer | None
    case: str | None
    known: bool


def rows(list_id: int, after: int, most: int, standing: str = "") -> Sequence[Row]:
    """Rows after a number, in the order of the sheet; of one standing if asked."""
    query = (
        select(EntitlementRow, AwardOffer, Case.number, Enterprise.id.is_not(None))
        .outerjoin(
            AwardOffer, (AwardOffer.list_id == EntitlementRow.list_id) & (AwardOffer.number == EntitlementRow.number)
        )
        .outerjoin(Case, Case.id == AwardOffer.case_id)
        .outerjoin(Enterprise, Enterprise.uscc == EntitlementRow.uscc)
        .where(EntitlementRow.list_id == list_id, EntitlementRow.number > after)
    )
    if standing:
        query = query.where(EntitlementRow.standing == standing)
    return [Row._make(row) for row in db.session.execute(query.order_by(EntitlementRow.number).limit(most))]


def all_rows(list_id: int) -> Sequence[EntitlementRow]:
    """Every row of a list (2,000 at most), in the order of the sheet."""
    query = select(EntitlementRow).where(EntitlementRow.list_id == list_id)
    return db.session.scalars(query.order_by(EntitlementRow.number)).all()


def same_file(call_id: int, sha256: str) -> int | None:
    """The list that was read from the same bytes for the call and not dropped."""
    mine = (EntitlementList.call_id == call_id, EntitlementList.sha256 == sha256)
    return db.session.scalar(select(EntitlementList.id).where(*mine, EntitlementList.dropped_at.is_(None)))
