"""The roll of the committee, kept by its secretary. Nobody is deleted: past meetings name them. The caller commits."""

from sqlalchemy import select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.clock import now
from workflow.db import db
from workflow.models.meeting import CommitteeMember
from workflow.models.user import User

NO_ACCOUNT = Blocker("no_account", "没有这个登录名的审定人员账号", "Nobody of those who decide has this sign-in name")


def enrol(name: str, organisation: str, title: str, login: str, actor: Actor) -> CommitteeMember:
    """Put somebody on the roll; `login`: the person's account here, empty without one. Raises Refused: no such account."""
    assert actor.user_id is not None
    row = CommitteeMember(
        name=name.strip(),
        organisation=organisation.strip(),
        title=title.strip(),
        user_id=_account(login.strip()),
        added_by=actor.user_id,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _account(login: str) -> int | None:
    if not login:
        return None
    query = select(User.id).where(User.login == login, User.duty_group == "decision")
    found = db.session.scalars(query).first()
    if found is None:
        raise Refused((NO_ACCOUNT,))
    return found


def set_active(row: CommitteeMember, *, active: bool) -> None:
    """Whether somebody is called to further meetings."""
    row.active = active
    db.session.flush()
