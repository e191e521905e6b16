"""Documents that nobody need hand in, because the system already knows what they would prove."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select

from states.names import State
from states.say import Say
from workflow.clock import business_date
from workflow.db import db
from workflow.models.call import Call
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
    return waived_of([(case, handed_in)])[case.id]


def waived_of(pairs: Sequence[tuple[Case, Collection[str]]]) -> dict[int, dict[str, Say]]:
    """The same by case for many, each with the kinds that were handed in; still one query."""
    lacking = {case.id: WAIVABLE.get(case.item, frozenset()) - set(handed_in) for case, handed_in in pairs}
    asked = [case.id for case, _handed_in in pairs if lacking[case.id] and case.state in ASKED]
    known = _registers(asked) if asked else {}
    return {
        case.id: {kind: why for kind, why in known[case.id].items() if kind in lacking[case.id]}
        if case.id in known
        else dict.fromkeys(lacking[case.id], KNOWN)
        for case, _handed_in in pairs
    }


def _registers(ids: Sequence[int]) -> dict[int, dict[str, Say]]:
    """Case → what the registers prove of its enterprise."""
    today = business_date()
    listed = select(AboveScale.year).where(AboveScale.enterprise_id == Case.enterprise_id, AboveScale.year == Call.year)
    unit = (
        select(Lease.unit)
        .join(ZoneUnit, ZoneUnit.code == Lease.unit)
        .where(
            Lease.enterprise_id == Case.enterprise_id,
            ZoneUnit.since <= today,
            or_(ZoneUnit.until.is_(None), ZoneUnit.until >= today),
        )
        .order_by(Lease.id.desc())
        .limit(1)
    )
    columns = (one.correlate(Case, Call).scalar_subquery() for one in (listed, unit))
    query = select(Case.id, *columns).join(Call, Call.id == Case.call_id).where(Case.id.in_(ids))
    return {case_id: _proofs(year, code) for case_id, year, code in db.session.execute(query)}


def _proofs(year: int | None, unit: str | None) -> dict[str, Say]:
    found = {}
    if year is not None:
        found["above_scale_proof"] = Say(
            f"统计名录里已有贵公司（{year}年），不用交。",
            f"The statistics register lists you for {year}; nothing to upload.",
        )
    if unit is not None:
        found["zone_certificate"] = Say(
            f"已登记的租约房号{unit}在智造城范围内，不用交。",
            f"Your registered lease of unit {unit} lies in the zone; nothing to upload.",
        )
    return found
