"""A second person confirms a list and thereby invites everybody who is entitled. The caller commits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import insert

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.entitlement import SETTLED, check_call
from workflow.actions.entitlement_judging import judge
from workflow.actions.offer_telling import tell_new
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.call import Call
from workflow.models.entitlement import AwardOffer, EntitlementList, EntitlementRow
from workflow.queries.calendar import calendar
from workflow.queries.entitlements import all_rows
from workflow.sheets import Row

#: So many working days an enterprise has to answer, but never longer than the call takes applications.
DAYS = 20
SAME_PERSON = Blocker(
    "same_person", "名单是您读入的，要由另一人确认", "You read the list in; another person confirms it"
)
NOBODY = Blocker("nobody_entitled", "名单里没有可以邀请的企业", "Nobody on the list can be invited")


def confirm(found: EntitlementList, call: Call, actor: Actor) -> int:
    """Invite everybody who is entitled; gives how many. `found` is locked; everything is judged once more.

    Raises Refused: settled already, same person, call closed, nobody entitled, or a row that comes out differently now.
    """
    assert actor.user_id is not None
    if found.confirmed_at is not None or found.dropped_at is not None:
        raise Refused((SETTLED,))
    if found.read_by == actor.user_id:
        raise Refused((SAME_PERSON,))
    check_call(call)
    entitled = [row for row in all_rows(found.id) if row.standing == "entitled"]
    if not entitled:
        raise Refused((NOBODY,))
    _check_still(call, entitled)
    found.confirmed_by, found.confirmed_at, found.answer_by = actor.user_id, now(), last_day(call)
    db.session.flush()
    table: Any = AwardOffer.__table__
    db.session.execute(insert(table), [_offer(found, call, row) for row in entitled])
    tell_new(found)
    return len(entitled)


def _check_still(call: Call, entitled: Sequence[EntitlementRow]) -> None:
    """The award is what the second person saw. Raises Refused naming the first row that is not."""
    again = judge(call, [Row(row.number, _cells(row)) for row in entitled])
    for row, one in zip(entitled, again, strict=True):
        if one.fen != row.fen:
            zh = f"第{row.number}行{row.name}的结果变了（{one.why.zh or '金额不同'}），请作废后重新读入"
            en = f"Row {row.number}, {row.name}, comes out differently now ({one.why.en or 'another amount'}); read it in again"
            raise Refused((Blocker("list_changed", zh, en),))


def _cells(row: EntitlementRow) -> dict[str, str]:
    words = {True: "是", False: "否"}
    facts = {name: words[value] if isinstance(value, bool) else str(value) for name, value in row.facts.items()}
    return facts | {"uscc": row.uscc, "name": row.name, "email": row.email}


def last_day(call: Call) -> date:
    """The last day to answer."""
    return min(calendar().due(business_date(), DAYS), business_date(call.new_until))


def _offer(found: EntitlementList, call: Call, row: EntitlementRow) -> dict[str, Any]:
    return {
        "list_id": found.id,
        "number": row.number,
        "uscc": row.uscc,
        "item": call.item,
        "year": call.year,
        "fen": row.fen,
        "answer_by": found.answer_by,
        "state": "open",
        "reason": "",
    }
