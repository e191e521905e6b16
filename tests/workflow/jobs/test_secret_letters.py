"""Letters that carry a secret: it leaves with them and stays nowhere else."""

import re

from flask import Flask
from sqlalchemy import select

from tests.workflow.filing import actor
from tests.workflow.jobs.mailbox import Keeper, rows, server
from workflow.actions import invitation, password_reset
from workflow.actions.mail import post
from workflow.actions.secrets import digest
from workflow.db import db
from workflow.jobs import mail
from workflow.jobs.mail_server import MailServer
from workflow.models.account import PasswordReset
from workflow.models.mail import MOST_ATTEMPTS
from workflow.models.user import User


def asked() -> None:
    user = db.session.scalars(select(User).where(User.login == "lanxi")).one()
    user.email, user.is_owner = "li@firm.example", True
    db.session.flush()
    password_reset.ask("li@firm.example")
    invitation.invite(actor("lanxi"), "new@firm.example")
    post("li@firm.example", "主题", "请看。", "notice-1")
    db.session.commit()


def test_once_it_has_left_the_table_holds_no_way_in(app: Flask) -> None:
    keeper = Keeper()
    with app.app_context(), server(keeper) as url:
        asked()
        assert mail.Postman(MailServer(url)).run() == 3
        text = next(letter.get_content() for letter in keeper.kept if "reset" in letter.get_content())
        found = re.search(r"/password-reset/(\S+)", text)
        assert found is not None
        assert db.session.scalars(select(PasswordReset.token_hash)).one() == digest(found[1]), "the letter itself works"
        assert [row.body for row in rows()] == ["", "", "请看。"]


def test_a_letter_that_never_leaves_keeps_none_either(app: Flask) -> None:
    with app.app_context(), server(Keeper(recipient="550 no such user")) as url:
        asked()
        mail.Postman(MailServer(url)).run()
        assert [(row.attempts, row.body) for row in rows()][:2] == [(MOST_ATTEMPTS, ""), (MOST_ATTEMPTS, "")]


def test_while_it_is_tried_again_it_still_says_what_it_says(app: Flask) -> None:
    with app.app_context(), server(Keeper(recipient="450 later")) as url:
        asked()
        postman = mail.Postman(MailServer(url))
        postman.run()
        assert all(row.body for row in rows())
