"""Has the scanner look at files that wait for it. A file that waits is not served; without a scanner nothing waits."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from sqlalchemy import or_, select, update

from workflow import storage
from workflow.clock import now
from workflow.db import db, writing
from workflow.intake import clamd
from workflow.models.document import ScanResult
from workflow.models.filing import WAITING, Blob

AT_ONCE = 100
PIECE = 1 << 18
#: How long a file without a verdict is left alone.
REST = timedelta(minutes=10)

log = logging.getLogger(__name__)


class _ChangedError(Exception):
    """The bytes on the disk are not those that were handed in."""


def scan_waiting() -> int:
    """Scan up to a hundred waiting files, pending ones first; gives how many got a verdict. Commits each.

    What was taken in before there was a scanner is looked at too. A scanner that does not answer ends the round; a file
    without a verdict stays as it is, rests for a while and is tried again.
    """
    place = current_app.config["CLAMD"]
    done = 0
    for sha256 in _waiting() if place else ():
        try:
            finding = clamd.scan(place, _pieces(sha256))
        except (clamd.ScannerError, _ChangedError, FileNotFoundError) as error:
            log.warning("no verdict on file %s: %r", sha256, error)
            db.session.execute(update(Blob).where(Blob.sha256 == sha256).values(scan_after=now() + REST))
            db.session.commit()
        except OSError as error:
            log.warning("the scanner at %s does not answer: %r", place, error)
            break
        else:
            done += _note(sha256, finding)
    return done


def _waiting() -> list[str]:
    reading = writing.set(False)
    try:
        query = (
            select(Blob.sha256)
            .where(WAITING, or_(Blob.scan_after.is_(None), Blob.scan_after <= now()))
            .order_by(Blob.scan, Blob.stored_at, Blob.sha256)
        )
        return list(db.session.scalars(query.limit(AT_ONCE)))
    finally:
        db.session.rollback()
        writing.reset(reading)


def _pieces(sha256: str) -> Iterator[bytes]:
    """The bytes, and at their end the certainty that they are the ones that were handed in."""
    digest = hashlib.sha256()
    path = storage.path_of(sha256)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            yield piece
    if digest.hexdigest() != sha256:
        raise _ChangedError(sha256)


def _note(sha256: str, finding: str) -> int:
    """Write the verdict; of two workers at the same file the second notes nothing."""
    verdict = "infected" if finding else "clean"
    still = update(Blob).where(Blob.sha256 == sha256, WAITING).values(scan=verdict)
    noted = db.session.execute(still).rowcount  # type: ignore[attr-defined]
    if noted:
        db.session.add(ScanResult(sha256=sha256, verdict=verdict, finding=finding, at=now()))
    db.session.commit()
    return int(noted)
