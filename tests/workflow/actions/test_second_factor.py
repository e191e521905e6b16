"""Codes of the telephone and of the drawer: each works once; forgotten passwords come back by mail."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import func, select

from states.lifecycle import Refused
from tests.ground.queries import counted
from tests.people import PASSWORD
from tests.workflow.account_samples import secret_to
from workflow.actions import password_reset, second_factor
from workflow.actions.identity import FAILURES_BEFORE_LOCK, check_password, let_in, locked
from workflow.clock import now, told
from workflow.db import db
from workflow.models.account import AccountEvent, PasswordReset
from workflow.models.mail import MailMessage
from workflow.models.second_factor import SecondFactor
from workflow.models.user import User, UserSession

NOON = datetime(2026, 6, 1, 4, 0, 5, tzinfo=UTC)
HALF = timedelta(seconds=30)
NEW = "another four words"


def person(login: str = "lanxi") -> User:
    return db.session.scalars(select(User).where(User.login == login)).one()


def code_at(user: User, moment: datetime) -> str:
    row = db.session.get_one(SecondFactor, user.id)
    return pyotp.TOTP(row.secret).at(moment)


def switched_on(user: User) -> list[str]:
    """The second factor is on since half a minute before noon; its recovery codes."""
    with told(NOON - HALF):
        second_factor.start(user.id)
        db.session.flush()
        codes = second_factor.confirm(user.id, code_at(user, NOON - HALF))
        db.session.commit()
    assert len(codes) == second_factor.CODES
    return codes


def test_a_code_is_taken_once_and_never_an_older_one(app: Flask) -> None:
    with app.app_context(), told(NOON):
        user = person()
        switched_on(user)
        assert not second_factor.fits(user, code_at(user, NOON - HALF))
        code = code_at(user, NOON)
        assert second_factor.fits(user, code)
        assert not second_factor.fits(user, code)
        assert second_factor.fits(user, code_at(user, NOON + HALF))
        assert not second_factor.fits(user, code_at(user, NOON + 2 * HALF))
        assert user.failures == 3


def test_a_recovery_code_works_once_however_it_is_typed(app: Flask) -> None:
    with app.app_context(), told(NOON):
        user = person()
        codes = switched_on(user)
        assert second_factor.fits(user, f" {codes[0].lower()} ")
        assert not second_factor.fits(user, codes[0])
        assert second_factor.fits(user, codes[1].replace("-", ""))
        fresh = second_factor.fresh_codes(user.id)
        db.session.flush()
        assert not second_factor.fits(user, codes[2])
        assert second_factor.fits(user, fresh[0])


def test_wrong_codes_lock_even_when_the_password_is_right_each_time(app: Flask) -> None:
    """The password alone forgets no failure, else codes could be guessed for ever."""
    with app.app_context(), told(NOON):
        user = person()
        switched_on(user)
        for _ in range(FAILURES_BEFORE_LOCK):
            assert check_password("lanxi", PASSWORD) is not None
            assert not second_factor.fits(user, "000000")
        assert locked(user)
        assert check_password("lanxi", PASSWORD) is None
        assert not second_factor.fits(user, code_at(user, NOON))
    with app.app_context(), told(NOON + timedelta(minutes=16)):
        user = person()
        assert second_factor.fits(user, code_at(user, now()))
        let_in(user)
        assert user.failures == 0


def test_an_unconfirmed_secret_lets_nobody_in_and_stops_nobody(app: Flask) -> None:
    with app.app_context(), told(NOON):
        user = person()
        second_factor.start(user.id)
        db.session.flush()
        assert second_factor.confirm(user.id, "000000") == []
        assert not second_factor.fits(user, code_at(user, NOON))


def test_a_forgotten_password_comes_back_once_and_ends_every_session(app: Flask) -> None:
    with app.app_context():
        user = person()
        db.session.add(UserSession(token_hash="a" * 64, user_id=user.id, created_at=now(), last_seen=now()))
        for _ in range(2):
            password_reset.ask("lanxi@lanxi.example")
            db.session.commit()
        secret = secret_to("lanxi@lanxi.example")
        password_reset.use(secret, NEW)
        db.session.commit()
        assert db.session.get_one(UserSession, "a" * 64).ended_at is not None
        assert check_password("lanxi", PASSWORD) is None
        assert check_password("lanxi@lanxi.example", NEW) is not None
        assert db.session.scalar(select(func.count()).where(PasswordReset.used_at.is_(None))) == 0
        with pytest.raises(Refused):
            password_reset.use(secret, NEW)


def test_an_hour_later_the_address_is_worthless(app: Flask) -> None:
    with app.app_context():
        password_reset.ask("lanxi@lanxi.example")
        db.session.commit()
        secret = secret_to("lanxi@lanxi.example")
        with told(now() + timedelta(minutes=61)), pytest.raises(Refused):
            password_reset.use(secret, NEW)


def test_a_stranger_costs_the_same_statements_and_leaves_no_trace(app: Flask) -> None:
    verbs = []
    with app.app_context():
        for email in ("lanxi@lanxi.example", "nobody@nowhere.example"):
            with counted(db.engine) as statements:
                password_reset.ask(email)
            verbs.append([sent.split()[0] for sent in statements.sent])
            db.session.rollback()
        assert verbs[0] == verbs[1] == ["SELECT", "SELECT", "INSERT", "INSERT", "INSERT"]
        password_reset.ask("nobody@nowhere.example")
        db.session.commit()
        for table in (MailMessage, PasswordReset, AccountEvent):
            assert db.session.scalar(select(func.count()).select_from(table)) == 0
