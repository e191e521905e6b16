"""Calls as the bureau plans them: all of them, what one says, and what the next one of an item would say."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from workflow.clock import SHANGHAI, business_date, now
from workflow.db import db
from workflow.models.admin_change import APPROVED, DAYS, AdminChange
from workflow.models.call import Call

#: So many calls stand on the page at most.
MOST = 120
NAMED = re.compile(r"([0-9a-z]{1,8})-([0-9]{4})-([0-9]{1,4})")
PLAIN = ("title_zh", "title_en", "policy_version", "guide_zh", "guide_en", "project_from", "project_until")
MOMENTS = ("opens_at", "new_until", "resubmit_until")


def newest() -> Sequence[Call]:
    """The calls that close last, first."""
    return db.session.scalars(select(Call).order_by(Call.new_until.desc(), Call.id.desc()).limit(MOST)).all()


def key(item: str, year: int, batch: int) -> str:
    """How a call is named in a change: 5-2026-2."""
    return f"{item}-{year}-{batch}"


def by_key(subject: str, *, for_change: bool = False) -> Call | None:
    """The call of that name, locked for a change."""
    named = NAMED.fullmatch(subject)
    if named is None:
        return None
    item, year, batch = named.groups()
    query = select(Call).where(Call.item == item, Call.year == int(year), Call.round == int(batch))
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def values_of(call: Call) -> dict[str, Any]:
    """Everything that a change can change of a call, as it is kept in one."""
    moments = {name: getattr(call, name).astimezone(SHANGHAI).isoformat(timespec="minutes") for name in MOMENTS}
    plain = {name: getattr(call, name) for name in PLAIN}
    return {**moments, **plain, "requires": list(call.requires or ()), "days": dict(call.days)}


def last_of(item: str) -> Call | None:
    """The newest call of an item."""
    return db.session.scalar(
        select(Call).where(Call.item == item).order_by(Call.opens_at.desc(), Call.id.desc()).limit(1)
    )


def next_round(item: str, year: int) -> int:
    """The number the next call of an item and year gets."""
    last = select(func.max(Call.round)).where(Call.item == item, Call.year == year)
    return (db.session.scalar(last) or 0) + 1


def next_year(call: Call) -> dict[str, Any]:
    """What the same call would say a year later: window and project years moved, titles without their year's number."""
    values, years = values_of(call), max(1, business_date().year + 1 - business_date(call.opens_at).year)
    while call.opens_at + timedelta(days=364 * (years - 1)) > now() + timedelta(days=7) and years > 1:
        years -= 1
    for name in MOMENTS:  # 52 weeks: the same day of the week
        moved = getattr(call, name).astimezone(SHANGHAI) + timedelta(days=364 * years)
        values[name] = moved.isoformat(timespec="minutes")
    for name in ("project_from", "project_until"):
        values[name] = None if values[name] is None else values[name] + years
    was, new = str(call.year), str(call.year + years)
    values["title_zh"], values["title_en"] = (values[name].replace(was, new) for name in ("title_zh", "title_en"))
    return {**values, "days": {**standard_days(), **values["days"]}}


def standard_days() -> dict[str, int]:
    """The days that new calls begin with, where two people decided on others than the defaults."""
    query = select(AdminChange.after).where(AdminChange.kind == DAYS, AdminChange.state == APPROVED)
    return dict((db.session.scalar(query.order_by(AdminChange.id.desc()).limit(1)) or {}).get("days", {}))
