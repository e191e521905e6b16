"""Accounts of the demo: a colleague who joined, an invitation nobody has answered, changes of account in every state."""

from collections.abc import Callable
from datetime import datetime, time

from sqlalchemy import select

from workflow.actions import bank_change, bank_check, invitation
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.demo.people import PASSWORD
from workflow.demo.play import actor
from workflow.demo.telling import workday
from workflow.models.bank_change import BankChange
from workflow.models.mail import MailMessage

COLLEAGUE, WAITING = "suhe@lanxi.example", "cheng.miao@lanxi.example"


def tell() -> None:
    """Play everything with the real actions, each on its working day before today. Commits each."""
    _at(12, time(10, 40), lambda: _ask("qinglan", "中国示例银行深圳民治支行", "4000020100200999977"))
    _at(11, time(11, 15), lambda: _call("温时雨", "13800000003"))
    _at(11, time(15, 20), lambda: bank_check.confirm(_newest(), actor("xu")))
    _at(8, time(9, 30), _joined)
    _at(4, time(14, 5), lambda: _ask("yanbei", "中国示例银行深圳龙华支行", "0012020100200765499"))
    _at(3, time(9, 50), lambda: _call("顾行舟", "13800000002"))
    _at(1, time(10, 12), lambda: _ask("lanxi", "中国示例银行深圳坂田支行", "4000020100200123488"))
    _at(1, time(16, 5), lambda: invitation.invite(actor("lanxi"), WAITING))


def _at(ago: int, at: time, act: Callable[[], object]) -> None:
    with told(datetime.combine(workday(ago), at, SHANGHAI)):
        act()
        db.session.commit()


def _ask(firm: str, bank_name: str, bank_account: str) -> None:
    bank_change.request(actor(firm), bank_name, bank_account)


def _newest() -> int:
    return db.session.scalars(select(BankChange.id).order_by(BankChange.id.desc()).limit(1)).one()


def _call(who: str, phone: str) -> None:
    note = f"拨打登记电话{phone}，接电话的是{who}本人。核对了新开户行和账号，与开户许可证一致。"
    bank_check.check(_newest(), actor("shen"), note)


def _joined() -> None:
    """The letter is written, read and answered."""
    invitation.invite(actor("lanxi"), COLLEAGUE)
    newest = select(MailMessage.body).where(MailMessage.recipient == COLLEAGUE).order_by(MailMessage.id.desc()).limit(1)
    lines = db.session.scalars(newest).one().splitlines()
    secret = next(line for line in lines if line.startswith("http")).rsplit("/", 1)[1]
    invitation.accept(secret, "苏禾", PASSWORD)
