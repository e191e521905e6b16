"""The 36 months on screen: the list, one enterprise's tracker, and the applicant's own."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.people import FIRM
from tests.visitor import Visitor
from tests.workflow.actions.test_races import held
from tests.workflow.desk import FACTS, before_committee, locked, new_firm
from tests.workflow.filing import actor
from workflow.actions import resolution
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.models.rent import RentEntry, RentMonth

Visit = Callable[[str | None], Visitor]


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
    shen.open(f"/rent/{FIRM['yanbei'].uscc}")
    text = shen.text
    assert text.count('class="m-approved') == 5 + 5 + 1  # the grid, the calendar years, the key
    assert text.count('class="m-open') == 31 + 1  # and the key
    assert "m-approved brk" in text
    assert "<span>25.11</span><small>7,200</small>" in text
    assert "<b>5</b><span> / 36个月已占用</span>" in text
    assert "36,000.00" in text
    assert "14,400.00" in text  # 2025
    assert "178,400.00" in text  # left of 2026


def test_the_applicant_sees_its_own_and_nobody_elses(app: Flask, visit: Visit) -> None:
    granted(app)
    yanbei, lanxi = visit("yanbei"), visit("lanxi")
    yanbei.open("/rent/own")
    assert "<b>3</b>" in yanbei.text
    lanxi.open("/rent/own")
    assert "<b>0</b>" in lanxi.text
    assert "还没有用过" in lanxi.text
    lanxi.open(f"/rent/{FIRM['yanbei'].uscc}", expect=403)
    lanxi.open("/rent", expect=403)


def test_an_undone_approval_stays_in_the_history_and_frees_the_month(app: Flask, visit: Visit) -> None:
    granted(app)
    with app.app_context():
        resolution.undo_approval(locked(1), "异议成立，退回")
        db.session.commit()
    shen = visit("shen")
    shen.open(f"/rent/{FIRM['yanbei'].uscc}")
    assert "<b>0</b>" in shen.text
    assert "异议成立，退回" in shen.text
    yanbei = visit("yanbei")
    yanbei.open("/rent/own")
    assert "异议成立，退回" not in yanbei.text


def test_recovered_money_is_taken_off_the_month_and_the_year(app: Flask, visit: Visit) -> None:
    with app.app_context():
        firm = new_firm()
        held(firm, 2, before_committee("14", firm=firm))
        db.session.flush()
        month = db.session.get_one(RentMonth, (firm, "2022-01"))
        month.recovered_fen = month.granted_fen
        copied = {
            name: getattr(month, name) for name in ("enterprise_id", "month", "seq", "case_id", "area", "computed_fen")
        }
        money = {"granted_fen": month.granted_fen, "policy_version": "consultation-draft"}
        db.session.add(RentEntry(**copied, **money, kind="recovered", reason="重复申报", at=month.at))
        db.session.commit()
        code = db.session.get_one(Enterprise, firm).uscc
    shen = visit("shen")
    shen.open(f"/rent/{code}")
    assert "<span>22.01</span><small>0</small>" in shen.text
    assert "追回<small>重复申报</small>" in shen.text
    assert "197,000.00" in shen.text  # 200,000 less the one month of 3,000 that stays


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("uscc", ["x", "0" * 18, "91440300" * 20])
def test_an_unknown_code_is_not_found(app: Flask, visit: Visit, uscc: str) -> None:
    visit("shen").open(f"/rent/{uscc}", expect=404)


@pytest.mark.parametrize("months", [1, 35])
def test_the_tracker_costs_the_same_for_one_month_and_for_35(app: Flask, visit: Visit, months: int) -> None:
    with app.app_context():
        firm = new_firm()
        held(firm, months, before_committee("14", firm=firm))
        db.session.commit()
    shen = visit("shen")
    shen.open("/rent")
    code = shen.text.split("/rent/")[-1][:18]
    shen.open(f"/rent/{code}")
    assert f"<b>{months}</b>" in shen.text
    with app.app_context(), expected(db.engine, 8):
        shen.open(f"/rent/{code}")


@pytest.mark.parametrize("firms", [1, 3])
def test_the_list_costs_the_same_for_one_enterprise_and_for_three(app: Flask, visit: Visit, firms: int) -> None:
    with app.app_context():
        for _ in range(firms):
            firm = new_firm()
            held(firm, 2, before_committee("14", firm=firm))
        db.session.commit()
    shen = visit("shen")
    shen.open("/rent")
    assert shen.text.count('<tr><th scope="row"') == firms
    with app.app_context(), expected(db.engine, 6):
        shen.open("/rent")


def test_more_than_a_page_of_enterprises_is_turned(app: Flask, visit: Visit) -> None:
    with app.app_context():
        for _ in range(53):
            firm = new_firm()
            held(firm, 1, before_committee("14", firm=firm))
        db.session.commit()
    shen = visit("shen")
    shen.open("/rent")
    assert shen.text.count('<tr><th scope="row"') == 50
    link = shen.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    shen.open(link)
    assert shen.text.count('<tr><th scope="row"') == 3
    assert 'rel="next"' not in shen.text
    for odd in ("x", "~", "a~9999999999999999999", "a~" + "1" * 300):
        shen.open(f"/rent?after={odd}")
