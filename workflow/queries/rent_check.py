"""Proves the promises of the rent ledger over all of it: every finding is a row that breaks one. Money in fen.

Nothing here trusts the constraints that already keep these promises, or the counters: all is added up from the rows.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select

from states.names import State
from workflow.db import db
from workflow.models.cap import CapAccount, CapEntry
from workflow.models.case import Case
from workflow.models.decision import Award
from workflow.models.enterprise import Enterprise
from workflow.models.payment import Payment
from workflow.models.recovery import Recovery
from workflow.models.rent import RentEntry, RentMonth, RentTotal
from workflow.models.zone import UnitMonth
from workflow.queries.limits import limit_of, most_months
from workflow.queries.rent_replay import replayed
from workflow.queries.rulebook import newest_version

ITEM = "14"
YEAR = func.substr(RentMonth.month, 1, 4)


class Finding(NamedTuple):
    """A broken promise: its name, the enterprise, and what was found instead."""

    promise: str
    enterprise: str
    found: str


PROMISES = (
    "at most 36 months, counted as the counter says",
    "numbers 1 to 36, none twice",
    "no year above its limit",
    "the year's account is the sum of its entries and of its months",
    "the history ends in the live months",
    "an award is the sum of its months",
    "what was paid is the sum of the months that were paid",
    "what was recovered is the sum of what the months lost",
    "a unit supports only who is granted the month",
)


def findings() -> Iterator[Finding]:
    """Everything that breaks a promise. The number of queries does not depend on the ledger."""
    names = {row.id: row.name for row in db.session.execute(select(Enterprise.id, Enterprise.name))}
    for promise, check in zip(PROMISES, CHECKS, strict=True):
        for enterprise_id, found in check():
            yield Finding(promise, names.get(enterprise_id, str(enterprise_id)), found)


def _counters() -> Iterator[tuple[int, str]]:
    most = most_months(ITEM, newest_version())
    live = select(RentMonth.enterprise_id, func.count()).group_by(RentMonth.enterprise_id)
    counted = {row[0]: row[1] for row in db.session.execute(live)}
    totals = {row[0]: row[1] for row in db.session.execute(select(RentTotal.enterprise_id, RentTotal.months))}
    for enterprise_id in sorted(counted.keys() | totals.keys()):
        months, counter = counted.get(enterprise_id, 0), totals.get(enterprise_id)
        if months != (counter or 0) or (months and counter is None):
            yield enterprise_id, f"{months} months live, the counter says {counter}"
        if months > most:
            yield enterprise_id, f"{months} months live, at most {most} are allowed"


def _numbers() -> Iterator[tuple[int, str]]:
    most = most_months(ITEM, newest_version())
    query = (
        select(RentMonth.enterprise_id, RentMonth.seq, func.count())
        .group_by(RentMonth.enterprise_id, RentMonth.seq)
        .having((func.count() > 1) | (RentMonth.seq < 1) | (RentMonth.seq > most))
        .order_by(RentMonth.enterprise_id, RentMonth.seq)
    )
    for enterprise_id, seq, count in db.session.execute(query):
        yield enterprise_id, f"number {seq} is used {count} times"


def _years() -> Iterator[tuple[int, str]]:
    limit = limit_of(ITEM, newest_version())
    assert limit is not None, "article 14 has a limit for the year"
    total = func.sum(RentMonth.granted_fen)
    query = select(RentMonth.enterprise_id, YEAR, total).group_by(RentMonth.enterprise_id, YEAR)
    for enterprise_id, year, fen in db.session.execute(
        query.having(total > limit.fen).order_by(RentMonth.enterprise_id)
    ):
        yield enterprise_id, f"{year}: {fen} fen granted, the limit is {limit.fen}"


def _accounts() -> Iterator[tuple[int, str]]:
    """Accounts against their entries and against the months of the year."""
    sums = select(RentMonth.enterprise_id, YEAR, func.sum(RentMonth.granted_fen)).group_by(
        RentMonth.enterprise_id, YEAR
    )
    months = {(row[0], f"year:{row[1]}"): int(row[2]) for row in db.session.execute(sums)}
    query = (
        select(CapAccount.enterprise_id, CapAccount.scope, CapAccount.used_fen, func.sum(CapEntry.fen))
        .outerjoin(CapEntry, CapEntry.account_id == CapAccount.id)
        .where(CapAccount.item == ITEM)
        .group_by(CapAccount.id, CapAccount.enterprise_id, CapAccount.scope, CapAccount.used_fen)
        .order_by(CapAccount.enterprise_id, CapAccount.scope)
    )
    for enterprise_id, scope, used, entries in db.session.execute(query):
        granted = months.pop((enterprise_id, scope), 0)
        if not used == (entries or 0) == granted:
            yield enterprise_id, f"{scope}: account {used}, entries {entries or 0}, months {granted} fen"
    for (enterprise_id, scope), granted in sorted(months.items()):
        if granted:
            yield enterprise_id, f"{scope}: {granted} fen granted without an account"


def _histories() -> Iterator[tuple[int, str]]:
    query = select(RentMonth).order_by(RentMonth.enterprise_id, RentMonth.month)
    live = {(row.enterprise_id, row.month): row for row in db.session.scalars(query)}
    for told in replayed():
        row = live.pop((told.enterprise_id, told.month), None)
        now = None if row is None else (row.state, row.seq, row.case_id, row.area, row.granted_fen, row.recovered_fen)
        if told.fault or now != told.live:
            yield told.enterprise_id, f"{told.month}: {told.fault or f'told {told.live}, live {now}'}"
    for enterprise_id, month in sorted(live):
        yield enterprise_id, f"{month}: live without a history"


def _awards() -> Iterator[tuple[int, str]]:
    """Every live award of the item against its case's live months, and months whose case has no live award."""
    sums = (
        select(RentMonth.case_id, func.sum(RentMonth.granted_fen).label("fen")).group_by(RentMonth.case_id).subquery()
    )
    query = (
        select(Case.enterprise_id, Case.number, Award.fen, sums.c.fen)
        .outerjoin(Award, and_(Award.case_id == Case.id, Award.reversed_at.is_(None)))
        .outerjoin(sums, sums.c.case_id == Case.id)
        .where(Case.item == ITEM, func.coalesce(Award.fen, 0) != func.coalesce(sums.c.fen, 0))
        .order_by(Case.id)
    )
    for enterprise_id, number, award, fen in db.session.execute(query):
        yield enterprise_id, f"{number}: award {award or 0}, months {fen or 0} fen"


