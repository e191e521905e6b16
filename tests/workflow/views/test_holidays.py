"""The working-day table of a year: read with every fault, previewed with the due dates it moves, approved, computed anew."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from tests.road import Road
from tests.visitor import Visitor
from workflow.clock import business_date
from workflow.db import db
from workflow.jobs import holidays as job
from workflow.models.call import Workday
from workflow.models.case import Case
from workflow.queries.calendar import calendar
from workflow.queries.holidays import table

NOTICE = "国办发明电〔2099〕1号"


def rows(year: int, *days_off: date) -> str:
    """The table of a year as it stands, with more days off."""
    known = {one.date: one.is_workday for one in table() if one.date.year == year} | dict.fromkeys(days_off, False)
    known[date(year, 10, 1)] = False
    return "\n".join(f"{day},{'是' if works else '否'}" for day, works in sorted(known.items()))


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"])
def test_another_table_moves_the_due_dates_when_it_is_approved(app: Flask) -> None:
    number = Road(app).to("accepted")
    xu, cheng, shen = (Visitor(app, login) for login in ("xu", "cheng", "shen"))
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        due = case.due_on
        assert due is not None
        off = next(due - timedelta(days=back) for back in range(9) if calendar().is_workday(due - timedelta(days=back)))
        year = off.year
        pasted = rows(year, off)
        was = calendar()
    xu.open("/holidays")
    assert "没有选文件" in xu.send("/preview", expect=422)
    xu.open("/holidays")
    page = xu.send("/preview", text="2099-13-01,否,x\n2027-05-01,也许,x\n2027-05-01,否,", expect=422)
    assert ["第2行" in page, "第3行" in page, "第4行" in page] == [True] * 3
    xu.open("/holidays")
    page = xu.send("/preview", text=pasted, source=NOTICE, expect=200)
    assert [number in page, "改为放假" in page, "已公告的公示期不变" in page] == [True] * 3
    assert "请写理由" in xu.send("/holidays", expect=422)
    assert "已提议" in xu.send("/holidays", reason="按通知导入", expect=200)
    with app.app_context():
        assert calendar().is_workday(off)
        assert not job.waiting()
    assert off.isoformat() in cheng.open("/changes")
    cheng.send("/approval", expect=200)
    with app.app_context():
        assert [was.is_workday(off), calendar().is_workday(off)] == [True, False]
        assert [job.waiting(), job.work() >= 1, job.waiting()] == [True, True, False]
        now_due = db.session.scalars(select(Case.due_on).where(Case.number == number)).one()
        assert now_due is not None
        assert now_due > due
        assert {row.source for row in db.session.scalars(select(Workday)) if row.day.year == year} == {NOTICE}
    shen.open("/holidays", expect=403)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_file_is_read_as_well_and_past_years_are_not(app: Flask) -> None:
    han, year = Visitor(app, "han"), business_date().year
    with app.app_context():
        text = "日期,是否上班,文号\n" + rows(year + 1).replace("否", f"否,{NOTICE}").replace("是\n", f"是,{NOTICE}\n")
    assert "暂定" in han.open("/holidays")
    sheet = (BytesIO(text.encode("gb18030")), "2027.csv")
    assert "会改什么" in han.send("/preview", file=sheet, text="", expect=200)
    for wrong, said in (
        (f"{year - 1}-10-01,否,x", "只能导入今年"),
        (f"{year}-05-01,否,x", "少了国庆节"),
        (f"{year}-10-01,否,x\n{year + 1}-10-01,否,x", "一次只导入一个年份"),
    ):
        han.open("/holidays")
        assert said in han.send("/preview", text=wrong, expect=422)
    assert "读不了" in han.send("/preview", file=(BytesIO(b"PK\x03\x04broken"), "x.xlsx"), text="", expect=422)
