"""One unit supports one enterprise in a month: the primary key of `rent_unit_month` decides, also between two officers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from states.guard import Blocker
from states.lifecycle import Refused
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.zone import UnitMonth, ZoneUnit


def take(enterprise_id: int, units: Mapping[str, Sequence[str]]) -> None:
    """Note which units (month → codes) support the enterprise; its months are granted already in this transaction.

    Raises Refused, naming both enterprises, when a unit supports another one in that month; the caller rolls back.
    """
    wanted = sorted((unit, month) for month, of_month in units.items() for unit in of_month)
    if not wanted:
        return
    _known({unit for unit, _ in wanted})
    make: Any = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    for unit, month in wanted:  # always in this order, so that two enterprises cannot wait for each other
        row = make(UnitMonth).values(unit=unit, month=month, enterprise_id=enterprise_id)
        done = db.session.execute(row.on_conflict_do_nothing().returning(UnitMonth.unit))
        if done.first() is None:
            raise Refused((_taken(unit, month, enterprise_id),))


def give_back(enterprise_id: int, months: Sequence[str]) -> None:
    """Free the units of months that are being given back."""
    mine = (UnitMonth.enterprise_id == enterprise_id) & UnitMonth.month.in_(months)
    db.session.execute(delete(UnitMonth).where(mine))


def _known(units: set[str]) -> None:
    known = set(db.session.scalars(select(ZoneUnit.code).where(ZoneUnit.code.in_(units)).order_by(ZoneUnit.code)))
    if missing := sorted(units - known):
        raise Refused(
            (
                Blocker(
                    "unit_unknown",
                    f"房号{'、'.join(missing)}不在园区房号登记里，请先登记房号，再退回重新评估",
                    f"{', '.join(missing)}: not in the zone's register of units. Register it, then send the case back",
                ),
            )
        )


def _taken(unit: str, month: str, enterprise_id: int) -> Blocker:
    holder = select(UnitMonth.enterprise_id).where(UnitMonth.unit == unit, UnitMonth.month == month)
    name = select(Enterprise.name)
    other = db.session.scalars(name.where(Enterprise.id == holder.scalar_subquery())).one()
    mine = db.session.scalars(name.where(Enterprise.id == enterprise_id)).one()
    return Blocker(
        "unit_taken",
        f"{unit}在{month}已支持{other}，不能同时支持{mine}。请核对两家的租约，再退回重新评估",
        f"{unit} supports {other} in {month} and cannot support {mine} too. Compare their leases, then send the case back",
    )
