"""The 36 months of rent support, for pages: live months, years against their cap, and the history."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Row, select, tuple_

from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.rent import RentEntry, RentMonth, RentTotal

PAGE = 50
HISTORY = 120


class Month(NamedTuple):
    """A live month: number, `YYYY-MM`, state (reserved, paid), area in hundredths of m², its case, and the money (fen).

    What was recovered is taken off `granted_fen`.
    """

    seq: int
    month: str
    state: str
    area: int
    computed_fen: int
    granted_fen: int
    number: str


class Year(NamedTuple):
    """A calendar year: its twelve states ('' = no support), and fen paid and reserved."""

    year: int
    states: tuple[str, ...]
    paid: int
    reserved: int


class Entry(NamedTuple):
    """One line of the history."""

    at: datetime
    kind: str
    seq: int
    month: str
    granted_fen: int
    reason: str
    number: str


def enterprise_by_uscc(uscc: str) -> Enterprise | None:
    """The enterprise with this credit code."""
    return db.session.scalar(select(Enterprise).where(Enterprise.uscc == uscc))


def live_months(enterprise_id: int) -> Sequence[Month]:
    """The months in use, by number; at most 36."""
    query = (
        select(
            RentMonth.seq,
            RentMonth.month,
            RentMonth.state,
            RentMonth.area,
            RentMonth.computed_fen,
            RentMonth.granted_fen - RentMonth.recovered_fen,
            Case.number,
        )
        .join(Case, Case.id == RentMonth.case_id)
        .where(RentMonth.enterprise_id == enterprise_id)
        .order_by(RentMonth.seq)
    )
    return [Month._make(row) for row in db.session.execute(query)]


def years(months: Sequence[Month]) -> list[Year]:
    """The calendar years from the first live month to the last."""
    found: dict[int, dict[int, Month]] = {}
    for month in months:
        found.setdefault(int(month.month[:4]), {})[int(month.month[5:])] = month
    if not found:
        return []
    return [_year(year, found.get(year, {})) for year in range(min(found), max(found) + 1)]


def _year(year: int, months: dict[int, Month]) -> Year:
    states = tuple(months[number].state if number in months else "" for number in range(1, 13))
    paid = sum(month.granted_fen for month in months.values() if month.state == "paid")
    return Year(year, states, paid, sum(month.granted_fen for month in months.values()) - paid)


def history(enterprise_id: int) -> Sequence[Entry]:
    """What happened to the months, newest first."""
    query = (
        select(
            RentEntry.at,
            RentEntry.kind,
            RentEntry.seq,
            RentEntry.month,
            RentEntry.granted_fen,
            RentEntry.reason,
            Case.number,
        )
        .join(Case, Case.id == RentEntry.case_id)
        .where(RentEntry.enterprise_id == enterprise_id)
        .order_by(RentEntry.id.desc())
        .limit(HISTORY)
    )
    return [Entry._make(row) for row in db.session.execute(query)]


def overview(
    after: tuple[str, int] | None = None,
) -> tuple[list[Row[Enterprise, int]], dict[int, dict[int, str]]]:
    """Enterprises with rent support by name, from after (sort key, id), and the state of each of their numbers.

    One row more than a page says that there is a next one.
    """
    query = select(Enterprise, RentTotal.months).join(RentTotal, RentTotal.enterprise_id == Enterprise.id)
    if after is not None:
        query = query.where(tuple_(Enterprise.sort_key, Enterprise.id) > tuple_(*after))
    rows = list(db.session.execute(query.order_by(Enterprise.sort_key, Enterprise.id).limit(PAGE + 1)))
    ids = [row[0].id for row in rows[:PAGE]]
    numbers = select(RentMonth.enterprise_id, RentMonth.seq, RentMonth.state).where(RentMonth.enterprise_id.in_(ids))
    states: dict[int, dict[int, str]] = {enterprise_id: {} for enterprise_id in ids}
    for row in db.session.execute(numbers.order_by(RentMonth.enterprise_id, RentMonth.seq)):
        states[row.enterprise_id][row.seq] = row.state
    return rows, states
