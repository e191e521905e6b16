"""Names of people by their ids, for pages of the bureau."""

from collections.abc import Iterable

from sqlalchemy import select

from workflow.db import db
from workflow.models.user import User


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Id → name of these people, in one query; None is left out."""
    wanted = {user_id for user_id in ids if user_id is not None}
    if not wanted:
        return {}
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(wanted)))}
