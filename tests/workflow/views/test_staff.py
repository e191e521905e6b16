"""Accounts of the bureau through their pages: alone where it is safe, by two people where power is given."""

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from states.lifecycle import Refused
from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.account_samples import secret_to
from workflow.actions import second_factor, staff
from workflow.clock import now
from workflow.db import db
from workflow.demo.cast import actor
from workflow.models.admin_event import AdminEvent
from workflow.models.second_factor import SecondFactor
from workflow.models.user import User

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
#: Statements of a page with session and notices.
INDEX, RECORD = 7, 5
NEW = {"name": "梁溪", "login": "liang", "email": "liang@longhua.example", "reason": "新到岗"}


def test_a_caseworker_is_opened_by_one_and_a_supervisor_by_two(app: Flask) -> None:
    han, cheng, lu = (Visitor(app, login) for login in ("han", "cheng", "lu"))
    assert "工作人员账号" in han.open("/")
    han.open("/staff")
    page = han.send("/staff", **NEW | {"login": "L"}, post="casework:caseworker", expect=422)
    assert ["登录名用小写字母开头" in page, 'value="梁溪"' in page] == [True, True]
    han.send("/staff", **NEW, post="finance:caseworker", expect=422)
    assert "已开通" in han.send("/staff", **NEW, post="casework:caseworker+reviewer", expect=200)
    assert ["经办人、复核人" in han.text, han.at] == [True, "/staff/liang"]
    with app.app_context():
        reset = secret_to("liang@longhua.example")
    new = Visitor(app, None)
    new.open(f"/password-reset/{reset}")
    new.send(f"/password-reset/{reset}", password="qiuyue-2026-xian", again="qiuyue-2026-xian", expect=200)
    han.open("/staff")
    assert "这个登录名或邮箱已有账号" in han.send("/staff", **NEW, post="audit:auditor", expect=409)
    han.open("/staff")
    second = {"name": "周洲", "login": "zhou", "email": "zhou@longhua.example", "reason": "接任"}
    assert "科室负责人批准后开通" in han.send("/staff", **second, post="decision:supervisor", expect=200)
    assert [han.open("/staff/zhou", expect=404) != "", "批准</button>" in han.open("/changes")] == [True, False]
    page = cheng.open("/changes")
    assert ["周洲" in page, "zhou@longhua.example" in page] == [True, True]
    assert "请写理由" in cheng.send("/refusal", answer="", expect=422)
    assert "现在生效" in cheng.send("/approval", expect=200)
    assert "科室负责人" in lu.open("/staff/zhou")
    assert ["接任" in lu.open("/changes?kind=accounts"), "<button" in lu.text.split("<main")[1]] == [True, False]
    assert "还没有记录" in lu.open("/changes?kind=calls")
    for path in ("/staff/lanxi", "/staff/nobody", f"/staff/{'x' * 300}"):
        han.open(path, expect=404)


def test_roles_closing_and_the_second_factor(app: Flask) -> None:
    han, cheng, tang, shen = (Visitor(app, login) for login in ("han", "cheng", "tang", "shen"))
    han.open("/staff/shen")
    assert "角色已改" in han.send("/roles", post="casework:reviewer", reason="转岗", expect=200)
    assert "登录" in shen.open("/cases")
    han.open("/staff/shen")
    assert "没有要改的" in han.send("/roles", post="casework:reviewer", reason="转岗", expect=409)
    han.open("/staff/bai")
    assert "已提议" in han.send("/roles", post="decision:secretary+supervisor", reason="兼任", expect=200)
    han.open("/staff/bai")
    assert "已有一个变更在等决定" in han.send("/roles", post="decision:supervisor", reason="兼任", expect=409)
    cheng.open("/changes")
    assert "一切照旧" in cheng.send("/refusal", answer="先不兼", expect=200)
    assert "先不兼" in han.open("/staff/bai")
    han.open("/staff/jiang")
    assert "请写理由" in han.send("/closing", **{"closing-reason": ""}, expect=422)
    assert "已停用" in han.send("/closing", **{"closing-reason": "调离"}, expect=200)
    assert "已恢复" in han.send("/opening", **{"opening-reason": "回来了"}, expect=200)
    assert "停用账号…" not in han.open("/staff/han")
    with app.app_context():
        tangs = db.session.scalars(select(User.id).where(User.login == "tang")).one()
        second_factor.start(tangs)
        db.session.flush()
        db.session.execute(update(SecondFactor).values(confirmed_at=now(), last_step=1))
        db.session.commit()
    han.open("/staff/tang")
    assert "已提议" in han.send("/removal", **{"factor-reason": "手机丢了"}, expect=200)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SecondFactor)) == 1
    cheng.open("/changes")
    cheng.send("/approval", expect=200)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SecondFactor)) == 0
    assert tang.at


def test_pages_cost_the_same_however_much_was_recorded(app: Flask) -> None:
    lu = Visitor(app, "lu")
    for many in (1, 3, 120):
        with app.app_context():
            engine = db.engine
            db.session.add_all(
                AdminEvent(kind="days", subject="days", deed="done", actor_id=14, at=now(), detail={})
                for _ in range(many)
            )
            db.session.commit()
        with expected(engine, INDEX):
            lu.open("/staff")
        with expected(engine, RECORD):
            lu.open("/changes")
    older = lu.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "更早的" in lu.open(older)


def test_somebody_always_keeps_accounts(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(Refused) as error:
            staff.close("shen", "x", actor("cheng"))
        assert error.value.blockers[0].code == "wrong_role"
        staff.close("cheng", "退休", actor("han"))
        with pytest.raises(Refused) as error:
            staff.close("tang", "退休", actor("han"))
        assert error.value.blockers[0].code == "staff_last"
