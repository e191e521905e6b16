"""What was handed on: the list by department, whom to reach, and reminders that go out once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.filing import actor, reload
from tests.workflow.onward import checked
from workflow.actions import referral
from workflow.clock import now, told
from workflow.db import db
from workflow.jobs import referrals
from workflow.models.mail import MailMessage
from workflow.models.notice import Notice
from workflow.models.referral_follow import ReferralReminder

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
LONG_AGO = timedelta(days=45)


def handed_on(app: Flask, item: str, ago: timedelta) -> str:
    with app.app_context():
        case = checked(item)
        referral.refer(case, actor("shen"), "材料一并转去").referred_at = now() - ago
        number = case.number
        db.session.commit()
    return number


def test_a_department_is_reminded_once_by_letter_or_the_owner_told_to_call(app: Flask) -> None:
    late, fresh = handed_on(app, "12", LONG_AGO), handed_on(app, "8", timedelta(days=3))
    cheng, fang = Visitor(app, "cheng"), Visitor(app, "fang")
    cheng.open("/referrals/contacts?to=12")
    cheng.send("/referrals/contacts", department="12", name="周", phone="", email="", expect=422)
    assert "请写电话或邮箱" in cheng.text
    cheng.send("/referrals/contacts", name="周", email="zhou@dept", expect=422)
    cheng.send("/referrals/contacts", email="zhou@dept.example", expect=200)
    with app.app_context():
        assert (referrals.remind_due(), referrals.remind_due()) == (1, 0)
        letter = db.session.scalars(select(MailMessage).where(MailMessage.recipient == "zhou@dept.example")).one()
        assert late in letter.body
        notice = db.session.scalars(select(Notice).where(Notice.kind == "referral_overdue")).one()
        assert (notice.user_id, "已发信提醒周" in notice.body_zh) == (actor("shen").user_id, True)
        with told(now() + timedelta(days=30)):
            assert referrals.remind_due() == 2, "the old one again after 40 days, the other after 20"
            assert referrals.remind_due() == 0
        rows = db.session.execute(select(ReferralReminder.days, ReferralReminder.recipient))
        assert sorted(map(tuple, rows)) == [(20, ""), (20, "zhou@dept.example"), (40, "zhou@dept.example")]
    page = cheng.open("/referrals")
    assert page.index(late) < page.index(fresh), "the longest waiting first"
    assert fresh not in cheng.open("/referrals?overdue=1")
    assert late not in cheng.open("/referrals?to=8")
    assert "周" in cheng.open("/referrals?to=12")
    assert "部门联系人" not in fang.open("/referrals")
    fang.open("/referrals/contacts", expect=403)
    with app.app_context():
        referral.record_outcome(reload(late), actor("shen"), referral.Answer("refused", "商务函8号"))
        db.session.commit()
    assert late not in cheng.open("/referrals")


@pytest.mark.parametrize("many", [1, 3])
def test_the_price_of_the_list_does_not_follow_its_length(app: Flask, many: int) -> None:
    for place in range(many):
        handed_on(app, "12", timedelta(days=place))
    cheng = Visitor(app, "cheng")
    with app.app_context():
        engine = db.engine
    with expected(engine, 5):
        assert cheng.open("/referrals").count("ledger__go") == many
    assert "没有在等结果的转办" in cheng.open("/referrals?after=2090-01-01T00:00:00%2B00:00~9")
    assert cheng.open("/referrals?after=nonsense~1").count("ledger__go") == many
