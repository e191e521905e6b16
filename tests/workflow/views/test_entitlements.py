"""Bureau-started awards through the pages: a list from Excel, the second person, and an enterprise that confirms its account."""

import io
from collections.abc import Callable

import pytest
import xlsxwriter
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.ground.queries import expected
from tests.people import FIRM
from tests.visitor import Visitor
from tests.workflow.entitlement_ground import STRANGER, call_of, confirmed, grown, read
from workflow.db import db
from workflow.models.case import Case
from workflow.models.entitlement import AwardOffer, EntitlementList
from workflow.views.promises import PROMISES

Visit = Callable[[str | None], Visitor]
HEADS = ("统一社会信用代码", "企业名称", "营业收入（元）", "此前历年最高（元）")


def sheet(*rows: tuple[object, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    """A list as the statistics bureau sends it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    for place, row in enumerate((heads, *rows)):
        page.write_row(place, 0, row)
    book.close()
    return out.getvalue()


def row(firm: str, revenue: object = 60000000, peak: object = 0) -> tuple[object, ...]:
    return (FIRM[firm].uscc, FIRM[firm].name, revenue, peak)


def uploaded(person: Visitor, data: bytes, name: str = "名单.xlsx") -> None:
    """Hand the file in for the call of article 10 and look at the page it leads to."""
    person.open("/entitlements")
    with person.app.app_context():
        call = str(call_of("10").id)
        db.session.remove()
    fields = person.form("/entitlements").fields | {"call": call}
    person.page = person.client.post(
        "/entitlements", data=fields | {"file": (io.BytesIO(data), name)}, follow_redirects=True
    )
    assert person.status == 200


def test_a_list_from_excel_is_looked_at_row_by_row(visit: Visit) -> None:
    jiang = visit("jiang")
    uploaded(jiang, b"no", "名单.pdf")
    assert "只收.xlsx和.csv" in jiang.text
    uploaded(jiang, sheet(row("lanxi"), heads=("代码", *HEADS[1:])))
    assert "缺少列" in jiang.text
    data = sheet(row("lanxi"), row("yanbei", "很多"), row("qinglan", 1000000), (STRANGER + "0", "某公司", 1, 1))
    uploaded(jiang, data)
    page = jiang.at
    assert "可以邀请1家，合计100,000.00元；1行不符合，2行有错误" in jiang.text
    assert "确认并邀请" not in jiang.text
    uploaded(jiang, data)
    assert "这份文件之前读过" in jiang.text
    assert jiang.at == page
    jiang.open(f"{page}?show=faulty")
    assert "校验位不对" in jiang.text
    assert FIRM["lanxi"].name not in jiang.text
    jiang.page = jiang.client.get(f"{page}/faults")
    told = CalamineWorkbook.from_filelike(io.BytesIO(jiang.page.data)).get_sheet_by_index(0).to_python()
    assert [line[0] for line in told[1:4]] == ["3", "4", "5"]
    assert "很多" in str(told[1][3])


def test_the_second_person_invites_and_the_enterprise_confirms_its_account(app: Flask, visit: Visit) -> None:
    xu, lanxi = visit("xu"), visit("lanxi")
    uploaded(visit("jiang"), sheet(row("lanxi")))
    with app.app_context():
        page = f"/entitlements/{db.session.scalars(select(EntitlementList.id)).one()}"
        db.session.remove()
    xu.open(page)
    xu.send("/confirmation", expect=200)
    assert "已邀请1家企业" in xu.text
    assert "等企业答复" in xu.text

    lanxi.open("/applications")
    assert "确认账户就能领" in lanxi.text
    offer = lanxi.text.partition('href="/offers/')[2].partition('"')[0]
    visit("yanbei").open(f"/offers/{offer}", expect=404)
    lanxi.open(f"/offers/{offer}")
    assert "60,000,000.00" in lanxi.text
    lanxi.send("/acceptance", declared=["account", "truth"], expect=422)
    assert "请逐条勾选" in lanxi.text
    lanxi.send("/acceptance", declared=["account", *PROMISES], expect=200)
    with app.app_context():
        case = db.session.scalars(select(Case).join(AwardOffer, AwardOffer.case_id == Case.id)).one()
        number, state = case.number, case.state
        db.session.remove()
    assert state == "submitted"
    assert number in lanxi.text
    lanxi.open(f"/offers/{offer}")
    assert "正在办理" in lanxi.text
    xu.open(page)
    assert number in xu.text
    for login in ("shen", "lu"):
        other = visit(login)
        other.open("/entitlements")
        other.open(page)
        assert "确认并邀请" not in other.text


def test_who_read_it_sees_why_another_confirms_and_a_wrong_list_is_dropped(app: Flask, visit: Visit) -> None:
    with app.app_context():
        page = f"/entitlements/{read(grown(2, 'lanxi'), by='xu').id}"
        db.session.remove()
    xu = visit("xu")
    xu.open(page)
    assert "名单是您读入的，要由另一人确认" in xu.text
    xu.send("/dropping", expect=200)
    assert "作废了" in xu.text
    xu.open(page)
    assert "没有邀请任何企业" in xu.text
    with app.app_context():
        assert db.session.scalars(select(EntitlementList.dropped_at)).one() is not None
        db.session.remove()


def test_no_thanks_is_kept_with_its_reason_and_pages_read_in_english(app: Flask, visit: Visit) -> None:
    with app.app_context():
        (offer,) = confirmed(grown(2, "lanxi"))
        page, listed = f"/offers/{offer.id}", f"/entitlements/{offer.list_id}"
        db.session.remove()
    lanxi, cheng = visit("lanxi"), visit("cheng")
    lanxi.open(page)
    lanxi.send("/refusal", reason="今年不申请", expect=200)
    cheng.open(listed)
    assert "今年不申请" in cheng.text
    for person, address in ((lanxi, page), (cheng, listed), (cheng, "/entitlements")):
        person.client.set_cookie("lang", "en")
        person.open(address)
        assert '<html lang="en"' in person.text


def test_pages_cost_the_same_for_one_row_and_for_many(app: Flask, visit: Visit) -> None:
    cheng = visit("cheng")
    for count in (1, 3, 50):
        with app.app_context():
            rows = [grown(place, "lanxi", uscc=f"{count}{place}") for place in range(2, count + 2)]
            listed = read(*rows).id
            engine = db.engine
            db.session.remove()
        cheng.open("/entitlements")
        with expected(engine, 6):
            cheng.open("/entitlements")
        with expected(engine, 7):
            cheng.open(f"/entitlements/{listed}")


pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
