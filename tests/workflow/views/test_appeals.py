"""Asking for a review, reopening by two people, more time for a correction and the receipt of a withdrawal, in the pages."""

from collections.abc import Callable

from flask import Flask

from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.filing import actor

Visit = Callable[[str | None], Visitor]


def test_a_refused_enterprise_asks_for_a_review_and_the_case_is_reopened(app: Flask, visit: Visit) -> None:
    number = Road(app).to("rejected")
    own, supervisor, second = visit("lanxi"), visit("cheng"), visit("tang")
    own.open(f"/applications/{number}")
    assert f"/applications/{number}/appeal" in own.text
    own.open(f"/applications/{number}/appeal")
    own.send("/appeal", grounds=" ", expect=422)
    own.send("/appeal", grounds="请重新核对入库通知。", expect=200)
    assert "复核申请已收到" in own.text
    assert f"{number}-F1" in own.text
    assert "不符合条件" in own.text  # the reason of the refusal is still the refusal's
    with app.app_context():
        jiang = str(actor("jiang").user_id)
    supervisor.open(f"/appeals/{number}-F1")
    supervisor.send("/handler", handler=jiang, expect=200)
    supervisor.send("/proposal", reason="原审核看错了年度。", expect=200)
    second.open("/proposals/1")
    second.send("/confirmation", expect=200)
    own.open(f"/applications/{number}")
    assert "复核成立" in own.text
    assert "原审核看错了年度" in own.text


def test_the_handler_keeps_the_decision(app: Flask, visit: Visit) -> None:
    number = Road(app).to("rejected")
    own, supervisor, handler = visit("lanxi"), visit("cheng"), visit("jiang")
    own.open(f"/applications/{number}/appeal")
    own.send("/appeal", grounds="请复核。", expect=200)
    handler.open(f"/appeals/{number}-F1")
    assert handler.at == "/objections"
    with app.app_context():
        jiang = str(actor("jiang").user_id)
    supervisor.open(f"/appeals/{number}-F1")
    supervisor.send("/handler", handler="999", expect=409)
    supervisor.open(f"/appeals/{number}-F1")
    supervisor.send("/handler", handler=jiang, expect=200)
    handler.open(f"/appeals/{number}-F1")
    handler.send("/answer", reason="依据没有变，维持。", expect=200)
    own.open(f"/applications/{number}")
    assert "依据没有变，维持" in own.text
    own.open(f"/applications/{number}/appeal")
    assert "同一决定只复核一次" in own.text


def test_the_supervisor_proposes_to_reopen_from_the_case(app: Flask, visit: Visit) -> None:
    number = Road(app).to("declined")
    supervisor, reviewer = visit("cheng"), visit("xu")
    supervisor.open(f"/cases/{number}")
    assert f"/cases/{number}/reopening" in supervisor.text
    supervisor.open(f"/cases/{number}/reopening")
    supervisor.send("/reopening", reason="", expect=422)
    supervisor.send("/reopening", reason="受理范围理解有误。", expect=200)
    reviewer.open("/proposals/1")
    reviewer.send("/refusal", expect=200)
    supervisor.open(f"/cases/{number}")
    assert "没有同意" in supervisor.text


def test_more_time_and_progress_on_the_applicants_page(app: Flask, visit: Visit) -> None:
    number = Road(app).to("correction")
    desk, own = visit("shen"), visit("lanxi")
    desk.open(f"/cases/{number}/correction/extension")
    desk.send("/extension", days="99", reason="来信", expect=422)
    desk.send("/extension", days="5", reason="原件在外地盖章。", expect=200)
    own.open(f"/applications/{number}")
    assert "原件在外地盖章" in own.text
    own.open(f"/applications/{number}/correction")
    assert "已补0处，共1处" in own.text
    desk.open(f"/cases/{number}/correction/extension")
    assert "已延期过一次" in desk.text


def test_a_withdrawal_has_its_receipt(app: Flask, visit: Visit) -> None:
    number, own = Road(app).to("submitted"), visit("lanxi")
    own.open(f"/applications/{number}/withdrawal")
    own.send("/withdrawal", reason="", expect=200)
    own.open(f"/applications/{number}")
    assert f"{number}-C" in own.text
    own.open("/notices")
    assert f"{number}-C" in own.text
    draft = Road(app).to("filled")
    own.open(f"/applications/{draft}/withdrawal")
    own.send("/withdrawal", reason="不报了", expect=200)
    own.open(f"/applications/{draft}")
    assert f"{draft}-C" in own.text