def _payments() -> Iterator[tuple[int, str]]:
    paid = (
        select(RentEntry.case_id, func.sum(RentEntry.granted_fen).label("fen"))
        .where(RentEntry.kind == "paid")
        .group_by(RentEntry.case_id)
        .subquery()
    )
    arrived = (
        select(Payment.case_id, func.sum(Payment.fen).label("fen"))
        .where(Payment.state == "confirmed")
        .group_by(Payment.case_id)
        .subquery()
    )
    query = (
        select(Case.enterprise_id, Case.number, arrived.c.fen, paid.c.fen)
        .outerjoin(arrived, arrived.c.case_id == Case.id)
        .outerjoin(paid, paid.c.case_id == Case.id)
        .where(Case.item == ITEM, func.coalesce(arrived.c.fen, 0) != func.coalesce(paid.c.fen, 0))
        .where(or_(Case.state != State.PUBLICITY, paid.c.fen.is_not(None)))  # months are paid with the last instalment
        .order_by(Case.id)
    )
    for enterprise_id, number, payment, fen in db.session.execute(query):
        yield enterprise_id, f"{number}: bank {payment or 0}, months {fen or 0} fen"


def _recoveries() -> Iterator[tuple[int, str]]:
    """Money that came back: on the months that stay used, or by months that were freed after their payment."""
    back = (
        select(RentEntry.case_id, func.sum(RentEntry.granted_fen).label("fen"))
        .where(RentEntry.kind == "recovered")
        .group_by(RentEntry.case_id)
        .subquery()
    )
    approved = and_(Recovery.case_id == Case.id, Recovery.state == "approved", Recovery.months_back.is_(False))
    query = (
        select(Case.enterprise_id, Case.number, Recovery.fen, back.c.fen)
        .outerjoin(Recovery, approved)
        .outerjoin(back, back.c.case_id == Case.id)
        .where(Case.item == ITEM, func.coalesce(Recovery.fen, 0) != func.coalesce(back.c.fen, 0))
        .order_by(Case.id)
    )
    for enterprise_id, number, decided, fen in db.session.execute(query):
        yield enterprise_id, f"{number}: {decided or 0} fen decided, months lost {fen or 0}"


def _units() -> Iterator[tuple[int, str]]:
    mine = and_(RentMonth.enterprise_id == UnitMonth.enterprise_id, RentMonth.month == UnitMonth.month)
    query = select(UnitMonth).outerjoin(RentMonth, mine).where(RentMonth.seq.is_(None))
    for row in db.session.scalars(query.order_by(UnitMonth.unit, UnitMonth.month)):
        yield row.enterprise_id, f"{row.unit} in {row.month}: the enterprise is not granted this month"


CHECKS = (_counters, _numbers, _years, _accounts, _histories, _awards, _payments, _recoveries, _units)
