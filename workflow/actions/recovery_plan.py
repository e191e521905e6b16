"""By when recovered support is to be paid back: parts of a month's distance, proposed with the recovery. Money in fen."""

from datetime import date, timedelta
from typing import NamedTuple

from states.duties import months_later
from states.guard import Blocker
from workflow.clock import business_date
from workflow.db import db
from workflow.models.recovery import Recovery
from workflow.models.repayment import RepaymentPart
from workflow.queries.calendar import calendar

MOST_PARTS = 60
#: Days that an enterprise has when nothing else was proposed.
DAYS = 30


class Plan(NamedTuple):
    """The day of the first part, and how many there are, one a month."""

    first: date
    parts: int = 1


def usual() -> Plan:
    """All of it in thirty days."""
    return Plan(business_date() + timedelta(days=DAYS))


def faults(plan: Plan, fen: int) -> list[Blocker]:
    """What is wrong with the plan."""
    found = []
    if plan.first <= business_date():
        found.append(Blocker("first_later", "第一期的日子要在今天以后", "The first part must be due after today"))
    if not 1 <= plan.parts <= MOST_PARTS or plan.parts > max(fen, 1):
        found.append(Blocker("parts_range", f"可以分1到{MOST_PARTS}期", f"There can be 1 to {MOST_PARTS} parts"))
    return found


def parts(plan: Plan, fen: int) -> list[tuple[date, int]]:
    """Day and fen of every part: equal ones, the last takes the rest. A day off moves to the next working day."""
    share, days = fen // plan.parts, calendar()
    sums = [share] * (plan.parts - 1)
    sums.append(fen - sum(sums))
    return [(days.due_inclusive(months_later(plan.first, no), 1), part) for no, part in enumerate(sums)]


def write(recovery: Recovery, plan: Plan) -> None:
    """Write the parts of the proposal."""
    rows = enumerate(parts(plan, recovery.fen), 1)
    db.session.add_all(
        RepaymentPart(recovery_id=recovery.id, number=no, due_on=day, fen=fen) for no, (day, fen) in rows
    )
    db.session.flush()
