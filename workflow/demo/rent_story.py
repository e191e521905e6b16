"""砚北's rent support: 35 of the 36 months, a move, a larger floor, two limits of the year. Leases of the other firms too.

Months are counted back from this month, so that the picture is the same whenever the demo is started.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from rules import money
from rules.months import month_text, parse_month, year_of
from workflow.actions import lease
from workflow.actions.caps import insert_if_absent
from workflow.actions.lease import Terms
from workflow.actions.rent_validity import set_last_month
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.demo.people import FIRMS
from workflow.demo.play import actor
from workflow.demo.telling import Step, Story
from workflow.demo.world import POLICY
from workflow.models.enterprise import AboveScale, Enterprise
from workflow.models.zone import ZoneUnit
from workflow.queries.holdings import load
from workflow.queries.leases import days_of
from workflow.queries.rent_plan import facts_for

#: code, address, m²
UNITS = (
    ("A3-2", "A3栋2–3层", "4600"),
    ("B1-1", "B1栋1–4层", "6200"),
    ("B1-5", "B1栋5层", "1300"),
    ("A3-1", "A3栋1层", "2860"),
    ("C2-1", "芯谷2栋1–2层", "1860.50"),
    ("D1-12", "星湾大厦12层", "3320"),
)
#: Months after the first one that 砚北 is supported: claims in order, none for the two months of the move (8 and 9).
CLAIMS = ((0, 8), (10, 18), (18, 27), (27, 32), (32, 35), (35, 37))
#: How many months lie between the first supported month and this one.
SPAN = 37


def present() -> int:
    """This month."""
    return parse_month(f"{business_date():%Y-%m}")


def plant() -> None:
    """Units, above-scale years, leases with a change, and the assumed end of the measures. Commits."""
    now, first = present(), present() - SPAN
    for code, address, area in UNITS:
        row = ZoneUnit(code=code, address=address, area=money.parse_yuan(area), since=date(2020, 1, 1), until=None)
        row.source = "园区房号登记（虚构）"
        db.session.add(row)
    for year in range(year_of(first), year_of(now) + 1):
        insert_if_absent(AboveScale, enterprise_id=_firm("yanbei"), year=year, source="统计部门年度名单（虚构）")
    set_last_month(POLICY, month_text((year_of(now) + 1) * 12 + 5), "假定：征求意见稿没有写有效期")
    _lease("yanbei", "A3-2", "4600", "", first, first + 7, "已退租")
    _lease("yanbei", "B1-1", "6200", "", first + 10, now + 17)
    _lease("yanbei", "B1-5", "1300", "300", first + 27, now + 17, "扩租")
    _lease("lanxi", "A3-1", "2860", "300", now - 14, now + 21)
    _lease("qinglan", "C2-1", "1860.50", "", now - 11, now + 12)
    _lease("xingwan", "D1-12", "3320", "", now - 12, now + 1)
    db.session.commit()


def _lease(firm: str, unit: str, area: str, sublet: str, first: int, last: int, note: str = "") -> None:
    """A lease over whole months, registered a week after it begins."""
    contract, away = money.parse_yuan(area), money.parse_yuan(sublet or "0")
    begins = days_of(first)[0]
    terms = Terms(contract_area=contract, sublet_area=away, own_area=contract - away, starts_on=begins,
                  ends_on=days_of(last)[1], document=f"租赁合同 {unit}", note=note)  # fmt: skip
    with told(
        min(datetime.now(SHANGHAI), datetime(begins.year, begins.month, 1, 10, tzinfo=SHANGHAI) + timedelta(days=7))
    ):
        lease.register(_firm(firm), unit, f"深房租(龙华){begins.year}{unit.replace('-', '')}", terms, actor("shen"))


def _firm(key: str) -> int:
    uscc = next(firm.uscc for firm in FIRMS if firm.key == key)
    return db.session.scalars(select(Enterprise.id).where(Enterprise.uscc == uscc)).one()


def stories(
    paid: tuple[tuple[Step, ...], ...], announced: tuple[Step, ...], checked: tuple[Step, ...]
) -> tuple[Story, ...]:
    """砚北's six claims: four paid, one announced, one whose documents are checked; `paid` in the order of the claims."""
    held = load([_firm("yanbei")])[_firm("yanbei")]
    first = present() - SPAN
    return tuple(
        Story(
            f"砚北 租金 第{place}次", "yanbei", "14", facts_for(held, range(first + start, first + end)), steps, "jiang"
        )
        for place, ((start, end), steps) in enumerate(zip(CLAIMS, (*paid, announced, checked), strict=True), 1)
    )
