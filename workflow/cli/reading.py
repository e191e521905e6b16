"""Commands that only read: they take no lock that would keep the application from writing meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from workflow.db import db, writing


@contextmanager
def reading() -> Iterator[None]:
    """Inside the block nothing is written, and SQLite is read beside a writer instead of in its place."""
    token = writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        writing.reset(token)
