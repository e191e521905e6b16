"""Units, leases and claims for tests of rent support, on the database, by the real actions."""

from datetime import date
from typing import Any

from sqlalchemy import select

from rules.months import parse_month
from tests.workflow.desk import before_committee, firm_id
from tests.workflow.filing import actor
from workflow.actions import lease
from workflow.actions.lease import Terms
from workflow.db import db
from workflow.models.lease import Lease
from workflow.models.rent import RentEntry, RentMonth, RentTotal
from workflow.models.zone import ZoneUnit
from workflow.queries.holdings import Holdings, load
from workflow.queries.rent_plan import facts_for


def unit(code: str, metres: int = 100_000, **more: Any) -> str:
    """A unit of the zone."""
    row = {"address": f"智造城{code}", "since": date(2020, 1, 1), "until": None, "source": "测试"} | more
    db.session.add(ZoneUnit(code=code, area=metres * 100, **row))
    db.session.flush()
    return code


def terms(metres: int, first: str, last: str, **more: Any) -> Terms:
    """Terms in m² and days as text; all of it in own use."""
    areas = {"contract_area": metres * 100, "own_area": metres * 100}
    return Terms(**(areas | {"starts_on": date.fromisoformat(first), "ends_on": date.fromisoformat(last)} | more))


def leased(firm: str | int, code: str, metres: int, first: str, last: str, **more: Any) -> Lease:
    """A registered lease; the unit is registered when it is new."""
    if db.session.get(ZoneUnit, code) is None:
        unit(code)
    enterprise = firm if isinstance(firm, int) else firm_id(firm)
    return lease.register(enterprise, code, f"合同-{code}", terms(metres, first, last, **more), actor("shen"))


def held(firm: str | int) -> Holdings:
    """What the enterprise has now."""
    enterprise = firm if isinstance(firm, int) else firm_id(firm)
    return load([enterprise])[enterprise]


def claim(firm: str | int, first: str, count: int) -> int:
    """A case from leases before the committee; gives its id. The caller commits."""
    start = parse_month(first)
    return before_committee("14", facts_for(held(firm), range(start, start + count)), firm)


def live(firm: str | int) -> list[tuple[int, str, int, str]]:
    """Number, month, granted yuan and state of the live months."""
    enterprise = firm if isinstance(firm, int) else firm_id(firm)
    query = select(RentMonth).where(RentMonth.enterprise_id == enterprise).order_by(RentMonth.seq)
    return [(row.seq, row.month, row.granted_fen // 100, row.state) for row in db.session.scalars(query)]


def history(firm: str | int) -> list[tuple[str, str, int]]:
    """Kind, month and yuan of every entry."""
    enterprise = firm if isinstance(firm, int) else firm_id(firm)
    query = select(RentEntry).where(RentEntry.enterprise_id == enterprise).order_by(RentEntry.id)
    return [(row.kind, row.month, row.granted_fen // 100) for row in db.session.scalars(query)]


def counter(firm: str | int) -> int:
    """The enterprise's count of months."""
    enterprise = firm if isinstance(firm, int) else firm_id(firm)
    return db.session.scalars(select(RentTotal.months).where(RentTotal.enterprise_id == enterprise)).one()
