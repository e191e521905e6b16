"""Reminders about rent support: what an enterprise may be about to lose, told once each. The caller commits."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from rules import money
from rules.months import month_text
from workflow.actions.notify import Message, tell_enterprise
from workflow.clock import now
from workflow.db import db
from workflow.models.enterprise import AboveScale
from workflow.models.reminder import Reminder
from workflow.queries.holdings import load
from workflow.queries.leases import Term
from workflow.queries.rent_track import Measure, Track, track

LEASE_DAYS = 60
FEW = 3


class Due(NamedTuple):
    """A reminder that would be right today: `key` keeps it from being said twice."""

    kind: str
    key: str
    message: Message


def remind(enterprise_ids: Collection[int], by: Measure) -> int:
    """Write every reminder that is due and was not given; gives how many. The reminder's key is taken first."""
    listed = db.session.scalar(select(AboveScale.year).where(AboveScale.year == by.today.year).limit(1)) is not None
    said = 0
    for enterprise_id, held in load(enterprise_ids).items():
        for one in due(track(held, by), list_is_out=listed):
            if _first(enterprise_id, one):
                tell_enterprise(enterprise_id, one.message)
                said += 1
    db.session.flush()
    return said


def _first(enterprise_id: int, one: Due) -> bool:
    """Take the key; two workers at once cannot both have it."""
    make: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = make(Reminder).values(enterprise_id=enterprise_id, kind=one.kind, key=one.key, at=now())
    return db.session.execute(row.on_conflict_do_nothing().returning(Reminder.key)).first() is not None


def due(found: Track, *, list_is_out: bool) -> Iterator[Due]:
    """What the enterprise should know today. `list_is_out`: this year's above-scale list was imported."""
    yield from _unclaimed(found)
    yield from _leases(found)
    yield from _nearly_used(found)
    yield from _scale(found, list_is_out=list_is_out)


def _unclaimed(found: Track) -> Iterator[Due]:
    by = found.measure
    past = [cell for cell in found.of("open") if cell.month is not None and cell.month < by.present]
    if not past:
        return
    months = [month_text(cell.month) for cell in past if cell.month is not None]
    amount = money.grouped(sum(cell.fen for cell in past))
    span, count = (months[0] if len(months) == 1 else f"{months[0]}至{months[-1]}"), len(months)
    yield Due(
        "unclaimed",
        f"{by.today.year}Q{(by.today.month + 2) // 3}",
        Message(
            kind="rent_unclaimed",
            title_zh=f"有{count}个月的租金支持还没有申请",
            title_en=f"Rent support not claimed yet: {count} month(s)",
            body_zh=f"{span}，共{count}个月，约{amount}元。往前只能申请到上一年1月，请尽早申请。",
            body_en=f"{months[0]} to {months[-1]}, about {amount} yuan. Claims go back to last January only; please claim soon.",
        ),
    )


def _leases(found: Track) -> Iterator[Due]:
    today = found.measure.today
    for term in found.held.terms:
        soon = today <= term.last <= today + timedelta(days=LEASE_DAYS)
        if not term.counts or not soon or _goes_on(found, term):
            continue
        yield Due(
            "lease_ends",
            f"{term.lease_id}:{term.last.isoformat()}",
            Message(
                kind="rent_lease_ends",
                title_zh=f"{term.address}的租约{term.last.isoformat()}到期",
                title_en=f"The lease of {term.unit} ends on {term.last.isoformat()}",
                body_zh="续租后请把新的合同交给经办人登记，中间断开的月份不能支持。",
                body_en="After renewing it, please have the new contract registered; months in between are not supported.",
            ),
        )


def _goes_on(found: Track, ending: Term) -> bool:
    """Whether the unit is leased on the day after."""
    after = ending.last + timedelta(days=1)
    return any(one.unit == ending.unit and one.counts and one.first <= after <= one.last for one in found.held.terms)


def _nearly_used(found: Track) -> Iterator[Due]:
    left = found.measure.most - found.used
    if left > FEW:
        return
    yield Due(
        "nearly_used",
        str(FEW),
        Message(
            kind="rent_nearly_used",
            title_zh=f"{found.measure.most}个月的租金支持只剩{left}个月",
            title_en=f"Only {left} of the {found.measure.most} months of rent support are left",
            body_zh="用完以后不能再申请第十四条的租金支持。",
            body_en="When they are used there is no further rent support under article 14.",
        ),
    )


def _scale(found: Track, *, list_is_out: bool) -> Iterator[Due]:
    year, listed = found.measure.today.year, found.held.above_scale
    if not list_is_out or year in listed or year - 1 not in listed:
        return
    yield Due(
        "not_above_scale",
        str(year),
        Message(
            kind="rent_not_above_scale",
            title_zh=f"{year}年的规模以上名录里没有贵单位",
            title_en=f"Your enterprise is not on the above-scale list of {year}",
            body_zh="不在名录里的年度不能支持租金。如有疑问，请向统计部门核对。",
            body_en="Rent is not supported in a year without it. If this is a mistake, ask the statistics bureau.",
        ),
    )
