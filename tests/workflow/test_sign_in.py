"""Signing in and out: equal answers, the lock, sessions that really end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.people import PASSWORD
from tests.visitor import Visitor
from workflow.actions.identity import FAILURES_BEFORE_LOCK, LOCK, end_all_sessions
from workflow.clock import now
from workflow.db import db
from workflow.models.user import User, UserSession

Visit = Callable[[str | None], Visitor]
WRONG = "账号或密码不对"


def knock(visitor: Visitor, login: str, password: str) -> str:
    """Try to sign in; gives the page."""
    visitor.open("/sign-in")
    return visitor.send("/sign-in", login=login, password=password)


def change(app: Flask, login: str, **values: object) -> None:
    with app.app_context():
        db.session.execute(update(User).where(User.login == login).values(**values))
        db.session.commit()


def failures(app: Flask, login: str) -> int:
    with app.app_context():
        return db.session.scalars(select(User.failures).where(User.login == login)).one()


def test_the_right_person_gets_in_and_back_to_where_she_wanted(app: Flask, visit: Visit) -> None:
    visitor = visit(None)
    visitor.open("/notices")
    assert visitor.at == "/sign-in"
    visitor.send("/sign-in", login=" Shen ", password=PASSWORD, expect=200)
    assert visitor.at == "/notices"


def test_every_refusal_reads_the_same(app: Flask, visit: Visit) -> None:
    """Whoever tries cannot tell a wrong password from a login that does not exist or an account that is closed."""
    change(app, "jiang", active=False)
    change(app, "xu", locked_until=now() + LOCK)
    pages = []
    for login, password in (("shen", "wrong"), ("nobody", "wrong"), ("jiang", PASSWORD), ("xu", PASSWORD)):
        visitor = visit(None)
        page = knock(visitor, login, password)
        assert visitor.status == 422
        assert WRONG in page
        pages.append(visitor.page.text.split("<h1", 1)[1].replace(f'value="{login}"', ""))  # type: ignore[union-attr]
    tokens = [page.split('name="csrf_token"')[1].split(">", 1)[0] for page in pages]
    plain = {page.replace(token, "") for page, token in zip(pages, tokens, strict=True)}
    assert len(plain) == 1


def test_what_was_typed_stays_but_not_the_password(app: Flask, visit: Visit) -> None:
    page = knock(visit(None), "shen", "my secret")
    assert 'value="shen"' in page
    assert "my secret" not in page


def test_five_failures_lock_for_a_quarter_of_an_hour(app: Flask, visit: Visit) -> None:
    visitor = visit(None)
    for _ in range(FAILURES_BEFORE_LOCK):
        knock(visitor, "shen", "wrong")
    assert WRONG in knock(visitor, "shen", PASSWORD)
    change(app, "shen", locked_until=now() - timedelta(seconds=1))
    knock(visitor, "shen", PASSWORD)
    assert visitor.status == 200


def test_success_forgets_earlier_failures(app: Flask, visit: Visit) -> None:
    visitor = visit(None)
    for _ in range(FAILURES_BEFORE_LOCK - 1):
        knock(visitor, "shen", "wrong")
    assert failures(app, "shen") == FAILURES_BEFORE_LOCK - 1
    knock(visitor, "shen", PASSWORD)
    assert failures(app, "shen") == 0


def test_broken_twin_one_failure_less_does_not_lock(app: Flask, visit: Visit) -> None:
    visitor = visit(None)
    for _ in range(FAILURES_BEFORE_LOCK - 1):
        knock(visitor, "shen", "wrong")
    knock(visitor, "shen", PASSWORD)
    assert visitor.status == 200


def test_a_stolen_cookie_dies_with_the_session(app: Flask, visit: Visit) -> None:
    shen = visit("shen")
    stolen = shen.client.get_cookie("zhigan").value
    shen.open("/notices")
    left = shen.client.post("/sign-out", data={"csrf_token": shen.form("/sign-out").fields["csrf_token"][0]})
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    thief = visit(None)
    thief.client.set_cookie("zhigan", stolen)
    thief.open("/notices")
    assert thief.at == "/sign-in"


def test_broken_twin_the_cookie_works_while_the_session_lives(app: Flask, visit: Visit) -> None:
    shen, again = visit("shen"), visit(None)
    again.client.set_cookie("zhigan", shen.client.get_cookie("zhigan").value)
    again.open("/notices")
    assert again.at == "/notices"


@pytest.mark.parametrize(
    ("column", "ago"), [("last_seen", timedelta(minutes=61)), ("created_at", timedelta(hours=12, minutes=1))]
)
def test_idle_and_old_sessions_end(app: Flask, visit: Visit, column: str, ago: timedelta) -> None:
    shen = visit("shen")
    with app.app_context():
        db.session.execute(update(UserSession).values({column: now() - ago}))
        db.session.commit()
    shen.open("/notices")
    assert shen.at == "/sign-in"


def test_a_closed_account_is_out_at_the_next_click(app: Flask, visit: Visit) -> None:
    shen = visit("shen")
    shen.open("/notices")
    change(app, "shen", active=False)
    shen.open("/notices")
    assert shen.at == "/sign-in"


def test_all_sessions_of_a_person_can_be_ended(app: Flask, visit: Visit) -> None:
    desk, phone, other = visit("shen"), visit("shen"), visit("jiang")
    with app.app_context():
        end_all_sessions(db.session.scalars(select(User.id).where(User.login == "shen")).one())
        db.session.commit()
    for visitor, place in ((desk, "/sign-in"), (phone, "/sign-in"), (other, "/notices")):
        visitor.open("/notices")
        assert visitor.at == place


def test_the_database_does_not_hold_what_opens_a_session(app: Flask, visit: Visit) -> None:
    shen = visit("shen")
    with shen.client.session_transaction() as cookie, app.app_context():
        token = cookie["_user_id"]
        hashes = db.session.scalars(select(UserSession.token_hash)).all()
        assert token not in hashes
        stored = db.session.scalars(select(User.password_hash)).all()
        assert all(one.startswith("$argon2id$") and PASSWORD not in one for one in stored)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
)
def test_signing_in_leads_to_no_other_site(app: Flask, visit: Visit, target: str) -> None:
    visitor = visit(None)
    visitor.open("/sign-in")
    fields = visitor.form("/sign-in").fields
    data = {"login": "shen", "password": PASSWORD, "csrf_token": fields["csrf_token"][0], "next": target}
    assert visitor.client.post("/sign-in", data=data).location == "/"


def test_a_session_row_is_touched_once_a_minute(app: Flask, visit: Visit) -> None:
    """The one thing a page may note while it shows: in its own transaction, and rarely."""
    shen = visit("shen")
    with app.app_context():
        earlier = now() - timedelta(minutes=2)
        db.session.execute(update(UserSession).values(last_seen=earlier))
        db.session.commit()
    shen.open("/notices")
    with app.app_context():
        seen = db.session.scalars(select(UserSession.last_seen)).one()
        assert seen > earlier + timedelta(minutes=1)
        db.session.rollback()
    shen.open("/notices")
    with app.app_context():
        assert db.session.scalars(select(UserSession.last_seen)).one() == seen
        assert db.session.scalar(select(func.count()).select_from(UserSession)) == 1


@pytest.mark.parametrize("login", ["lanxi", "shen", "xu", "cheng", "bai", "fang", "lu", "han"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_everybody_has_a_start_page_and_a_way_out(app: Flask, visit: Visit, login: str, language: str) -> None:
    visitor = visit(login)
    visitor.open(f"/language/{language}?next=/")
    assert visitor.status == 200
    visitor.send("/sign-out")
    assert visitor.at == "/sign-in"
