"""Whose cases are whose in the demo: a hand-over, a helper, an absence with its deputy, and one act on several cases."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from workflow.actions import absence, bulk, bulk_work, handover, helping
from workflow.actions.absence import Away
from workflow.actions.bulk import Row
from workflow.clock import SHANGHAI, business_date, now, told
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.telling import workday
from workflow.models.case import Case

YESTERDAY = time(16, 20)


def tell() -> None:
    """Play them on the cases that are there. Commits each."""
    shen, jiang = actor("shen"), actor("jiang")
    assert shen.user_id is not None
    assert jiang.user_id is not None
    with told(datetime.combine(workday(1), YESTERDAY, SHANGHAI)):
        handover.hand_over(
            locked(_newest("evaluated", item="5")),
            jiang.user_id,
            "掩模版费用一直由江予核对，转给他办到底。",
            actor("cheng"),
        )
        db.session.commit()
        helping.add(locked(_newest("submitted", owner_id=shen.user_id)), jiang.user_id, shen)
        db.session.commit()
        _check_credit()
    since = business_date() + timedelta(days=1)
    away = Away(jiang.user_id, shen.user_id, since, since + timedelta(days=6), "年休假")
    with told(now() - timedelta(minutes=50)):
        absence.announce(away, jiang)
        db.session.commit()


def _check_credit() -> None:
    """A caseworker checks the credit of three new cases at one go; two of them are a colleague's."""
    mine = select(Case.number, Case.version).where(Case.state == "submitted", Case.owner_id.is_not(None))
    rows = [Row(number, version) for number, version in db.session.execute(mine.order_by(Case.id).limit(4))][1:]
    run = bulk.order("check_credit", rows, actor("jiang"))
    db.session.commit()
    bulk_work.work_off(run.id)


def _newest(state: str, *, item: str | None = None, owner_id: int | None = None) -> int:
    query = select(Case.id).where(Case.state == state).order_by(Case.id.desc()).limit(1)
    if item is not None:
        query = query.where(Case.item == item)
    return db.session.scalars(query if owner_id is None else query.where(Case.owner_id == owner_id)).one()
