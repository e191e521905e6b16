"""Keeping views of the queue under a name. The address was read and written again by the list, so it always opens."""

from sqlalchemy import func, select

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.clock import now
from workflow.db import db
from workflow.models.saved_view import SavedView

MOST = 20
TOO_MANY = Blocker(
    "too_many_views",
    f"一个人最多存{MOST}个视图，请先删掉不用的。",
    f"One person keeps at most {MOST} views; please delete one that you no longer use.",
)


def own(name: str, actor: Actor) -> SavedView | None:
    """The person's view of this name, locked."""
    query = select(SavedView).where(SavedView.owner_id == actor.user_id, SavedView.name == name)
    return db.session.scalar(query.with_for_update())


def is_taken(name: str, actor: Actor, except_id: int = 0) -> bool:
    """Whether the person has another view of this name."""
    query = select(SavedView.id).where(SavedView.owner_id == actor.user_id, SavedView.name == name)
    return db.session.scalar(query.where(SavedView.id != except_id)) is not None


def save(name: str, address: str, actor: Actor, *, shared: bool) -> SavedView:
    """Keep a view. Raises Refused when the person has too many; of two of one name the database refuses the second."""
    assert actor.user_id is not None
    kept = select(func.count()).select_from(SavedView).where(SavedView.owner_id == actor.user_id)
    if (db.session.scalar(kept) or 0) >= MOST:
        raise Refused((TOO_MANY,))
    row = SavedView(owner_id=actor.user_id, name=name, address=address, shared=shared, at=now())
    db.session.add(row)
    db.session.flush()
    return row


def replace(row: SavedView, address: str, *, shared: bool) -> SavedView:
    """Let a view of one's own show another list: its name stays, with its conditions, order and columns anew."""
    row.address, row.shared, row.at = address, shared, now()
    db.session.flush()
    return row


def change(row: SavedView, name: str, *, shared: bool) -> None:
    """Give a view another name, or show it to others."""
    row.name, row.shared, row.at = name, shared, now()
    db.session.flush()


def drop(row: SavedView) -> None:
    """Take a view away; the cases are untouched."""
    db.session.delete(row)
    db.session.flush()
