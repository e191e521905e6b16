"""Giving a case away, asking for help and being away, through the pages."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.many import person
from workflow.clock import business_date

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def id_of(app: Flask, login: str) -> str:
    with app.app_context():
        return str(person(login))


def test_a_case_changes_hands_on_its_page(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted")
    case, shen, jiang = f"/cases/{number}", visit("shen"), visit("jiang")
    assert "转给同事" not in jiang.open(case)
    assert "由经办人本人或科室负责人办" in jiang.open(f"{case}/colleague")
    shen.open(f"{case}/colleague")
    assert "不能只有空格" in shen.send("/colleague", to=id_of(app, "jiang"), reason=" ", expect=422)
    shen.send("/colleague", to=id_of(app, "jiang"), reason="调整分工", expect=200)
    assert "已转给同事" in shen.text
    jiang.open(f"{case}/helpers")
    assert "请选一位同事" in jiang.send("/helpers", to="", expect=422)
    jiang.send("/helpers", to=id_of(app, "shen"), expect=200)
    assert "<dt>协办</dt><dd>沈砚</dd>" in jiang.text
    record = visit("lu").open(f"{case}/record")
    assert "换了经办人" in record
    assert "调整分工" in record
    assert "沈砚 → 江予" in record
    assert "— → 沈砚" in record
    jiang.open(f"{case}/helpers")
    jiang.send("/helpers/end", expect=200)
    assert "<dt>协办</dt>" not in jiang.text
    assert "归您经办了" in jiang.open("/notices")
    lanxi = visit("lanxi").open(f"/applications/{number}")
    assert not [word for word in ("江予", "沈砚", "调整分工", "换了经办人", "协办") if word in lanxi]


def test_the_deputy_stands_in_and_both_names_are_in_the_record(app: Flask, visit: Visit) -> None:
    number, today = Road(app).to("accepted"), business_date().isoformat()
    shen, jiang = visit("shen"), visit("jiang")
    shen.open("/absences")
    wrong = shen.send("/absences", user=id_of(app, "shen"), deputy="", since=today, until="x", note="体检", expect=422)
    assert "请选一位同事" in wrong
    assert 'value="体检"' in wrong
    shen.send("/absences", user=id_of(app, "shen"), deputy=id_of(app, "jiang"), since=today, until=today, expect=200)
    assert "请假中" in shen.text
    page = jiang.open("/absences")
    link = re.search(r'href="(/cases\?tab=all[^"]+)"', page)
    assert link is not None
    assert "今天结束" not in page
    assert number in jiang.open(unescape(link[1]))
    assert "请假，由江予代理" in jiang.open(f"/cases/{number}")
    jiang.send(f"/cases/{number}/credit", expect=200)
    record = visit("lu").open(f"/cases/{number}/record")
    assert '<span class="muted">代理谁：</span>沈砚' in record
    cheng = visit("cheng")
    cheng.open("/absences")
    cheng.send("/absences/end", expect=200)
    assert "没有人请假" in cheng.text


def test_the_enterprise_is_reminded_once_a_day(app: Flask, visit: Visit) -> None:
    number = Road(app).to("correction")
    shen, lanxi = visit("shen"), visit("lanxi")
    shen.open(f"/cases/{number}")
    shen.send("/correction/reminder", expect=200)
    assert "今天已提醒过企业" in shen.text
    assert "提醒了企业补正" in lanxi.open("/notices")
