"""`flask account`: what only the operator can do for somebody who cannot get in."""

import click
from flask.cli import with_appcontext

from workflow.actions import second_factor
from workflow.actions.identity import end_all_sessions
from workflow.db import db
from workflow.queries.accounts import by_login


@click.group()
def account() -> None:
    """Accounts of people."""


@account.command("forget-second-factor")
@click.argument("login")
@with_appcontext
def forget_second_factor(login: str) -> None:
    """Take the second factor off an account whose owner lost telephone and codes. Check who asks before you do it.

    Every session of the person ends; the change stands in the account's record. Exit code 1: nobody has that login.
    """
    user = by_login(login)
    if user is None:
        raise click.ClickException(f"Nobody signs in as {login!r}. 没有这个登录名。")
    second_factor.remove(user.id)
    end_all_sessions(user.id)
    db.session.commit()
    click.echo(f"{user.login} ({user.name}) signs in with the password alone now. 已关闭两步验证。")
