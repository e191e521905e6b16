"""Accounts through the pages: register, invite, join, remove, find back in, and the second factor at the door."""

import re
from collections.abc import Callable

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.people import PASSWORD
from tests.visitor import Visitor
from tests.workflow.account_samples import secret_to
from tests.workflow.actions.test_registration import USCC
from workflow.clock import now
from workflow.db import db
from workflow.models.second_factor import SecondFactor
from workflow.models.user import User

Visit = Callable[[str | None], Visitor]
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
NEW = "another four words"
FILLED = {
    "uscc": USCC.lower(),
    "name": "深圳新芽传感有限公司",
    "legal_representative": "张法人",
    "address": "深圳市龙华区",
    "account_holder": "深圳新芽传感有限公司",
    "bank_name": "中国示例银行深圳龙华支行",
    "bank_account": "6222 0000 1111 2222 333",
    "contact_name": "李经办",
    "contact_phone": "13800000000",
    "email": "Li@New.example",
    "password": NEW,
    "again": NEW,
}


def registered(visitor: Visitor, **other: str) -> str:
    visitor.open("/register")
    return visitor.send("/register", **(FILLED | other))


def secret(app: Flask, email: str) -> str:
    with app.app_context():
        return secret_to(email)


def test_a_stranger_registers_and_is_in(visit: Visit) -> None:
    stranger = visit(None)
    assert "深圳新芽传感有限公司已注册" in registered(stranger)
    assert stranger.at == "/applications"
    stranger.open("/enterprise")
    assert USCC in stranger.text
    assert "尾号2333" in stranger.text or "尾号3333" in stranger.text
    again = visit(None)
    again.open("/sign-in")
    again.send("/sign-in", login="li@new.example", password=NEW, expect=200)
    assert again.at == "/applications"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"uscc": "91440300MA5HX2A019"}, "最后一位是校验码"),
        ({"account_holder": "张法人"}, "户名要和企业名称一致"),
        ({"bank_account": "12ab"}, "8到30位数字"),
        ({"password": "short", "again": "short"}, "至少要10个字符"),
        ({"password": "password12345", "again": "password12345"}, "太容易猜到"),
        ({"again": "something else"}, "两遍不一样"),
        ({"email": "nobody"}, "邮箱要写成"),
        ({"contact_phone": "call me"}, "电话要写成"),
        ({"email": "lanxi@lanxi.example"}, "这个邮箱已有账号"),
    ],
)
def test_what_is_wrong_is_said_beside_it(visit: Visit, wrong: dict[str, str], said: str) -> None:
    stranger = visit(None)
    page = registered(stranger, **wrong)
    assert stranger.status == 422
    assert said in page
    assert 'value="李经办"' in page
    assert NEW not in page


def test_a_known_code_leads_to_the_owner_without_naming_anybody(app: Flask, visit: Visit) -> None:
    from tests.people import FIRM

    stranger = visit(None)
    page = registered(stranger, uscc=FIRM["lanxi"].uscc)
    assert stranger.status == 422
    assert "请联系贵单位的管理员" in page
    assert not [word for word in ("林知夏", "lanxi@", "岚汐") if word in page]


def test_a_second_click_signs_in_instead_of_complaining(visit: Visit) -> None:
    registered(visit(None))
    twice = visit(None)
    registered(twice)
    assert twice.at == "/applications"


def test_an_owner_invites_and_the_colleague_joins_and_goes(app: Flask, visit: Visit) -> None:
    owner, colleague = visit("lanxi"), visit(None)
    owner.open("/account/people")
    owner.send("/invitations", email="Suhe@lanxi.example ", expect=200)
    assert "suhe@lanxi.example" in owner.text
    address = f"/invitations/{secret(app, 'suhe@lanxi.example')}"
    colleague.open(address)
    assert colleague.page is not None
    assert colleague.page.headers["Referrer-Policy"] == "no-referrer"
    assert "深圳岚汐传感技术有限公司" in colleague.text
    colleague.send(address, name="苏禾", password=NEW, again=NEW, expect=200)
    assert colleague.at == "/applications"
    colleague.open("/account/people")
    assert "邀请和移除由管理员办" in colleague.text
    colleague.open(address, expect=410)
    assert "已经用过" in colleague.text
    owner.open("/account/people")
    owner.send("/removal", expect=200)
    assert "苏禾的账号已移除" in owner.text
    colleague.open("/notices")
    assert colleague.at == "/sign-in"


def test_ownership_moves_and_with_it_what_may_be_done(app: Flask, visit: Visit) -> None:
    owner, colleague = visit("lanxi"), visit(None)
    owner.open("/account/people")
    owner.send("/invitations", email="suhe@lanxi.example", expect=200)
    address = f"/invitations/{secret(app, 'suhe@lanxi.example')}"
    colleague.open(address)
    colleague.send(address, name="苏禾", password=NEW, again=NEW, expect=200)
    owner.open("/account/people")
    owner.send("/ownership", expect=200)
    assert "苏禾现在是管理员" in owner.text
    assert "/removal" not in owner.text
    owner.open("/enterprise/account")
    assert "由本单位的管理员办" in owner.text


def test_a_forgotten_password_reads_the_same_for_everybody(app: Flask, visit: Visit) -> None:
    pages = []
    for email in ("lanxi@lanxi.example", "nobody@nowhere.example"):
        visitor = visit(None)
        visitor.open("/password-reset")
        page = visitor.send("/password-reset", email=email, expect=200)
        pages.append(re.sub(r'value="[^"]+"', "", page).replace(email, ""))
    assert pages[0] == pages[1]
    elsewhere = visit("lanxi")
    address = f"/password-reset/{secret(app, 'lanxi@lanxi.example')}"
    visitor = visit(None)
    visitor.open(address)
    visitor.send(address, password=NEW, again=NEW, expect=200)
    assert visitor.at == "/sign-in"
    elsewhere.open("/account")
    assert elsewhere.at == "/sign-in"
    visitor.send("/sign-in", login="lanxi", password=NEW, expect=200)
    assert visitor.at == "/applications"
    visitor.open(address, expect=410)


