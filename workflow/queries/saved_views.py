"""The saved views that a person has: the own ones and those that colleagues share."""

from typing import NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.saved_view import SavedView
from workflow.models.user import User

MOST = 40


class Kept(NamedTuple):
    """A saved view as a person sees it; `owner`: its colleague's name, empty for an own one."""

    id: int
    name: str
    address: str
    shared: bool
    owner: str


def of_person(user_id: int) -> list[Kept]:
    """The own views by name, then the shared ones of others; one statement."""
    mine = SavedView.owner_id == user_id
    query = select(SavedView, User.name).join(User, User.id == SavedView.owner_id)
    query = query.where(mine | SavedView.shared).order_by(mine.desc(), SavedView.name, SavedView.id).limit(MOST)
    return [
        Kept(row[0].id, row[0].name, row[0].address, row[0].shared, "" if row[0].owner_id == user_id else row[1])
        for row in db.session.execute(query)
    ]
