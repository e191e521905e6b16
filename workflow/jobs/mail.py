"""Delivers letters. Each try is noted before it begins and after it ends, with no transaction open in between.

A worker that dies in between tries again later: the letter then has the same Message-ID (and the same file name).
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import select, update

from workflow.clock import now
from workflow.db import db
from workflow.jobs.carriers import Carrier, carrier
from workflow.jobs.letter import written
from workflow.jobs.mail_server import NotThisOneError, UndeliverableError
from workflow.models.mail import MOST_ATTEMPTS, SECRET, MailMessage

AT_ONCE = 50
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
#: How long a server that does not answer is left alone.
REST = timedelta(minutes=1)

log = logging.getLogger(__name__)
DUE = (MailMessage.sent_at.is_(None), MailMessage.attempts < MOST_ATTEMPTS)


def waiting() -> bool:
    """Whether any letter is due."""
    return db.session.scalar(select(MailMessage.id).where(*DUE, MailMessage.next_at <= now()).limit(1)) is not None


def wait_after(attempts: int) -> timedelta:
    """How long after its n-th try a letter rests: 5 minutes, then twice as long each time, at most 6 hours."""
    return min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)


@dataclass
class Postman:
    """Carries letters; leaves a server that does not answer alone for a minute. `way` replaces the setting in tests."""

    way: Carrier | None = None
    rests_until: datetime | None = None

    def run(self) -> int:
        """Deliver up to fifty letters that are due; gives how many. Commits each by itself."""
        if self.rests_until is not None and now() < self.rests_until:
            return 0
        way = self.way or carrier(current_app.config["MAIL"], Path(current_app.config["INSTANCE"]))
        delivered = 0
        try:
            for _try in range(AT_ONCE):
                row = _take()
                if row is None:
                    break
                delivered += self._carried(way, row)
                if self.rests_until is not None:
                    break
        finally:
            way.close()
        return delivered

    def _carried(self, way: Carrier, row: MailMessage) -> bool:
        self.rests_until = None
        try:
            way.carry(written(row, current_app.config["MAIL_FROM"]), row.id)
        except (UndeliverableError, ValueError) as error:
            log.warning("letter %s cannot be delivered: %s", row.id, error)
            _note(row, attempts=MOST_ATTEMPTS, failed_reason=_words(error), **_forgotten(row))
        except OSError as error:
            log.warning("letter %s could not be delivered, try %s: %s", row.id, row.attempts, error)
            over = row.attempts >= MOST_ATTEMPTS
            _note(row, failed_reason=_words(error), **(_forgotten(row) if over else {}))
            if not isinstance(error, NotThisOneError):
                self.rests_until = now() + REST
        else:
            _note(row, sent_at=now(), failed_reason=None, **_forgotten(row))
            return True
        return False


def _take() -> MailMessage | None:
    """Note one more try at the letter that waits longest; another worker passes it by until the next one is due."""
    query = select(MailMessage).where(*DUE, MailMessage.next_at <= now())
    query = query.order_by(MailMessage.next_at, MailMessage.id).limit(1).with_for_update(skip_locked=True)
    row = db.session.scalars(query).first()
    if row is not None:
        row.attempts += 1
        row.next_at = now() + wait_after(row.attempts)
        db.session.flush()
        db.session.refresh(row)
        db.session.expunge(row)
    db.session.commit()
    return row


def _forgotten(row: MailMessage) -> dict[str, object]:
    """Whoever reads the table later finds no way into an account in it."""
    return {"body": ""} if row.key.startswith(SECRET) else {}


def _note(row: MailMessage, **values: object) -> None:
    db.session.execute(update(MailMessage).where(MailMessage.id == row.id).values(**values))
    db.session.commit()


def _words(error: Exception) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:200]
