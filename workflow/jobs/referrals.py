"""Reminds departments of cases that were handed on to them and have no outcome, after 20 and after 40 working days."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from workflow.actions.one_by_one import one_by_one
from workflow.actions.referral_follow import remind
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.referral import Referral
from workflow.models.referral_follow import REMINDED_AFTER, DepartmentContact, ReferralReminder
from workflow.queries.calendar import calendar
from workflow.queries.referral_list import contacts, waited_longer_than

AT_ONCE = 200


def remind_due() -> int:
    """Write the reminders that are due, the later ones first, each once; gives how many. Commits."""
    told, reach, today, days = 0, contacts(), business_date(), calendar()
    for stage in sorted(REMINDED_AFTER, reverse=True):
        done = exists().where(ReferralReminder.case_id == Referral.case_id, ReferralReminder.days >= stage)
        query = (
            select(Referral, Case)
            .join(Case, Case.id == Referral.case_id)
            .options(joinedload(Case.enterprise))
            .where(Referral.closed_at.is_(None), Referral.referred_at < waited_longer_than(stage, days, today), ~done)
            .order_by(Referral.referred_at, Referral.case_id)
            .limit(AT_ONCE)
        )
        told += one_by_one(
            "reminder of the referral of case",
            ((case.id, (case, row)) for row, case in db.session.execute(query).all()),
            partial(_remind, stage=stage, reach=reach),
        )
    db.session.commit()
    return told


def _remind(found: tuple[Case, Referral], stage: int, reach: Mapping[str, DepartmentContact]) -> bool:
    case, row = found
    return remind(case, row, stage, reach.get(row.department_zh))
