"""Article 14: the 36 months of rent support. A month is granted under the row lock of the enterprise's total.

`rent_month` holds the live months, `rent_entry` everything that ever happened to them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import delete, select, update

from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions import units
from workflow.actions.caps import changed, insert_if_absent
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.rent import RentEntry, RentMonth, RentTotal


class Grant(NamedTuple):
    """A month to be granted: `YYYY-MM`, area in hundredths of m², money in fen (granted ≤ computed, may be 0), its units."""

    month: str
    area: int
    computed_fen: int
    granted_fen: int
    units: tuple[str, ...] = ()


def take(case: Case, grants: Sequence[Grant], most: int) -> None:
    """Reserve the months for the case, each with the smallest free number from 1 to `most` (36).

    Raises Refused when a month is already granted, too few numbers are free, or a unit supports another enterprise in
    that month; the caller rolls back.
    """
    insert_if_absent(RentTotal, enterprise_id=case.enterprise_id, months=0)
    lock = select(RentTotal.months).where(RentTotal.enterprise_id == case.enterprise_id).with_for_update()
    db.session.execute(lock)  # everything read below stays true until the commit
    held = db.session.execute(
        select(RentMonth.month, RentMonth.seq).where(RentMonth.enterprise_id == case.enterprise_id)
    )
    numbers = {row.month: row.seq for row in held}
    if twice := sorted(set(numbers) & {grant.month for grant in grants}):
        raise Refused((_granted_before(twice),))
    free = [number for number in range(1, most + 1) if number not in numbers.values()]
    if len(free) < len(grants):
        raise Refused((_too_few(most, len(free), len(grants)),))
    for number, grant in zip(free, sorted(grants), strict=False):
        values = {
            "enterprise_id": case.enterprise_id,
            "case_id": case.id,
            "seq": number,
            "at": now(),
            "month": grant.month,
            "area": grant.area,
            "computed_fen": grant.computed_fen,
            "granted_fen": grant.granted_fen,
        }
        db.session.add(RentMonth(state="reserved", **values))
        db.session.add(RentEntry(kind="reserved", policy_version=case.policy_version, reason="", **values))
    _count(case, len(grants))
    units.take(case.enterprise_id, {grant.month: grant.units for grant in grants})


def settle(case: Case) -> None:
    """The bank confirmed the payment: the case's months are paid."""
    for month in _months(case):
        month.state, month.at = "paid", now()
        _note(case, month, "paid", "")
    db.session.flush()


def give_back(case: Case, reason: str) -> None:
    """Free the case's months: the approval is undone, or the money came back in full. Their numbers can be used again."""
    insert_if_absent(RentTotal, enterprise_id=case.enterprise_id, months=0)
    db.session.execute(select(RentTotal).where(RentTotal.enterprise_id == case.enterprise_id).with_for_update())
    months = _months(case)
    for month in months:
        _note(case, month, "reversed", reason)
        db.session.expunge(month)
    units.give_back(case.enterprise_id, [month.month for month in months])
    db.session.execute(delete(RentMonth).where(RentMonth.case_id == case.id))
    _count(case, -len(months))


def recover(case: Case, fen: int, reason: str) -> None:
    """Money of paid months came back and the months stay used; `fen` is laid on the months from the last one backwards."""
    for month in reversed(_months(case)):
        part = min(fen, month.granted_fen - month.recovered_fen)
        if part:
            fen -= part
            month.recovered_fen, month.at = month.recovered_fen + part, now()
            _note(case, month, "recovered", reason, part)
    assert fen == 0, "a recovery is at most what was paid"
    db.session.flush()


def _months(case: Case) -> Sequence[RentMonth]:
    query = select(RentMonth).where(RentMonth.case_id == case.id).order_by(RentMonth.seq)
    return db.session.scalars(query.with_for_update()).all()


def _note(case: Case, month: RentMonth, kind: str, reason: str, fen: int | None = None) -> None:
    """Write the month's history; `fen` is the money of the entry when it is not the month's own."""
    db.session.add(
        RentEntry(
            enterprise_id=month.enterprise_id,
            month=month.month,
            seq=month.seq,
            case_id=case.id,
            kind=kind,
            area=month.area,
            computed_fen=month.computed_fen,
            granted_fen=month.granted_fen if fen is None else fen,
            policy_version=case.policy_version,
            reason=reason,
            at=now(),
        )
    )


def _count(case: Case, by: int) -> None:
    db.session.flush()
    row = RentTotal.enterprise_id == case.enterprise_id
    changed(update(RentTotal).where(row).values(months=RentTotal.months + by))


def _granted_before(months: Sequence[str]) -> Blocker:
    listed = "、".join(months)
    return Blocker(
        "month_granted",
        f"{listed}已经支持过，同一个月不能支持两次，请退回重新评估",
        f"Already supported: {', '.join(months)}. No month is supported twice; send the case back to be evaluated again",
    )


def _too_few(most: int, free: int, wanted: int) -> Blocker:
    return Blocker(
        "months_used",
        f"这家企业{most}个月的额度只剩{free}个月，不够{wanted}个月：评估以后被另一件申请用掉了，请退回重新评估",
        f"Only {free} of the {most} months are left, {wanted} are needed: another application used them after the "
        "evaluation. Send the case back to be evaluated again",
    )
