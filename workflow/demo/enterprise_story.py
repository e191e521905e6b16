"""Enterprises of the demo that have something in common: a sister of 星湾 under the same roof, and a unit leased one after the other."""

from datetime import date, datetime, time

from sqlalchemy import select
from stdnum.cn import uscc

from workflow.actions import lease
from workflow.actions.registration import Firm, register
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.demo.people import FIRMS, PASSWORD
from workflow.demo.play import actor
from workflow.demo.telling import workday
from workflow.models.enterprise import Enterprise
from workflow.models.lease import Lease

BODY = "91440300MA5HX2E05"
#: The address is 星湾's, written as people write addresses; so are telephone and representative.
SISTER = Firm(
    BODY + uscc.calc_check_digit(BODY),
    "深圳星湾精密封装有限公司",
    "广东省深圳市龙华区民治街道星湾大厦12F",
    "叶知秋",
    "叶闻溪",
    "138-0000-0004",
    "中国示例银行深圳坂田支行",
    "7559020100200555588",
)


def tell() -> None:
    """Register the sister, and let it sign for the unit that 青榄 leases now. Commits."""
    with told(datetime.combine(workday(9), time(11, 20), SHANGHAI)):
        owner = register(SISTER, "ye@xingwan-fz.example", PASSWORD)
        db.session.commit()
    theirs = db.session.scalars(
        select(Lease).join(Enterprise, Enterprise.id == Lease.enterprise_id).where(Enterprise.uscc == FIRMS[2].uscc)
    ).first()
    if theirs is None or owner.enterprise_id is None:
        return
    with told(datetime.combine(workday(7), time(15, 45), SHANGHAI)):
        year = business_date().year + 2
        first, last = date(year, 1, 1), date(year, 12, 31)
        terms = lease.Terms(
            contract_area=30_000, own_area=30_000, starts_on=first, ends_on=last, note="青榄退租以后接租"
        )
        lease.register(owner.enterprise_id, theirs.unit, f"深房租(龙华){year}C21", terms, actor("shen"))
        db.session.commit()
