"""How often a page that anybody may send is taken: counted in the database, by where it comes from and whom it is about."""

from sqlalchemy import delete, select

from workflow.actions.public_tracking import WINDOW, counting, source
from workflow.clock import now
from workflow.db import db
from workflow.models.public_tracking import TrackingGuess

#: Forms taken within a quarter of an hour: from one network address, and about one mail address.
MOST_FROM, MOST_ABOUT = 30, 3


def too_often(kind: str, name: str, most: int = MOST_FROM) -> bool:
    """Count one more of this kind (`register-from`, `reset-about` …); whether it is over the limit. The caller commits."""
    one = source(kind, name)
    at = now()
    db.session.execute(delete(TrackingGuess).where(TrackingGuess.since <= at - WINDOW))
    db.session.execute(counting(one))
    return (db.session.scalar(select(TrackingGuess.failures).where(TrackingGuess.source == one)) or 0) > most
