"""Acting on many cases through the pages: preview, order, results, undo."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select

from tests.ground.queries import counted
from tests.visitor import Visitor
from tests.workflow.actions.test_bulk_many import many
from tests.workflow.filing import actor, reload, submitted
from tests.workflow.many import person
from tests.workflow.onward import accepted
from workflow.actions import bulk, bulk_work, ownership
from workflow.actions.bulk import Row
from workflow.actions.bulk_plan import ACTS_OF
from workflow.db import db
from workflow.models.bulk import BulkRun
from workflow.models.case import Case, Transition
from workflow.views.bulk_words import FITS

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def address(act: str, numbers: list[str], **more: str) -> str:
    return f"/bulk?{urlencode({'act': act, 'number': numbers, **more}, doseq=True)}"


def owners(app: Flask) -> list[int | None]:
    with app.app_context():
        return list(db.session.scalars(select(Case.owner_id).order_by(Case.id)))


def test_a_caseworker_claims_many_sees_each_result_and_takes_it_back(app: Flask, visit: Visit) -> None:
    with app.app_context():
        numbers = [submitted(login).number for login in ("lanxi", "yanbei", "qinglan")]
        ownership.claim(reload(numbers[1]), actor("jiang"))
        db.session.commit()
        me, other = person("shen"), person("jiang")
    shen = visit("shen")
    page = shen.open(address("claim", [*numbers, "2026-99-0001"]))
    assert "2件会办，1件不会办" in page
    assert "这件申请已经有人经办" in page
    form = shen.form("/bulk")
    shen.send("/bulk", expect=200)
    assert "办成2件，没办0件，共2件" in shen.text
    assert owners(app) == [me, other, me]
    again = shen.client.post("/bulk", data={key: one[0] if len(one) == 1 else one for key, one in form.fields.items()})
    assert again.status_code == 303
    with app.app_context():
        assert db.session.query(BulkRun).count() == 1
        assert db.session.query(Transition).filter_by(action="claim").count() == 3
    shen.open(again.location)
    assert "没有再办第二次" in shen.text
    shen.send("/undo", expect=200)
    assert "撤销：认领" in shen.text
    assert owners(app) == [None, other, None]
    assert "批量办理：认领" in shen.open("/bulk")
    visit("jiang").open(again.location, expect=404)
    assert "办成2件" in visit("lu").open(again.location)


def test_the_supervisor_shares_out_a_whole_view(app: Flask, visit: Visit) -> None:
    with app.app_context():
        numbers = [submitted(login).number for login in ("lanxi", "yanbei", "qinglan", "xingwan")]
        db.session.commit()
        shen, jiang = person("shen"), person("jiang")
    cheng = visit("cheng")
    cheng.open(f"/bulk?{urlencode({'act': 'allocate', 'view': 'tab=unclaimed'})}")
    assert "4件会办" in cheng.text
    assert "沈砚：0件＋2件" in cheng.text
    wrong = cheng.send("/bulk", reason=" ", expect=422)
    assert "不能只有空格" in wrong
    assert "4件会办" in wrong
    view = urlencode(
        {"tab": "unclaimed", "q": f'-"{"搜" * 280}" 条款:14'}
    )  # no case of item 14; the condition stands last
    assert "4件会办" not in cheng.open(f"/bulk?{urlencode({'act': 'allocate', 'view': view})}")
    assert "4件会办" not in cheng.open(f"/bulk?{urlencode({'act': 'allocate', 'view': view + '&x=' + 'y' * 2000})}")
    cheng.open(f"/bulk?{urlencode({'act': 'allocate', 'view': 'tab=unclaimed'})}")
    cheng.send("/bulk", reason="三月第一批分案", expect=200)
    assert "办成4件" in cheng.text
    assert sorted(owners(app), key=str) == sorted([shen, jiang] * 2, key=str)
    assert "程述分给您2件申请" in visit("jiang").open("/notices")
    cheng.open(address("allocate", numbers, to=str(shen)))
    assert "本来就在他名下" in cheng.text
    assert visit("shen").client.post("/bulk", data={}).status_code == 400
    visit("xu").open(address("claim", numbers), expect=403)


def test_a_large_run_is_left_to_the_worker_and_told(app: Flask, visit: Visit) -> None:
    with app.app_context():
        cases = many(60)
        rows = [Row(case.number, case.version) for case in cases]
        run = bulk.order("claim", rows, actor("shen"))
        ref, key = run.ref, run.id
        db.session.commit()
    shen = visit("shen")
    assert "正在办：已过0件，共60件" in shen.open(f"/bulk/{ref}")
    assert "整批撤销" not in shen.text
    with app.app_context():
        bulk_work.work_off(key)
    assert "办成60件" in shen.open(f"/bulk/{ref}")
    assert "还有10分钟可以撤销" in shen.text
    assert "60件办成60件" in shen.open("/notices")


def test_the_preview_costs_the_same_for_one_and_for_fifty(app: Flask, visit: Visit) -> None:
    with app.app_context():
        numbers = [case.number for case in many(50)]
    cheng, prices = visit("cheng"), []
    cheng.open(address("allocate", numbers[:1]))
    for some in (numbers[:1], numbers[:3], numbers):
        with app.app_context(), counted(db.engine) as statements:
            cheng.open(address("allocate", some))
        prices.append(len(statements))
    assert len(set(prices)) == 1, prices
    assert "还没有选案件" in cheng.open(address("allocate", []))


def test_the_queue_leads_to_the_preview_by_a_plain_form(app: Flask, visit: Visit) -> None:
    with app.app_context():
        numbers = [submitted(login).number for login in ("lanxi", "yanbei")]
        db.session.commit()
    shen = visit("shen")
    page = shen.open("/cases?tab=unclaimed")
    assert "已选<span data-count>…</span>件" in page
    assert f'name="number" value="{numbers[0]}" form="many"' in page
    assert 'name="act" value="claim"' in page
    assert 'name="act" value="allocate"' in visit("cheng").open("/cases?tab=unclaimed")
    assert 'class="bulk"' not in visit("lu").open("/cases?tab=all")


def test_a_row_says_what_fits_it_and_a_button_what_it_asks_for(app: Flask, visit: Visit) -> None:
    assert {act for acts in ACTS_OF.values() for act in acts} == FITS.keys()
    with app.app_context():
        unclaimed, held = submitted("lanxi").number, accepted(login="yanbei").number
        db.session.commit()
    page = visit("shen").open("/cases?tab=all")
    assert f'value="{unclaimed}" form="many" data-is="to_accept free" data-yuan="' in page
    assert f'value="{held}" form="many" data-is="submitted held" data-yuan="' in page
    assert 'value="check_credit" data-fits="to_accept submitted to_follow"' in page
