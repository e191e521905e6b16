"""One file for each enterprise, and the list that leads to it: what stands there, and what it costs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import html5lib
import pytest
from flask import Flask
from sqlalchemy import insert, select

from tests.ground.queries import expected
from tests.people import FIRM
from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.actions.test_recovery import paid, propose
from tests.workflow.desk import firm_id, locked, new_firm
from tests.workflow.filing import actor
from tests.workflow.many import case_row
from workflow.actions import contacts, recovery
from workflow.actions.bank_change import request
from workflow.clock import business_date
from workflow.db import db
from workflow.models.enterprise import Dishonest
from workflow.models.recovery import Recovery
from workflow.models.relation import RelationKey
from workflow.views.masking import masked_phone

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
PAGE = "/enterprises/" + FIRM["lanxi"].uscc
YANBEI = "/enterprises/" + FIRM["yanbei"].uscc


def test_the_file_of_an_enterprise(app: Flask, visit: Visit) -> None:
    road = Road(app)
    road.to("paid", item="10", firm="lanxi")
    running = road.to("submitted", item="5", firm="lanxi")
    shen = visit("shen")
    text = shen.open(PAGE)
    assert "138****0001" in text
    assert "13800000001" not in text
    assert "尾号3401" in text
    assert "4000020100200123401" not in text
    assert running in text
    assert "规上企业：2024、2025、2026年" in text
    assert "不在严重失信主体名单上" in text
    assert "营业执照" in text
    assert "要重新交的" in text
    assert "关联企业" not in text
    with app.app_context():
        db.session.add(Dishonest(uscc=FIRM["lanxi"].uscc, since=business_date() - timedelta(days=9), source="名单"))
        contacts.change(actor("lanxi"), FIRM["yanbei"].address, "林知夏", "13800000001")
        request(actor("lanxi"), "中国示例银行深圳坂田支行", "4000020100200123499")
        db.session.commit()
    text = shen.open(PAGE)
    assert "在严重失信主体名单上，" in text
    assert "不在严重失信主体名单上" not in text
    assert "在换收款账户，确认以前付到原账户" in text
    assert "换到尾号3499" in text
    assert "关联企业" in text
    assert FIRM["yanbei"].uscc in text
    assert f"地址相同：{FIRM['yanbei'].address}" in text
    assert "与1家企业有相同的登记信息" in text
    case = shen.open(f"/cases/{running}")
    assert f'<a href="{YANBEI}">{FIRM["yanbei"].name}</a>' in case
    assert PAGE in case
    assert f'<a href="{PAGE}">' in shen.open("/cases?tab=all&cols=uscc")
    assert FIRM["yanbei"].name not in visit("lanxi").open(f"/applications/{running}")
    assert [masked_phone(number) for number in ("28888888", "1")] == ["****88", "****1"]


def test_awards_payments_recoveries_and_what_is_left(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case_id = paid("yanbei")
        propose(case_id, 300_000, back=False)
    cheng = visit("cheng")
    text = cheng.open(YANBEI)
    assert "提出追回3,000.00元，等决定" in text
    assert rows(text, "额度还剩多少")["第十四条　鼓励专业园区建设"] == [
        "2026年度",
        "9,000.00",
        "200,000.00",
        "191,000.00",
    ]
    assert "3个月已占用" in text
    with app.app_context():
        recovery.approve(locked(case_id), db.session.scalars(select(Recovery)).one(), actor("cheng"), "同意")
        db.session.commit()
    text = cheng.open(YANBEI)
    assert "追回3,000.00元" in text
    assert rows(text, "各年核定和拨付")["第十四条　鼓励专业园区建设"] == [
        "2026",
        "1",
        "9,000.00",
        "9,000.00",
        "3,000.00",
    ]


def rows(text: str, caption: str) -> dict[str, list[str]]:
    """Of the table with that caption: heading of a row → its other cells as text."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    (table,) = [one for one in tree.iter("table") if words(one)[0] == caption]
    lines = [
        (row, [words(cell) for cell in row.findall("td")]) for row in table.iter("tr") if row.find("td") is not None
    ]
    return {words(row.find("th"))[0]: [cell[0] for cell in cells if cell] for row, cells in lines}


def words(element: Any) -> list[str]:
    """The texts inside an element."""
    return [said for text in element.itertext() if (said := text.strip())]


def test_applicants_and_strangers_do_not_see_it(visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open(PAGE, expect=403)
    lanxi.open("/enterprises", expect=403)
    visit("lu").open("/enterprises/" + "9" * 18, expect=404)


def test_cases_page_after_page(app: Flask, visit: Visit) -> None:
    with app.app_context():
        numbers = [case_row() for _ in range(45)]
        db.session.commit()
    shen, seen = visit("shen"), []
    text, url = shen.open(PAGE), ""
    for _ in range(3):
        seen += [number for number in numbers if f">{number}<" in text]
        url = text.partition('rel="next" href="')[2].partition("#")[0].replace("&amp;", "&")
        text = shen.open(url) if url else text
    assert sorted(seen) == sorted(numbers)
    assert "回到最新" in text
    shen.open(PAGE + "?before=x")


def test_the_list_is_found_by_name_pinyin_and_code(app: Flask, visit: Visit) -> None:
    shen = visit("shen")
    for text in ("岚汐", "LanXi", "lan xi", "lxcg", "汐", FIRM["lanxi"].uscc[8:17].lower(), FIRM["lanxi"].uscc):
        shen.open(f"/enterprises?q={text}")
        assert (FIRM["lanxi"].uscc in shen.text, FIRM["yanbei"].uscc in shen.text) == (True, False), text
    shen.open("/enterprises?q=%25")
    assert "没有符合的企业" in shen.text
    with app.app_context():
        for _ in range(60):
            new_firm()
        db.session.commit()
    seen, url = 0, "/enterprises"
    while url:
        text = shen.open(url)
        seen += text.count("ledger__go")
        url = text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert seen == 64
    shen.open("/enterprises?after=~")


@pytest.mark.parametrize("number", [1, 3, 50])
def test_a_page_costs_the_same_whatever_there_is(app: Flask, visit: Visit, number: int) -> None:
    shen = visit("shen")
    with app.app_context():
        mine = firm_id("lanxi")
        for place in range(number):
            case_row()
            other, digest = new_firm(), f"{place:064d}"
            rows = [{"kind": "file", "hash": digest, "enterprise_id": one} for one in (mine, other)]
            db.session.execute(insert(RelationKey), rows)
        db.session.commit()
    shen.open(PAGE)
    with app.app_context(), expected(db.engine, 31):
        shen.open(PAGE)
