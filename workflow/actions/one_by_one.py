"""Many rows, each by itself: what is refused, or breaks, stops none of the others."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from states.lifecycle import Refused
from workflow.db import db

log = logging.getLogger(__name__)
T = TypeVar("T")


def one_by_one(what: str, rows: Iterable[tuple[int, T]], do: Callable[[T], bool], *, commit: bool = False) -> int:
    """Do it to every row, in a savepoint of its own; gives for how many something was done. `rows`: an id for the log, the row.

    A refusal is no error: somebody may have acted between the search and the lock. `commit` ends the transaction after
    each, so that nobody waits for the locks of all; else the caller commits.
    """
    done = 0
    for key, row in rows:
        try:
            with db.session.begin_nested():
                done += do(row)
        except Refused as refused:
            log.warning("%s %s: %s", what, key, refused)
        except Exception:  # our own mistake with this one: it is tried again next time, the others go on
            log.exception("%s %s", what, key)
        if commit:
            db.session.commit()
    return done
