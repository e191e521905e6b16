"""Handing in a claim for rent months: an open claim holds its months softly, so no month is asked for twice at once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from rules.months import month_text
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.caps import insert_if_absent
from workflow.db import db
from workflow.models.case import Case
from workflow.models.rent import RentTotal
from workflow.queries.holdings import load
from workflow.queries.rent_claim import in_other_hands, months_of
from workflow.queries.rulebook import policy


def hold(case: Case, facts: Mapping[str, Any]) -> None:
    """Refuse a claim whose months are granted already or in another open claim of the enterprise.

    The row lock of the enterprise's total makes two submissions wait for each other. Other items pass.
    """
    if case.item != "14":
        return
    insert_if_absent(RentTotal, enterprise_id=case.enterprise_id, months=0)
    lock = select(RentTotal.months).where(RentTotal.enterprise_id == case.enterprise_id).with_for_update()
    db.session.execute(lock)
    held = load([case.enterprise_id], except_case=case.id)[case.enterprise_id]
    others = in_other_hands(held, months_of(facts, policy(case.policy_version)) - _own(case, held.granted))
    if others:
        raise Refused((_twice(others),))


def _own(case: Case, granted: Any) -> frozenset[int]:
    return frozenset(row.month for row in granted if row.case_id == case.id)


def _twice(others: Mapping[int, str]) -> Blocker:
    months = [month_text(month) for month in sorted(others)]
    numbers = sorted(set(others.values()))
    return Blocker(
        "months_held",
        f"{'、'.join(months)}已经在申请{'、'.join(numbers)}里，同一个月不能申请两次，请去掉这些月份",
        f"{', '.join(months)}: already in application {', '.join(numbers)}. No month can be claimed twice; "
        "please leave these months out",
    )
