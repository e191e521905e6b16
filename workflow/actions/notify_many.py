"""The message of one step to the people of many enterprises, in one statement to read and one to write."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select

from states.say import Say
from states.step import Step
from workflow.clock import now
from workflow.db import db
from workflow.models.notice import Notice
from workflow.models.user import User
from workflow.queries.payable import Payable

NOTICE: Any = Notice.__table__


def tell_step_many(cases: Sequence[Payable], step: Step, more: Mapping[int, Say]) -> None:
    """Tell every active user of each case's enterprise what `notify.tell_step` tells; `more`: case id → what else to say."""
    if step.notice is None:
        return
    firms = {case.enterprise_id for case in cases}
    query = select(User.enterprise_id, User.id).where(User.enterprise_id.in_(firms), User.active).order_by(User.id)
    people: dict[int | None, list[int]] = {}
    for enterprise_id, user_id in db.session.execute(query):
        people.setdefault(enterprise_id, []).append(user_id)
    at, notice, record = now(), step.notice, step.record
    rows = [
        {
            "user_id": user_id,
            "case_id": case.id,
            "kind": step.action,
            "title_zh": f"{case.number}　{record.zh}",
            "title_en": f"{case.number}: {record.en}",
            "body_zh": f"{notice.zh}。{more[case.id].zh}"[:4000],
            "body_en": f"{notice.en}. {more[case.id].en}".strip()[:4000],
            "at": at,
            "attempts": 0,
        }
        for case in cases
        for user_id in people.get(case.enterprise_id, ())
    ]
    if rows:
        db.session.execute(insert(NOTICE), rows)
