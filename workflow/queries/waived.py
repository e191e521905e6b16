"""Documents that nobody need hand in, because the system already knows what they would prove."""

from collections.abc import Collection

from sqlalchemy import or_, select

from states.names import State
from states.say import Say
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import AboveScale
from workflow.models.lease import Lease
from workflow.models.zone import ZoneUnit

#: item → kinds that the registers may know.
WAIVABLE = {"14": frozenset({"above_scale_proof", "zone_certificate"})}

#: Where documents are still handed in or checked.
ASKED = (State.DRAFT, State.SUBMITTED, State.CORRECTION)
KNOWN = Say("提交时系统已查到，不用交。", "The system knew it when the application was handed in.")


def waived(case: Case, handed_in: Collection[str]) -> dict[str, Say]:
    """Kind → why it need not be handed in. One query for article 14 while such a kind is not there; else none.

    Once the documents are checked the registers are not asked again: without the file it had been known then.
    """
    open_kinds = WAIVABLE.get(case.item, frozenset()) - set(handed_in)
    if not open_kinds:
        return {}
    if case.state not in ASKED:
        return dict.fromkeys(open_kinds, KNOWN)
    year, today = case.call.year, business_date()
    listed = select(AboveScale.year).where(AboveScale.enterprise_id == case.enterprise_id, AboveScale.year == year)
    unit = (
        select(Lease.unit)
        .join(ZoneUnit, ZoneUnit.code == Lease.unit)
        .where(
            Lease.enterprise_id == case.enterprise_id,
            ZoneUnit.since <= today,
            or_(ZoneUnit.until.is_(None), ZoneUnit.until >= today),
        )
        .order_by(Lease.id.desc())
        .limit(1)
    )
    row = db.session.execute(select(listed.scalar_subquery(), unit.scalar_subquery())).one()
    found = {}
    if row[0] is not None:
        found["above_scale_proof"] = Say(
            f"统计名录里已有贵公司（{year}年），不用交。",
            f"The statistics register lists you for {year}; nothing to upload.",
        )
    if row[1] is not None:
        found["zone_certificate"] = Say(
            f"已登记的租约房号{row[1]}在智造城范围内，不用交。",
            f"Your registered lease of unit {row[1]} lies in the zone; nothing to upload.",
        )
    return {kind: why for kind, why in found.items() if kind in open_kinds}
