"""What the rent pages ask besides the months themselves: an enterprise, its history, payments, recoveries, the overview."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, exists, func, literal, or_, select, tuple_

from workflow.db import db
from workflow.models.cap import CapAccount
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.lease import LeasePiece
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.recovery import Recovery
from workflow.models.rent import RentEntry, RentTotal

PAGE = 25
HISTORY = 120
COUNTED = 1000
TABS = ("all", "few", "capped", "ending", "used_up")
LEASE_DAYS = 60
FEW = 3


class Entry(NamedTuple):
    """One line of the history. Money in fen."""

    at: datetime
    kind: str
    seq: int
    month: str
    granted_fen: int
    reason: str
    number: str


class Paid(NamedTuple):
    """The bank's answer for a case: batch, voucher (bank reference), moment."""

    batch: str
    state: str
    bank_ref: str | None
    confirmed_at: datetime | None


def enterprise_by_uscc(uscc: str) -> Enterprise | None:
    """The enterprise with this credit code."""
    return db.session.scalar(select(Enterprise).where(Enterprise.uscc == uscc))


def history(enterprise_id: int) -> Sequence[Entry]:
    """What happened to the months, newest first."""
    entry = RentEntry
    query = (
        select(entry.at, entry.kind, entry.seq, entry.month, entry.granted_fen, entry.reason, Case.number)
        .join(Case, Case.id == entry.case_id)
        .where(entry.enterprise_id == enterprise_id)
        .order_by(entry.id.desc())
        .limit(HISTORY)
    )
    return [Entry(*row) for row in db.session.execute(query)]


def payments(enterprise_id: int) -> dict[str, Paid]:
    """Case number → its payment under article 14."""
    query = (
        select(Case.number, PaymentBatch.number, Payment.state, Payment.bank_ref, Payment.confirmed_at)
        .join(Case, Case.id == Payment.case_id)
        .join(PaymentBatch, PaymentBatch.id == Payment.batch_id)
        .where(Payment.enterprise_id == enterprise_id, Case.item == "14")
        .order_by(Payment.id)
    )
    return {row[0]: Paid(*row[1:]) for row in db.session.execute(query)}


def recoveries(enterprise_id: int) -> dict[str, Recovery]:
    """Case number → its newest recovery."""
    query = (
        select(Case.number, Recovery)
        .join(Case, Case.id == Recovery.case_id)
        .where(Recovery.enterprise_id == enterprise_id)
        .order_by(Recovery.id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


class Wanted(NamedTuple):
    """Which enterprises the overview shows: a tab, a text in name or credit code, by name or by months used."""

    tab: str = "all"
    text: str = ""
    by_used: bool = False


def condition(tab: str, most: int, today: date) -> ColumnElement[bool]:
    """What an enterprise must be for a tab; RentTotal and Enterprise are in the query."""
    if tab == "few":
        return RentTotal.months.between(most - FEW, most - 1)
    if tab == "used_up":
        return RentTotal.months >= most
    if tab == "capped":
        return exists().where(
            CapAccount.enterprise_id == RentTotal.enterprise_id,
            CapAccount.item == "14",
            CapAccount.scope == f"year:{today.year}",
            CapAccount.used_fen == CapAccount.limit_fen,
        )
    if tab == "ending":
        newest = select(func.max(LeasePiece.piece)).where(LeasePiece.lease_id == piece.lease_id).scalar_subquery()
        return exists().where(
            piece.enterprise_id == RentTotal.enterprise_id,
            piece.piece == newest,
            piece.kind == "terms",
            piece.ends_on.between(today, today + timedelta(days=LEASE_DAYS)),
        )
    return RentTotal.months >= 0


piece: Any = LeasePiece.__table__.alias("newest_piece").c


def counts(most: int, today: date) -> dict[str, int]:
    """How many enterprises each tab has, counted up to 1,000 and one more. One query."""
    found = [
        select(func.count())
        .select_from(select(RentTotal.enterprise_id).where(condition(tab, most, today)).limit(COUNTED + 1).subquery())
        .scalar_subquery()
        for tab in TABS
    ]
    return dict(zip(TABS, db.session.execute(select(*found)).one(), strict=True))


def overview(wanted: Wanted, after: tuple[str, int] | None, most: int, today: date, limit: int = PAGE) -> Sequence[Any]:
    """A page of enterprises (id, name, uscc, sort_key, months), after a key; one row more says that there is a next page."""
    firm = Enterprise
    query = (
        select(firm.id, firm.name, firm.uscc, firm.sort_key, RentTotal.months)
        .join(RentTotal, RentTotal.enterprise_id == firm.id)
        .where(condition(wanted.tab, most, today))
    )
    if wanted.text:
        found = firm.name.contains(wanted.text, autoescape=True)
        query = query.where(or_(found, firm.uscc.startswith(wanted.text.upper(), autoescape=True)))
    if wanted.by_used:
        if after is not None:
            query = query.where(
                tuple_(-RentTotal.months, firm.id) > tuple_(literal(int(after[0])), literal(after[1], BigInteger))
            )
        query = query.order_by(RentTotal.months.desc(), firm.id)
    else:
        if after is not None:
            query = query.where(
                tuple_(firm.sort_key, firm.id) > tuple_(literal(after[0]), literal(after[1], BigInteger))
            )
        query = query.order_by(firm.sort_key, firm.id)
    return db.session.execute(query.limit(limit + 1)).all()
