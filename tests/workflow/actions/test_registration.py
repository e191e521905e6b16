"""Registration, invitations and ownership, on both databases; two at the same moment leave one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from stdnum.cn import uscc as uscc_number

from states.lifecycle import Refused
from tests.workflow.account_samples import secret_to
from tests.workflow.actions.test_races import run_all
from tests.workflow.filing import actor
from workflow.actions import colleagues, invitation
from workflow.actions.registration import Firm, is_known, register
from workflow.clock import now, told
from workflow.db import db
from workflow.models.account import AccountEvent, Invitation
from workflow.models.enterprise import Enterprise
from workflow.models.mail import MailMessage
from workflow.models.user import User, UserSession

BODY = "91440300MA5HX2E0A"
USCC = BODY + uscc_number.calc_check_digit(BODY)
FIRM = Firm(
    USCC, "深圳新芽传感有限公司", "地址", "张法人", "李经办", "13800000000", "中国示例银行", "62220000111122223333"
)
PASSWORD = "four words in a row"
MAIL = "colleague@lanxi.example"


def invited(email: str = MAIL) -> str:
    """The secret of an invitation by Lanxi's owner."""
    invitation.invite(actor("lanxi"), email)
    db.session.commit()
    return secret_to(email)


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.blockers[0].code


def together(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Run the acts at one moment; how each ended."""
    ends: list[str] = []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            try:
                act()
                db.session.commit()
                ends.append("done")
            except (IntegrityError, Refused) as error:
                db.session.rollback()
                ends.append(type(error).__name__)

    run_all([lambda act=act: run(act) for act in acts])  # type: ignore[misc]
    return sorted(ends)


def test_an_enterprise_registers_with_its_owner(app: Flask) -> None:
    with app.app_context():
        owner = register(FIRM, "li@new.example", PASSWORD)
        db.session.commit()
        firm = db.session.get_one(Enterprise, owner.enterprise_id)
        assert (firm.account_holder, firm.sort_key) == (FIRM.name, "shenzhenxinyachuanganyouxiangongsi")
        assert (owner.is_owner, owner.login, owner.roles[0].role) == (True, "li@new.example", "applicant")
        assert is_known(USCC)


def test_two_registrations_of_one_code_at_the_same_moment_leave_one(app: Flask) -> None:
    ends = together(
        app, lambda: register(FIRM, "a@new.example", PASSWORD), lambda: register(FIRM, "b@new.example", PASSWORD)
    )
    assert ends == ["IntegrityError", "done"]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Enterprise).where(Enterprise.uscc == USCC)) == 1
        assert db.session.scalar(select(func.count()).select_from(User).where(User.email.like("%@new.example"))) == 1


def test_who_holds_the_letter_joins_once(app: Flask) -> None:
    with app.app_context():
        secret = invited()
        user = invitation.accept(secret, "苏禾", PASSWORD)
        db.session.commit()
        assert (user.enterprise_id, user.is_owner) == (actor("lanxi").enterprise_id, False)
        with pytest.raises(Refused) as caught:
            invitation.accept(secret, "别人", PASSWORD)
        assert code(caught) == "invitation_over"


def test_an_invitation_accepted_twice_at_once_makes_one_account(app: Flask) -> None:
    with app.app_context():
        secret = invited()
    ends = together(app, *[lambda: invitation.accept(secret, "苏禾", PASSWORD)] * 2)
    assert ends == ["Refused", "done"]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User).where(User.email == MAIL)) == 1


def test_old_withdrawn_and_replaced_letters_do_not_work(app: Flask) -> None:
    with app.app_context():
        first, second = invited(), invited()
        later = now() + timedelta(days=7, minutes=1)
        with pytest.raises(Refused):
            invitation.accept(first, "苏禾", PASSWORD)
        with told(later), pytest.raises(Refused):
            invitation.accept(second, "苏禾", PASSWORD)
        row = db.session.scalars(select(Invitation).order_by(Invitation.id.desc()).limit(1)).one()
        assert second not in {row.token_hash, str(row.id)}
        invitation.withdraw(actor("lanxi"), row.id)
        with pytest.raises(Refused):
            invitation.accept(second, "苏禾", PASSWORD)


def test_an_address_with_an_account_is_told_to_its_owner_only(app: Flask) -> None:
    """The inviting enterprise learns nothing; the letter's reader is told."""
    with app.app_context():
        secret = invited("yanbei@yanbei.example")
        with pytest.raises(Refused) as caught:
            invitation.accept(secret, "x", PASSWORD)
        assert code(caught) == "mail_taken"
        with pytest.raises(Refused) as caught:
            invitation.invite(actor("lanxi"), "lanxi@lanxi.example")
        assert code(caught) == "colleague_already"


def test_only_the_owner_invites_removes_and_hands_over(app: Flask) -> None:
    with app.app_context():
        user = invitation.accept(invited(), "苏禾", PASSWORD)
        db.session.commit()
        lanxi = actor("lanxi")
        assert lanxi.user_id is not None
        plain = lanxi.__class__(user_id=user.id, roles=lanxi.roles, enterprise_id=lanxi.enterprise_id)
        for act in (
            lambda: invitation.invite(plain, "x@y.example"),
            lambda: colleagues.remove(plain, lanxi.user_id or 0),
            lambda: colleagues.hand_over(plain, user.id),
        ):
            with pytest.raises(Refused) as caught:
                act()
            assert code(caught) == "owner_only"
        with pytest.raises(Refused) as caught:
            colleagues.remove(actor("yanbei"), user.id)
        assert code(caught) == "not_a_colleague"
        with pytest.raises(Refused) as caught:
            colleagues.remove(lanxi, lanxi.user_id)
        assert code(caught) == "owner_stays"


def test_a_removed_colleague_is_out_at_once_and_may_come_back(app: Flask) -> None:
    with app.app_context():
        user = invitation.accept(invited(), "苏禾", PASSWORD)
        db.session.flush()
        db.session.add(UserSession(token_hash="a" * 64, user_id=user.id, created_at=now(), last_seen=now()))
        colleagues.remove(actor("lanxi"), user.id)
        db.session.commit()
        assert not db.session.get_one(User, user.id).active
        assert db.session.get_one(UserSession, "a" * 64).ended_at is not None
        again = invitation.accept(invited(), "苏禾", PASSWORD)
        assert again.id != user.id


def test_ownership_goes_over_and_stays_with_one(app: Flask) -> None:
    with app.app_context():
        user = invitation.accept(invited(), "苏禾", PASSWORD)
        db.session.commit()
        colleagues.hand_over(actor("lanxi"), user.id)
        db.session.commit()
        owners = select(User.login).where(User.is_owner, User.enterprise_id == user.enterprise_id)
        assert db.session.scalars(owners).all() == [MAIL]
        with pytest.raises(IntegrityError):
            db.session.execute(update(User).where(User.login == "lanxi").values(is_owner=True))
        db.session.rollback()
        kinds = db.session.scalars(select(AccountEvent.kind).order_by(AccountEvent.id)).all()
        assert kinds == ["invited", "joined", "handed_over"]


def test_a_change_taken_back_writes_no_letter(app: Flask) -> None:
    with app.app_context():
        invitation.invite(actor("lanxi"), MAIL)
        db.session.rollback()
        assert db.session.scalar(select(func.count()).select_from(MailMessage)) == 0
