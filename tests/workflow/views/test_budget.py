"""The budget through its pages: figures, ledger, changes by two people, a pro-rata cut from preview to the letter and back."""

import pytest
from flask import Flask
from sqlalchemy import insert, update

from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.actions.test_proration import big, plan
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor
from workflow.actions import resolution
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.budget_line import BudgetLine
from workflow.models.enterprise import Enterprise
from workflow.queries import budget

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
#: Statements of a page with session and notices.
INDEX, LEDGER, PREVIEW = 6, 5, 7


def test_a_plan_is_proposed_by_one_and_confirmed_by_another(app: Flask) -> None:
    fang, cheng, shen = (Visitor(app, login) for login in ("fang", "cheng", "shen"))
    year = business_date().year
    page = fang.open("/budget")
    assert [f"{year}年度预算" in page, "30,000,000.00" in page, "210,000,000.00" in page] == [True] * 3
    assert "请选择调入的另一条" in fang.send(
        "/budget/changes", kind="shift", article="10", amount="500000", reason="x", expect=422
    )
    assert "已提议" in fang.send(
        "/budget/changes",
        kind="shift",
        article="10",
        to_article="4",
        amount="500,000.00",
        reason="年中调剂",
        expect=200,
    )
    assert "确认调整" not in fang.text
    assert "提议</button>" not in shen.open("/budget")
    assert "年中调剂" in cheng.open("/budget")
    assert "请写理由" in cheng.send("/refusal", answer="", expect=422)
    assert "没有同意" in cheng.send("/refusal", answer="先不动", expect=200)
    fang.open("/budget")
    fang.send("/budget/changes", kind="raise", article="10", amount="1", reason="追加", expect=200)
    cheng.open("/budget")
    assert "30,000,001.00" in cheng.send("/approval", expect=200)
    page = fang.open(f"/budget/{year}/10")
    assert ["年初编列" in page, "追加" in page, "+</span>" in page or "+1.00" in page] == [True] * 3
    assert "追加" not in fang.open(f"/budget/{year}/10?kind=reserved")
    for path in ("/budget/2031/10", f"/budget/{year}/12", "/budget/cuts/999", "/budget/99999999999999999999/1"):
        fang.open(path, expect=404)


def test_a_cut_is_previewed_applied_shown_and_undone(app: Flask) -> None:
    with app.app_context():
        ids = [big(firm) for firm in ("lanxi", "yanbei", "qinglan")]
        plan(5, 700_000_001)
        names = {db.session.get_one(Enterprise, locked(one).enterprise_id).name for one in ids}
        number = locked(ids[0]).number
    bai, cheng, lanxi = (Visitor(app, login) for login in ("bai", "cheng", "lanxi"))
    page = bai.open("/budget/cut/5")
    assert all(name in page for name in names)
    assert [page.count("2,333,333.34"), page.count("2,333,333.33"), "7,000,000.01" in page] == [2, 1, True]
    assert "不超过预算余额" in bai.open("/budget/cut/5?amount=9000000")
    page = bai.open(f"/budget/cut/5?amount=2000000&case={number}")
    assert [page.count("2,000,000.00") > 2, "核减这1件" in page] == [True, True]
    assert "核减这" not in cheng.open("/budget/cut/5")  # a supervisor alone does not cut what no meeting decided
    bai.open("/budget/cut/5")
    assert "已按比例核减3件" in bai.send("/budget/cut/5", reason="超出预算", expect=200)
    made = bai.at
    assert "总额超过预算，按比例核减" in bai.open(f"/cases/{number}/record")
    assert "按比例核减" in bai.open("/budget")
    assert "由3,000,000.00元核减为2,333,333.34元" in bai.open(f"/committee/{number}")
    with app.app_context():
        resolution.approve(locked(ids[0]), actor("cheng"))
        db.session.commit()
    assert "由3,000,000.00元核减为2,333,333.34元" in lanxi.open("/notices")
    assert "由3,000,000.00元核减为2,333,333.34元" in lanxi.open(f"/applications/{number}")
    assert "核减不能撤销" in bai.open(made)


def test_a_cut_that_nobody_announced_is_undone_on_its_page(app: Flask) -> None:
    with app.app_context():
        big("lanxi"), big("yanbei")
        before_committee("5", firm="qinglan")  # 3,000,000 yuan, and nobody voted
        plan(5, 500_000_000)
    bai = Visitor(app, "bai")
    bai.open("/budget/cut/5")
    assert "要先开会表决" in bai.text
    assert "已按比例核减2件" in bai.send("/budget/cut/5", reason="超出预算", expect=200)
    assert "请写理由" in bai.send("/undo", expect=422)
    assert "恢复原来的金额" in bai.send("/undo", reason="追加了预算", expect=200)
    assert "撤销了这次核减" in bai.text
    with app.app_context():
        plan(5, 400_000_000)
    bai.open("/budget/cut/5")
    with app.app_context():
        plan(5, 300_000_000)
    assert "不超过第5条预算余额3,000,000.00元" in bai.send("/budget/cut/5", reason="超出预算", expect=409)


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_pages_ask_the_same_questions_for_any_number_of_rows(app: Flask, rows: int) -> None:
    with app.app_context():
        year, engine = business_date().year, db.engine
        account = budget.account(year, 10)
        assert account is not None
        for _ in range(min(rows, 20)):
            before_committee("10")
        case_id = before_committee("10")
        line = {"account_id": account.id, "kind": "reserved", "fen": 1, "case_id": case_id, "at": now()}
        db.session.execute(insert(BudgetLine), [line] * rows)
        db.session.commit()
    bai = Visitor(app, "bai")
    bai.open("/budget")
    for path, most in (("/budget", INDEX), (f"/budget/{year}/10", LEDGER), ("/budget/cut/10", PREVIEW)):
        with expected(engine, most):
            bai.open(path)


def test_a_long_ledger_has_pages(app: Flask) -> None:
    with app.app_context():
        account = budget.account(business_date().year, 9)
        assert account is not None
        case_id = before_committee("10")
        line = {"account_id": account.id, "kind": "reserved", "case_id": case_id, "at": now()}
        db.session.execute(insert(BudgetLine), [line | {"fen": fen} for fen in range(1, 121)])
        db.session.execute(update(BudgetAccount).where(BudgetAccount.id == account.id).values(reserved_fen=7260))
        db.session.commit()
    fang, seen = Visitor(app, "fang"), 0
    page = fang.open(f"/budget/{business_date().year}/9?kind=reserved")
    while True:
        seen += page.count("+0.") + page.count("+1.")
        if "下一页" not in page:
            break
        page = fang.open(page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&"))
    assert seen == 120
