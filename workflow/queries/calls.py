"""Calls as the public reads them: open, coming, and for what is closed the last one; with the money planned for them."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, tuple_

from rules import catalogue
from workflow.clock import business_date
from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.call import Call
from workflow.queries.calendar import calendar
from workflow.queries.rulebook import article_number

ORDER = {code: place for place, code in enumerate(catalogue.ITEMS)}
#: So many calls stand on the board at most.
MOST = 200


class CallLine(NamedTuple):
    """A call: `open`, `coming` or `closed`; working days left (None unless open); planned and free money, in fen."""

    call: Call
    state: str
    days_left: int | None
    planned_fen: int | None
    free_fen: int | None
    follows: Call | None


class Board(NamedTuple):
    """Every call that matters now."""

    open: list[CallLine]
    coming: list[CallLine]
    closed: list[CallLine]


def board(moment: datetime) -> Board:
    """Open and coming calls, and the last closed one of each item that is not open. Three statements and the calendar."""
    running = _running(moment)
    open_items = {call.item for call in running if call.opens_at <= moment}
    lines = lines_of([*running, *_last_closed(moment, open_items)], moment, running)
    groups = ([one for one in lines if one.state == state] for state in ("open", "coming", "closed"))
    return Board(*groups)


def _running(moment: datetime) -> list[Call]:
    query = select(Call).where(Call.new_until > moment).order_by(Call.opens_at, Call.id).limit(MOST)
    return list(db.session.scalars(query))


def _last_closed(moment: datetime, without: Collection[str]) -> list[Call]:
    last = select(Call.item, func.max(Call.new_until)).where(Call.new_until <= moment).group_by(Call.item)
    query = select(Call).where(tuple_(Call.item, Call.new_until).in_(last), Call.item.not_in(sorted(without)))
    return list(db.session.scalars(query.order_by(Call.id).limit(MOST)))


def one(call_id: int, moment: datetime) -> CallLine | None:
    """One call, with what comes next when it is closed."""
    call = db.session.get(Call, call_id)
    return None if call is None else lines_of([call], moment, _running(moment))[0]


def lines_of(calls: list[Call], moment: datetime, running: list[Call]) -> list[CallLine]:
    """The calls with days and money: open ones by their end, the others by the order of the measures."""
    days, today, money = calendar(), business_date(moment), _budgets(calls)
    found = []
    for call in calls:
        state = "closed" if call.new_until <= moment else "open" if call.opens_at <= moment else "coming"
        left = days.left(today, business_date(call.new_until)) if state == "open" else None
        planned, free = money.get((call.year, article_number(call.item)), (None, None))
        follows = next((other for other in running if other.item == call.item), None) if state == "closed" else None
        found.append(CallLine(call, state, left, planned, free, follows))
    return sorted(found, key=lambda line: (line.call.new_until if line.state == "open" else moment, _place(line.call)))


def _place(call: Call) -> tuple[int, int]:
    return ORDER.get(call.item, len(ORDER)), call.id


def _budgets(calls: list[Call]) -> dict[tuple[int, int], tuple[int, int]]:
    """Year and article → planned and free money, for the items that compute an amount."""
    kinds = {call.item for call in calls if catalogue.item(call.item).kind == "computes"}
    keys = {(call.year, article_number(call.item)) for call in calls if call.item in kinds}
    if not keys:
        return {}
    query = select(BudgetAccount).where(BudgetAccount.year.in_({year for year, _article in keys}))
    accounts = {(row.year, row.article): row for row in db.session.scalars(query)}
    found = {key: accounts[key] for key in keys if key in accounts}
    return {key: (row.planned_fen, row.planned_fen - row.reserved_fen) for key, row in found.items()}
