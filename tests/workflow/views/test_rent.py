"""The 36 months on screen: the overview, one enterprise's tracker, the applicant's own, and the Excel file."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from benchmarks import rent_ground
from tests.ground.queries import expected
from tests.people import FIRM
from tests.visitor import Visitor
from tests.workflow.actions.rent_ground import claim, leased, terms
from tests.workflow.actions.test_races import held
from tests.workflow.actions.test_recovery import paid, propose
from tests.workflow.desk import FACTS, before_committee, locked, new_firm
from tests.workflow.filing import actor
from workflow.actions import lease, recovery, resolution
from workflow.clock import business_date
from workflow.db import db
from workflow.jobs import rent as job
from workflow.models.enterprise import Enterprise
from workflow.models.rent import RentEntry, RentMonth, RentTotal

Visit = Callable[[str | None], Visitor]
PAGES = "/rent/" + FIRM["yanbei"].uscc


def granted(app: Flask, firm: str | int = "yanbei", **facts: Any) -> None:
    """An approved claim for rent support."""
    with app.app_context():
        case_id = before_committee("14", FACTS["14"] | facts, firm)
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()


def test_the_tracker_shows_every_month_once_and_the_gap(app: Flask, visit: Visit) -> None:
    granted(app, "yanbei", **{"from": "2025-11", "months": 2})
    granted(app, "yanbei", **{"from": "2026-03", "months": 3})
    shen = visit("shen")
    shen.open("/rent")
    text = shen.open(PAGES)
    grid = re.findall(r'<li class="m-(\w+)( brk)?">', text)
    assert [state for state, _ in grid] == ["approved"] * 5 + ["open"] * 31
    assert [place for place, (_, gap) in enumerate(grid) if gap] == [2]
    assert "<span>25.11</span><small>7,200</small>" in text
    assert "<b>5</b><span> / 36个月已占用</span>" in text
    assert "36,000.00元" in text
    assert "14,400.00" in text  # 2025
    assert "178,400.00" in text  # left of 2026
    assert "没有登记租约，没法推算；已用5个月" in text


def test_leases_fill_the_months_to_come(app: Flask, visit: Visit) -> None:
    with app.app_context():
        today = business_date()
        leased("yanbei", "B1-1", 6200, f"{today.year - 1}-01-01", f"{today.year + 3}-12-31")
        leased(
            "yanbei",
            "B1-5",
            1300,
            f"{today.year}-01-01",
            f"{today.year + 3}-12-31",
            own_area=100_000,
            sublet_area=30_000,
        )
        case_id = claim("yanbei", f"{today.year - 1}-01", 12)
        resolution.approve(locked(case_id), actor("cheng"))
        db.session.commit()
    text = visit("shen").open(PAGES)
    assert [state for state, _ in re.findall(r'<li class="m-(\w+)( brk)?">', text)] == ["approved"] * 12 + ["open"] * 24
    assert text.count("<small>18,600</small>") == 10
    assert text.count("<small>21,600</small>") == 18  # nine of each of the two years to come, then the limit
    assert text.count("触顶</small>") == 1 + 2 * 2
    assert "智造城B1-5有300㎡转租" in text
    assert "目前在租" in text
    assert "21,600.00" in text
    assert f"{today.year + 1}年12月</b>用完，届时用了36个月" in text
    assert "600,000.00元" in text  # three years at their limit
    assert "现在可以申请" in text


def test_every_month_leads_to_its_case_and_payment(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case_id = paid()
        number = locked(case_id).number
    qin, own = visit("qin"), visit("yanbei")
    text = qin.open(PAGES)
    assert text.count(f'href="/cases/{number}"') >= 3 + 3 + 1
    assert "/payments/" in text
    assert f"BK{case_id}" in text
    text = own.open("/rent/own")
    assert f'href="/applications/{number}"' in text
    assert "/payments/" not in text


def test_the_applicant_sees_its_own_and_nobody_elses(app: Flask, visit: Visit) -> None:
    granted(app)
    yanbei, lanxi = visit("yanbei"), visit("lanxi")
    yanbei.open("/rent/own")
    assert "<b>3</b>" in yanbei.text
    lanxi.open("/rent/own")
    assert "<b>0</b>" in lanxi.text
    assert "还没有用过" in lanxi.text
    for path in (PAGES, "/rent", "/rent/export", f"{PAGES}/leases/new"):
        lanxi.open(path, expect=403)


def test_an_undone_approval_stays_in_the_history_and_frees_the_month(app: Flask, visit: Visit) -> None:
    granted(app)
    with app.app_context():
        resolution.undo_approval(locked(1), "异议成立，退回")
        db.session.commit()
    shen = visit("shen")
    shen.open(PAGES)
    assert "<b>0</b>" in shen.text
    assert "异议成立，退回" in shen.text
    yanbei = visit("yanbei")
    yanbei.open("/rent/own")
    assert "异议成立，退回" not in yanbei.text


def test_recovered_money_is_taken_off_the_month(app: Flask, visit: Visit) -> None:
    with app.app_context():
        firm = new_firm()
        held(firm, 2, before_committee("14", firm=firm))
        db.session.flush()
        month = db.session.get_one(RentMonth, (firm, "2022-01"))
        month.recovered_fen = month.granted_fen
        same = ("enterprise_id", "month", "seq", "case_id", "area", "computed_fen")
        copied = {name: getattr(month, name) for name in same}
        money = {"granted_fen": month.granted_fen, "policy_version": "consultation-draft"}
        db.session.add(RentEntry(**copied, **money, kind="recovered", reason="重复申报", at=month.at))
        db.session.commit()
        code = db.session.get_one(Enterprise, firm).uscc
    text = visit("shen").open(f"/rent/{code}")
    assert "<span>22.01</span><small>0</small>" in text
    assert "追回<small>重复申报</small>" in text
    assert "追回3,000.00</small>" in text


def test_a_reminder_leads_to_the_months(app: Flask, visit: Visit) -> None:
    with app.app_context():
        leased("yanbei", "B1-1", 1000, f"{business_date().year - 1}-01-01", f"{business_date().year + 3}-12-31")
        db.session.commit()
        assert job.remind_all() == 1
    text = visit("yanbei").open("/notices")
    assert "个月的租金支持还没有申请" in text
    assert 'href="/rent/own"' in text


def test_in_english_and_nothing_in_chinese_is_lost(app: Flask, visit: Visit) -> None:
    with app.app_context():
        paid()
    shen = visit("shen")
    shen.open("/language/en")
    for path in ("/rent", PAGES):
        shen.open(path)


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("uscc", ["x", "0" * 18, "91440300" * 20])
def test_an_unknown_code_is_not_found(app: Flask, visit: Visit, uscc: str) -> None:
    shen = visit("shen")
    shen.open(f"/rent/{uscc}", expect=404)
    shen.open(f"/rent/{uscc}/leases/new", expect=404)


@pytest.mark.parametrize("months", [1, 36])
def test_the_tracker_costs_the_same_for_one_month_and_for_36(app: Flask, visit: Visit, months: int) -> None:
    with app.app_context():
        firm = new_firm()
        held(firm, months, before_committee("14", firm=firm))
        for number in range(1 + months // 12):
            leased(firm, f"U{number}", 1000, "2022-01-01", "2029-12-31")
        db.session.commit()
        code = db.session.get_one(Enterprise, firm).uscc
    shen = visit("shen")
    shen.open(f"/rent/{code}")
    assert f"<b>{months}</b>" in shen.text
    with app.app_context(), expected(db.engine, 14):
        shen.open(f"/rent/{code}")


# The overview --------------------------------------------------------------------------------------------------------


def firms(count: int, months: int = 2) -> list[int]:
    """Enterprises with months of January 2022 on, and a lease each; the caller commits."""
    made = []
    for _ in range(count):
        firm = new_firm()
        held(firm, months, before_committee("14", firm=firm))
        leased(firm, f"F{firm}", 1000, "2022-01-01", "2029-12-31")
        made.append(firm)
    return made


def shown(visitor: Visitor) -> int:
    return visitor.text.count('<tr><th scope="row"')


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_enterprise_and_for_three(app: Flask, visit: Visit, count: int) -> None:
    with app.app_context():
        firms(count)
        db.session.commit()
    shen = visit("shen")
    shen.open("/rent")
    assert shown(shen) == count
    with app.app_context(), expected(db.engine, 12):
        shen.open("/rent")


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_list_costs_the_same_for_ten_thousand(app: Flask, visit: Visit) -> None:
    with app.app_context():
        rent_ground.fill(10_000)
        db.session.commit()
    shen = visit("shen")
    shen.open("/rent?sort=used")
    assert '<span class="count">1,000+</span>' in shen.text
    assert shown(shen) == 25
    for page in ("/rent", "/rent?sort=used", "/rent?tab=few", "/rent?q=000999"):
        with app.app_context(), expected(db.engine, 12):
            shen.open(page)


@pytest.mark.parametrize("sort", ["", "&sort=used"])
def test_more_than_a_page_of_enterprises_is_turned(app: Flask, visit: Visit, sort: str) -> None:
    with app.app_context():
        for months in range(28):
            firm = new_firm()
            db.session.add(RentTotal(enterprise_id=firm, months=months % 3))
        db.session.commit()
    shen = visit("shen")
    shen.open(f"/rent?tab=all{sort}")
    assert shown(shen) == 25
    first = set(re.findall(r"/rent/(\d{18})", shen.text))
    link = shen.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    shen.open(link)
    assert shown(shen) == 3
    assert not first & set(re.findall(r"/rent/(\d{18})", shen.text))
    assert 'rel="next"' not in shen.text
    for odd in ("x", "~", "a~9999999999999999999", "a~" + "1" * 300, "-x~1"):
        shen.open(f"/rent?after={odd}{sort}")


def test_each_tab_shows_its_own(app: Flask, visit: Visit) -> None:
    with app.app_context():
        soon = (business_date() + timedelta(days=30)).isoformat()
        firms(1, 2)
        firms(1, 34)
        firms(1, 36)
        leased(new_firm(), "E1", 1000, "2024-01-01", soon)
        renewed = leased(new_firm(), "E2", 1000, "2024-01-01", soon)
        lease.change(renewed, terms(1000, soon, "2029-12-31"), actor("shen"))
        capped = before_committee("14", FACTS["14"] | {"area": "8000.00", "from": "2026-01", "months": 9}, new_firm())
        resolution.approve(locked(capped), actor("cheng"))
        db.session.commit()
    shen = visit("shen")
    for tab, count in {"all": 6, "few": 1, "capped": 1, "ending": 1, "used_up": 1, "unknown": 6}.items():
        shen.open(f"/rent?tab={tab}")
        assert shown(shen) == count, tab
    assert '<span class="count">6</span>' in shen.text


def test_an_enterprise_is_found_by_name_or_code(app: Flask, visit: Visit) -> None:
    granted(app)
    granted(app, "lanxi")
    shen = visit("shen")
    for text, count in (("砚北", 1), (FIRM["lanxi"].uscc[:12], 2), (FIRM["lanxi"].uscc, 1), ("100%_", 0)):
        shen.open(f"/rent?q={text}")
        assert shown(shen) == count, text
    assert "没有符合的企业" in shen.text


def test_the_excel_file_holds_text_for_codes_and_no_formula(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case_id = paid()
        recovery.approve(locked(case_id), propose(case_id, 450_000, back=False), actor("cheng"))
        db.session.execute(insert(RentTotal).values(enterprise_id=new_firm(), months=0))
        bad = db.session.get_one(Enterprise, new_firm())
        bad.name, bad.sort_key = "=1+1", "a"
        db.session.execute(insert(RentTotal).values(enterprise_id=bad.id, months=0))
        db.session.commit()
    shen = visit("shen")
    shen.page = shen.client.get("/rent/export")
    assert shen.page is not None
    assert shen.page.headers["Content-Disposition"].startswith("attachment")
    rows = CalamineWorkbook.from_filelike(BytesIO(shen.page.data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:3]] == ["=1+1", FIRM["yanbei"].name]
    yanbei = rows[2]
    assert yanbei[1:] == [FIRM["yanbei"].uscc, 3.0, 3.0, 0.0, 33.0, 4500.0, 0.0, 4500.0, "2026-01", "2026-03"]
    assert len(rows) == 4
