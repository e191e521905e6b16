"""Guards the public status line: who guesses wrong too often gets no answer for a while, and learns nothing from that."""

import hashlib
from datetime import timedelta

from sqlalchemy import case as either
from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from workflow.clock import now
from workflow.db import db
from workflow.models.public_tracking import TrackingGuess
from workflow.touch import apart

WINDOW = timedelta(minutes=15)
#: Wrong guesses within the window: from one address, and at one case from wherever.
MOST_FROM, MOST_AT = 20, 10


def source(kind: str, name: str) -> str:
    """What is counted, without keeping the address itself."""
    return hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()


def locked(address: str, number: str) -> bool:
    """Whether guesses from the address or at the case are refused now."""
    since = TrackingGuess.since > now() - WINDOW
    too_many = or_(
        (TrackingGuess.source == source("from", address)) & (TrackingGuess.failures >= MOST_FROM),
        (TrackingGuess.source == source("at", number)) & (TrackingGuess.failures >= MOST_AT),
    )
    return db.session.scalar(select(TrackingGuess.source).where(since, too_many).limit(1)) is not None


def failed(address: str, number: str, *, exists: bool) -> None:
    """Count a wrong guess. Only numbers that exist are counted as aimed at, so that guesses do not fill the table."""
    sources = [source("from", address), *([source("at", number)] if exists else [])]
    apart(
        delete(TrackingGuess).where(TrackingGuess.since <= now() - WINDOW),
        *(counting(one) for one in sources),
    )


def counting(one: str) -> postgresql.Insert | sqlite.Insert:
    """The statement that counts one more of a source; an old count begins anew."""
    insert = (postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert)(TrackingGuess)
    at = now()
    fresh = TrackingGuess.since > at - WINDOW
    return insert.values(source=one, failures=1, since=at).on_conflict_do_update(
        index_elements=["source"],
        set_={
            "failures": either((fresh, TrackingGuess.failures + 1), else_=1),
            "since": either((fresh, TrackingGuess.since), else_=at),
        },
    )
