"""Registering leases: a new lease, a change from a day on, an early end. Nothing is edited, every piece stays.

Areas in hundredths of m². Caseworkers register; the caller commits.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from rules import money
from rules.months import NotAMonth, parse_month
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow.actions.caps import insert_if_absent
from workflow.actions.relation import keep
from workflow.clock import now
from workflow.db import db
from workflow.models.lease import USES, Lease, LeasePiece
from workflow.models.rent import RentTotal
from workflow.models.zone import ZoneUnit


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a lease says from `starts_on` to `ends_on`, both inclusive. `rent_free`: months `YYYY-MM`."""

    contract_area: int
    own_area: int
    starts_on: date
    ends_on: date
    sublet_area: int = 0
    use: str = "main"
    rent_free: tuple[str, ...] = ()
    document: str = ""
    note: str = ""


NOT_YOURS = Blocker(
    "casework_only",
    "租约由经办人登记，请联系经办人",
    "Leases are registered by the caseworkers; please ask one of them",
)
KNOWN = Blocker(
    "lease_known",
    "这份合同的这个房号已经登记过，要改请登记变更",
    "This unit of this contract is registered already; register a change instead",
)


def register(enterprise_id: int, unit: str, number: str, terms: Terms, actor: Actor) -> Lease:
    """Register a lease with the contract's registration `number`. Raises Refused with every fault of it."""
    zone_unit = db.session.get(ZoneUnit, unit)
    faults = _faults(terms, actor)
    if zone_unit is None:
        faults.append(_no_unit(unit))
    elif terms.contract_area > zone_unit.area:
        faults.append(_too_large(unit, terms.contract_area, zone_unit.area))
    mine = (Lease.enterprise_id == enterprise_id) & (Lease.number == number.strip()) & (Lease.unit == unit)
    if db.session.scalar(select(Lease.id).where(mine)) is not None:
        faults.append(KNOWN)
    if not number.strip():
        faults.append(Blocker("number", "请填合同登记号", "Give the registration number of the contract"))
    if faults:
        raise Refused(tuple(faults))
    lease = Lease(enterprise_id=enterprise_id, unit=unit, number=number.strip())
    db.session.add(lease)
    keep(enterprise_id)
    _write(lease, 1, "terms", terms, actor)
    insert_if_absent(RentTotal, enterprise_id=enterprise_id, months=0)
    return lease


def change(lease: Lease, terms: Terms, actor: Actor) -> LeasePiece:
    """From `terms.starts_on` on the lease says this; what it said before that day stays. Raises Refused."""
    faults = _faults(terms, actor)
    zone_unit = db.session.get_one(ZoneUnit, lease.unit)
    if terms.contract_area > zone_unit.area:
        faults.append(_too_large(lease.unit, terms.contract_area, zone_unit.area))
    if faults := [*faults, *_before_begin(lease, terms.starts_on)]:
        raise Refused(tuple(faults))
    return _write(lease, _next(lease), "terms", terms, actor)


def end(lease: Lease, last: date, note: str, actor: Actor) -> LeasePiece:
    """The lease ends early, after the day `last`. Raises Refused."""
    first_day_without = date.fromordinal(last.toordinal() + 1)
    faults = [] if Role.CASEWORKER in actor.roles else [NOT_YOURS]
    if faults := [*faults, *_before_begin(lease, first_day_without)]:
        raise Refused(tuple(faults))
    nothing = Terms(contract_area=0, own_area=0, starts_on=first_day_without, ends_on=first_day_without, note=note)
    return _write(lease, _next(lease), "end", nothing, actor)


def _write(lease: Lease, number: int, kind: str, terms: Terms, actor: Actor) -> LeasePiece:
    assert actor.user_id is not None
    piece = LeasePiece(
        lease_id=lease.id,
        enterprise_id=lease.enterprise_id,
        piece=number,
        kind=kind,
        contract_area=terms.contract_area,
        sublet_area=terms.sublet_area,
        own_area=terms.own_area,
        use=terms.use,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        rent_free=sorted(terms.rent_free),
        document=terms.document.strip(),
        note=terms.note.strip(),
        recorded_by=actor.user_id,
        at=now(),
    )
    db.session.add(piece)
    db.session.flush()
    return piece


def _next(lease: Lease) -> int:
    """The next piece's number; the lease is locked, and the primary key refuses a second one anyway."""
    db.session.execute(select(Lease.id).where(Lease.id == lease.id).with_for_update())
    newest = db.session.scalar(select(func.max(LeasePiece.piece)).where(LeasePiece.lease_id == lease.id))
    return (newest or 0) + 1


def _faults(terms: Terms, actor: Actor) -> list[Blocker]:
    faults = [] if Role.CASEWORKER in actor.roles else [NOT_YOURS]
    if terms.ends_on < terms.starts_on:
        faults.append(Blocker("days_in_order", "到期日早于起租日", "The last day is before the first"))
    if terms.use not in USES or not all(map(_is_month, terms.rent_free)):
        faults.append(Blocker("terms", "用途或免租月份填得不对", "The use or a rent-free month cannot be read"))
    if terms.contract_area <= 0 or min(terms.sublet_area, terms.own_area) < 0:
        faults.append(Blocker("area_positive", "合同面积要大于0", "The contract area must be above 0"))
    elif terms.own_area > terms.contract_area - terms.sublet_area:
        faults.append(_more_than_own(terms))
    return faults


def _is_month(text: str) -> bool:
    try:
        parse_month(text)
    except NotAMonth:
        return False
    return True


def _before_begin(lease: Lease, day: date) -> list[Blocker]:
    first = db.session.scalar(select(func.min(LeasePiece.starts_on)).where(LeasePiece.lease_id == lease.id))
    if first is None or day >= first:
        return []
    return [
        Blocker(
            "before_begin",
            f"租约从{first.isoformat()}起，变更不能早于这一天",
            f"The lease begins on {first.isoformat()}; a change cannot be earlier",
        )
    ]


def metres(hundredths: int) -> str:
    """An area as people read it: `286000` → `2,860`."""
    return money.grouped(hundredths).removesuffix(".00")


def _more_than_own(terms: Terms) -> Blocker:
    own, whole, sublet = (metres(area) for area in (terms.own_area, terms.contract_area, terms.sublet_area))
    most = metres(max(0, terms.contract_area - terms.sublet_area))
    return Blocker(
        "own_within_contract",
        f"自用面积（{own}平方米）大于合同面积（{whole}平方米）减去转租（{sublet}平方米），最多是{most}平方米",
        f"The area in own use ({own} m²) is larger than the contract's {whole} m² without the {sublet} m² sub-let: "
        f"it is at most {most} m²",
    )


def _too_large(unit: str, area: int, most: int) -> Blocker:
    return Blocker(
        "unit_area",
        f"合同面积（{metres(area)}平方米）大于房号{unit}登记的{metres(most)}平方米",
        f"The contract area ({metres(area)} m²) is larger than unit {unit}, which has {metres(most)} m²",
    )


def _no_unit(unit: str) -> Blocker:
    return Blocker(
        "unit_unknown",
        f"园区房号登记里没有“{unit}”，请先导入房号",
        f"The zone's register of units has no “{unit}”; import it first",
    )
