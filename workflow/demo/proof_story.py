"""Site visits, special audits and experts of the demo: one case with all three done, others on their way."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from rules import money
from states.dossier import Actor
from workflow.actions import site_visit, special_audit, visit_record, visit_signing
from workflow.actions.site_visit import Plan
from workflow.actions.special_audit import Said
from workflow.actions.visit_record import Record
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.demo.case_of import case_of
from workflow.demo.expert_story import assess, begin, list_experts
from workflow.demo.papers import paper
from workflow.demo.pictures import photo
from workflow.demo.play import Play, actor, locked
from workflow.demo.telling import workday
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.visit import SiteVisit
from workflow.queries import special_audits, visits
from workflow.queries.calendar import calendar
from workflow.queries.filings import current_filing
from workflow.queries.visit_units import units

FIRM, PLACE = "深圳明澈会计师事务所（虚构）", "深圳市龙华区智造城"
WENT = "企业负责人陪同，看了两层厂房和设备，逐间量了面积，和平面图对过。"
SUBLET = "东侧约三百平方米挂着别的公司的牌子，企业说是临时借用，没有计入自用面积。"


def tell() -> None:
    """Play them on cases of the other stories, and one of its own. Commits each step."""
    at(20, 9, list_experts)
    _whole()
    _rents()
    platform = case_of("砚北", "7a", "submitted")
    at(3, 10, lambda: begin(locked(platform)))
    later = calendar().due(business_date(), 2)
    at(1, 16, lambda: _plan(locked(platform), later, f"{PLACE}B1栋"))
    chip = case_of("星湾", "5", "submitted")
    at(1, 11, lambda: _audit(locked(chip), runs=[_less(row) for row in current_filing(chip).facts["runs"]]))
    db.session.query(Call).filter_by(item="7a", year=business_date().year).one().requires = [
        "site_visit", "special_audit",
    ]  # fmt: skip
    db.session.commit()


def at(ago: int, hour: int, act: Callable[[], Any]) -> None:
    """Do something so many working days ago, and commit it."""
    with told(datetime.combine(workday(ago), time(hour, 20), SHANGHAI)):
        act()
        db.session.commit()


def _whole() -> None:
    """A platform of Lanxi: visited, audited lower than claimed, judged by three experts, evaluated by what was found."""
    facts = {"year": business_date().year, "project": "MEMS封测公共平台", "platform": True, "investment": "18800000.00"}
    play = Play("lanxi", "7a", facts)
    for step in ("draft", "fill", "attach", "submit"):
        at(16, 9, getattr(play, step))
    for step in ("claim", "accept", "check"):
        at(14, 9, getattr(play, step))
    went = workday(11)
    at(12, 9, lambda: _plan(locked(play.case_id), went, f"{PLACE}A3栋"))
    at(11, 15, lambda: _went(locked(play.case_id), "confirmed", WENT))
    at(10, 9, lambda: _sign(locked(play.case_id), "shen", "jiang"))
    at(9, 10, lambda: _audit(locked(play.case_id), investment="17920000.00"))
    at(9, 16, lambda: _compare(locked(play.case_id)))
    at(7, 9, lambda: assess(locked(play.case_id)))
    at(5, 9, play.evaluate)


def _rents() -> None:
    """One rent case measured smaller and signed by both, one to be visited tomorrow."""
    measured, tomorrow = case_of("砚北", "14", "documents_checked"), case_of("星湾", "14", "submitted")
    today, next_day = business_date(), calendar().due(business_date(), 1)
    at(0, 8, lambda: _plan(locked(measured), today, f"{PLACE}B1栋"))
    at(0, 8, lambda: _went(locked(measured), "partly", SUBLET, less=30_000))
    at(0, 8, lambda: _sign(locked(measured), "shen"))
    at(1, 9, lambda: _plan(locked(tomorrow), next_day, f"{PLACE}C2栋3层"))


def _plan(case: Case, day: date, place: str) -> None:
    lead, second = (actor(login).user_id or 0 for login in ("shen", "jiang"))
    site_visit.plan(case, Plan(day, place, lead, second), _owner(case))


def _owner(case: Case) -> Actor:
    return actor(case.owner.login if case.owner else "shen")


def _open(case: Case) -> SiteVisit:
    visit = visits.under_way(case.id)
    assert visit is not None, "planned before"
    return visit


def _went(case: Case, result: str, seen: str, less: int = 0) -> None:
    """Both go; Jiang writes. The first unit measures `less` hundredths of m² than claimed."""
    areas = [unit.area for unit in units(current_filing(case.id).facts)] if case.item == "14" else []
    areas[:1] = [area - less for area in areas[:1]]
    visit = _open(case)
    visit_record.record(case, visit, Record(business_date(), result, seen, areas), actor("jiang"))
    visit_record.add_photos(visit, [(f"现场{n}.jpg", photo(n + case.id)) for n in (1, 2, 3)], actor("jiang"))


def _sign(case: Case, *logins: str) -> None:
    visit = _open(case)
    for login in logins:
        visit_signing.sign(case, visit, actor(login), visit_signing.record_digest(visit))


def _audit(case: Case, **amounts: Any) -> None:
    said = Said(FIRM, f"明澈专审〔{business_date().year}〕{case.id}号", business_date(), amounts)
    special_audit.enter(case, said, ("专项审计报告.pdf", paper("Special audit", case.number)), _owner(case))


def _compare(case: Case) -> None:
    audit = special_audits.reports(case.id)[0].audit
    special_audit.check(case, audit, actor("jiang"), agrees=True)


def _less(row: dict[str, Any]) -> dict[str, Any]:
    """A tape-out whose masks cost less than claimed."""
    return row | {"mask_fee": money.plain(money.hundredths(row["mask_fee"]) * 9 // 10)}
