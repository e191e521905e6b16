"""Cases that were handed on and have no final outcome: by department, the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import BigInteger, and_, func, literal, select, tuple_

from rules import catalogue
from rules.say import Say
from states.calendar import WorkCalendar
from workflow.clock import SHANGHAI
from workflow.db import db
from workflow.models.case import Case
from workflow.models.columns import Moment
from workflow.models.enterprise import Enterprise
from workflow.models.paper import Paper
from workflow.models.referral import Referral
from workflow.models.referral_follow import DepartmentContact, ReferralReminder
from workflow.models.user import User

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked at: one department by its Chinese name, only what was handed on before a moment, and from where on."""

    department: str = ""
    before: datetime | None = None
    after: tuple[datetime, int] | None = None


def departments() -> dict[str, Say]:
    """Code of the first item that goes there → the department, in the order of the articles."""
    found: dict[str, Say] = {}
    for code in catalogue.ITEMS:
        department = catalogue.item(code).department
        if department is not None and department not in found.values():
            found[code] = department
    return found


def waiting(wanted: Wanted) -> tuple[Sequence[Any], bool]:
    """One page and whether more follow. One statement, by an index of open referrals alone, at any depth."""
    reminded = select(func.max(ReferralReminder.days)).where(ReferralReminder.case_id == Referral.case_id)
    query = (
        select(
            Referral,
            Case.number,
            Case.item,
            Enterprise.name.label("firm"),
            User.name.label("owner"),
            Paper.ref.label("paper"),
            reminded.correlate(Referral).scalar_subquery().label("reminded"),
        )
        .join(Case, Case.id == Referral.case_id)
        .join(Enterprise, Enterprise.id == Referral.enterprise_id)
        .join(User, User.id == Referral.owner_id)
        .outerjoin(Paper, and_(Paper.case_id == Referral.case_id, Paper.kind == "referral"))
        .where(Referral.closed_at.is_(None))
    )
    if wanted.department:
        query = query.where(Referral.department_zh == wanted.department)
    if wanted.before is not None:
        query = query.where(Referral.referred_at < wanted.before)
    if wanted.after is not None:
        query = query.where(
            tuple_(Referral.referred_at, Referral.case_id)
            > tuple_(literal(wanted.after[0], Moment), literal(wanted.after[1], BigInteger))
        )
    rows = db.session.execute(query.order_by(Referral.referred_at, Referral.case_id).limit(PAGE + 1)).all()
    return rows[:PAGE], len(rows) > PAGE


def waited_longer_than(days: int, calendar: WorkCalendar, today: date) -> datetime:
    """The moment before which a referral has waited more than so many working days."""
    day, counted = today, 0
    while counted <= days:
        counted += calendar.is_workday(day)
        day -= timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def contacts() -> dict[str, DepartmentContact]:
    """Department (Chinese name) → whom to reach there. One statement."""
    rows = db.session.scalars(select(DepartmentContact).order_by(DepartmentContact.department_zh))
    return {row.department_zh: row for row in rows}