def test_three_letters_in_a_quarter_of_an_hour_and_no_more(app: Flask, visit: Visit) -> None:
    from workflow.models.mail import MailMessage

    visitor = visit(None)
    for _ in range(5):
        visitor.open("/password-reset")
        visitor.send("/password-reset", email="lanxi@lanxi.example", expect=200)
    with app.app_context():
        assert len(db.session.scalars(select(MailMessage.id)).all()) == 3
    for _ in range(26):
        visitor.open("/password-reset")
        visitor.send("/password-reset", email="nobody@nowhere.example")
    assert visitor.status == 429


def test_a_changed_password_ends_the_other_browser(visit: Visit) -> None:
    here, there = visit("lanxi"), visit("lanxi")
    here.open("/account")
    here.send("/account/password", current="wrong", password=NEW, again=NEW, expect=422)
    assert "密码不对" in here.text
    here.send("/account/password", current=PASSWORD, password=NEW, again=NEW, expect=200)
    assert "密码改好了" in here.text
    there.open("/account")
    assert there.at == "/sign-in"


def test_another_mail_address_and_the_old_one_is_told(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    lanxi.open("/account")
    sent: dict[str, str] = {"mail-email": "yanbei@yanbei.example", "mail-current": PASSWORD}
    lanxi.send("/account/mail", expect=422, **sent)
    assert "这个邮箱已有账号" in lanxi.text
    lanxi.send("/account/mail", expect=200, **(sent | {"mail-email": "zhixia@lanxi.example"}))
    assert "zhixia@lanxi.example" in lanxi.text
    from workflow.models.mail import MailMessage

    with app.app_context():
        row = db.session.scalars(select(MailMessage)).one()
        assert (row.recipient, "zhixia@lanxi.example" in row.body) == ("lanxi@lanxi.example", True)


def switch_on(app: Flask, visitor: Visitor, login: str) -> list[str]:
    """Set the second factor up through the pages; gives the recovery codes."""
    visitor.open("/account/second-factor")
    visitor.send("/account/second-factor", current=PASSWORD, expect=200)
    assert "data:image/svg+xml" in visitor.text
    visitor.send("/confirmation", code="000000", expect=422)
    visitor.open("/account/second-factor")
    visitor.send("/confirmation", code=code_of(app, login), expect=200)
    return re.findall(r'<li class="no">([A-Z0-9-]{11})</li>', visitor.text)


def code_of(app: Flask, login: str, *, fresh: bool = False) -> str:
    """The code that the telephone shows; `fresh` forgets that this half minute's was taken."""
    with app.app_context():
        row = db.session.scalars(
            select(SecondFactor).join(User, User.id == SecondFactor.user_id).where(User.login == login)
        ).one()
        if fresh:
            db.session.execute(update(SecondFactor).values(last_step=1))
            db.session.commit()
        return pyotp.TOTP(row.secret).at(now())


def knock(visitor: Visitor, login: str) -> None:
    visitor.open("/sign-in")
    visitor.send("/sign-in", login=login, password=PASSWORD)


def test_the_door_asks_for_the_code_and_takes_it_once(app: Flask, visit: Visit) -> None:
    codes = switch_on(app, visit("lanxi"), "lanxi")
    assert len(set(codes)) == 10
    visitor = visit(None)
    knock(visitor, "lanxi")
    assert visitor.at == "/sign-in/code"
    visitor.open("/applications")
    assert visitor.at == "/sign-in"
    visitor.open("/sign-in/code")
    visitor.send("/sign-in/code", code="123456", expect=422)
    assert "验证码不对" in visitor.text
    code = code_of(app, "lanxi", fresh=True)
    visitor.send("/sign-in/code", code=code, expect=200)
    assert visitor.at == "/applications"
    thief = visit(None)
    knock(thief, "lanxi")
    thief.send("/sign-in/code", code=code, expect=422)
    thief.send("/sign-in/code", code=codes[0], expect=200)
    assert thief.at == "/applications"


def test_without_a_password_there_is_no_second_step(visit: Visit) -> None:
    visitor = visit(None)
    visitor.open("/sign-in/code")
    assert visitor.at == "/sign-in"


def test_it_can_be_turned_off_with_the_password(app: Flask, visit: Visit) -> None:
    lanxi = visit("lanxi")
    switch_on(app, lanxi, "lanxi")
    lanxi.open("/account/second-factor")
    lanxi.send("/removal", current="wrong", expect=422)
    lanxi.send("/removal", current=PASSWORD, expect=200)
    again = visit(None)
    knock(again, "lanxi")
    assert again.at == "/applications"


def test_where_the_bureau_must_have_one_nothing_else_opens_before(app: Flask, visit: Visit) -> None:
    app.config["STAFF_SECOND_FACTOR"] = True
    shen = visit("shen")
    assert shen.at == "/account/second-factor"
    for path in ("/cases", "/account", "/notices"):
        shen.open(path)
        assert shen.at == "/account/second-factor"
    assert len(switch_on(app, shen, "shen")) == 10
    shen.open("/cases")
    assert shen.at == "/cases"
    shen.open("/account/second-factor")
    assert "/removal" not in shen.text
    assert visit("lanxi").at == "/applications"
