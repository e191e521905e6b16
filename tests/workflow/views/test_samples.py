"""Random checks through their pages: the list, a check, what waits for payment, rates by two people."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.actions.test_sample import NOTE, approved, rated
from tests.workflow.desk import locked
from tests.workflow.filing import actor
from workflow.actions import publicity, sample
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.models.sample_rate import SampleRate
from workflow.queries import payable_list

#: Long enough ago for the public notice to be over.
PAST = now() - timedelta(days=21)
#: Statements of the list with session and notices: what waits, what is settled, quarters, counts, names.
LIST = 7
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def numbers(*ids: int) -> list[str]:
    found = [locked(case_id).number for case_id in ids]
    db.session.rollback()
    return found


def test_a_chosen_case_is_checked_on_its_page_and_only_then_offered_for_payment(app: Flask) -> None:
    with app.app_context():
        rated()
        first, second = approved(), approved("yanbei")
        one, other = numbers(first, second)
    jiang, shen, tang, lanxi = (Visitor(app, login) for login in ("jiang", "shen", "tang", "lanxi"))
    page = jiang.open("/samples")
    assert page.count("等抽查") == 2
    assert "抽中比例" in page
    assert "100.0%" in page
    assert "要由另一位同事办" in shen.open(f"/samples/{one}")
    assert "/clearance" not in shen.text
    page = jiang.open(f"/samples/{one}")
    assert page.index("先看这些") < page.index("怎么抽的")
    assert "第二天公开" in page
    assert "请写理由" in jiang.send("/clearance", expect=422)
    assert "抽查已通过" in jiang.send("/clearance", reason=NOTE, expect=200)
    assert NOTE in jiang.open(f"/samples/{one}")
    jiang.open(f"/samples/{other}")
    jiang.send("/objection", reason="发票有两张重复。", expect=200)
    assert "有问题，等处理" in jiang.open("/samples")
    tang.open(f"/samples/{other}")
    tang.send("/overruling", reason="号段不同。", expect=200)
    assert "问题不成立" in tang.open(f"/cases/{other}")
    for path in (f"/applications/{one}", "/applications", "/notices"):
        assert "抽" not in lanxi.open(path)
    assert "这件申请没有抽过签" not in tang.open(f"/samples/{one}")


@SQLITE
def test_what_was_raised_goes_back_to_the_committee(app: Flask) -> None:
    with app.app_context():
        rated()
        case_id = approved()
        sample.object_to(locked(case_id), actor("jiang"), "发票有两张重复。")
        db.session.commit()
        (number,) = numbers(case_id)
    cheng, lanxi = Visitor(app, "cheng"), Visitor(app, "lanxi")
    page = cheng.open(f"/samples/{number}")
    assert ["发票有两张重复" in page, "问题不成立，可以拨付</button>" in page] == [True, True]
    assert "要由另一位同事办" in page  # the approver cannot overrule
    cheng.send("/decision", reason="确有重复。", expect=200)
    assert "会议审定" in cheng.open(f"/cases/{number}")
    page = lanxi.open(f"/applications/{number}")
    assert "申请要重新审定" in lanxi.open("/notices")
    assert "重复" not in page


@SQLITE
def test_the_lists_ask_as_often_for_many_as_for_few(app: Flask) -> None:
    jiang = Visitor(app, "jiang")
    with app.app_context():
        engine = db.engine
        with told(PAST):
            rated()
    for firms in (("lanxi", "yanbei"), ("qinglan", "xingwan")):
        with app.app_context(), told(PAST):
            ids = [approved(firm) for firm in firms]
            sample.clear(locked(ids[0]), actor("jiang"), NOTE)
            db.session.commit()
        jiang.open("/samples")
        with expected(engine, LIST):
            jiang.open("/samples")
    with app.app_context():
        publicity.clear_due(business_date())
        db.session.commit()
        with expected(engine, 1):
            found = [row.sampled for row in payable_list.waiting()]
        assert sorted(found) == [False, False, True, True]
    page = Visitor(app, "fang").open("/payments")
    assert page.count("抽中复查，查完才能拨付") == 2
    assert page.count(" checked>") == 2


@SQLITE
def test_a_rate_is_proposed_and_decided_on_the_page(app: Flask) -> None:
    xu, tang, shen = Visitor(app, "xu"), Visitor(app, "tang"), Visitor(app, "shen")
    assert "提议新的比例" not in shen.open("/samples/rates")
    xu.open("/samples/rates")
    for wrong in ("abc", "100.1", "2.55", "-1", "101"):
        assert "最多一位小数" in xu.send("/samples/rates", item="10", percent=wrong, reason="试行", expect=422)
    xu.send("/samples/rates", item="10", percent="2.5", reason="试行", expect=200)
    assert "2.5%" in tang.open("/samples/rates")
    assert "不同意" in tang.text
    page = tang.send("/approval", expect=200)
    assert "许岚提议，唐宁批准" in page
    tang.send("/samples/rates", item="9", percent="100", reason="试行", expect=200)
    assert "您是提议人" in tang.open("/samples/rates")
    cheng = Visitor(app, "cheng")
    cheng.open("/samples/rates")
    assert "没有同意，比例不变" in cheng.send("/refusal", expect=200)
    with app.app_context():
        rows = db.session.query(SampleRate.item, SampleRate.per_mille, SampleRate.state).order_by(SampleRate.id).all()
        assert [tuple(row) for row in rows] == [("10", 25, "approved"), ("9", 1000, "refused")]


@SQLITE
def test_the_operator_draws_everything_again(app: Flask) -> None:
    with app.app_context():
        rated(300)
        approved()
    answer = app.test_cli_runner().invoke(args=["sample", "check"])
    assert (answer.exit_code, "1 draws made again" in answer.output) == (0, True)
    app.config["SECRET_KEY"] = "another"
    answer = app.test_cli_runner().invoke(args=["sample", "check"])
    assert (answer.exit_code, "run this with the secret of that day" in answer.output) == (1, True)
