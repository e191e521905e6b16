"""Addresses of pages about accounts: an invitation, a way back and a change of account that exist."""

from flask import Flask
from sqlalchemy import select

from tests.people import FIRM
from workflow.actions import bank_change, invitation, password_reset
from workflow.clock import now
from workflow.db import db
from workflow.demo.play import actor
from workflow.models.bank_change import BankChange
from workflow.models.enterprise import Enterprise
from workflow.models.mail import MailMessage
from workflow.models.user import User

#: Forms of people who are not signed in, and forms whose answer is shown once; each is as good twice as once.
ACCOUNTS_KEYLESS = {
    "invitations.join",
    "password_reset.ask",
    "password_reset.use",
    "registration.register",
    "second_factor.codes",
    "second_factor.confirm",
    "second_step.enter",
}


def secret_to(email: str) -> str:
    """The secret at the end of the address in the newest letter to somebody."""
    query = select(MailMessage.body).where(MailMessage.recipient == email).order_by(MailMessage.id.desc()).limit(1)
    body = db.session.scalars(query).one()
    return next(line for line in body.splitlines() if line.startswith("http")).rsplit("/", 1)[1]


def account_samples() -> dict[str, str]:
    """One of each, of Lanxi."""
    lanxi = actor("lanxi")
    letter = invitation.invite(lanxi, "new@lanxi.example")
    password_reset.ask("yanbei@yanbei.example")
    db.session.flush()
    change = bank_change.request(lanxi, "中国示例银行深圳坂田支行", "4000020100200123499")
    colleague = db.session.scalars(select(User.id).where(User.login == "yanbei")).one()
    return {
        "invitation": secret_to("new@lanxi.example"),
        "reset": secret_to("yanbei@yanbei.example"),
        "letter": str(letter.id),
        "change": str(change.id),
        "user": str(colleague),
    }


def confirmed_account(app: Flask, firm: str, bank_account: str) -> None:
    """Another account is in force, as if nobody had looked for payments under way."""
    with app.app_context():
        row = db.session.scalars(select(Enterprise).where(Enterprise.uscc == FIRM[firm].uscc)).one()
        people = {row.login: row.id for row in db.session.execute(select(User.login, User.id))}
        change = BankChange(
            enterprise_id=row.id,
            state="confirmed",
            bank_name=row.bank_name,
            bank_account=bank_account,
            old_bank_name=row.bank_name,
            old_bank_account=row.bank_account,
            requested_by=people[firm],
            requested_at=now(),
            checked_by=people["shen"],
            checked_at=now(),
            call_note="已核对",
            closed_by=people["xu"],
            closed_at=now(),
            reason="",
        )
        db.session.add(change)
        db.session.flush()
        row.bank_account = bank_account
        db.session.commit()
