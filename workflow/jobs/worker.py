"""The worker: looks every second whether the system itself has something to do.

Everything it does is decided by rows, never by a queue of its own, so it may be stopped, killed or started twice at any
moment: nothing is lost and nothing is done twice.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask

from workflow.db import db, writing
from workflow.jobs import (
    after_payment,
    bank_files,
    board,
    budget_work,
    bulk,
    call_reminders,
    conditions,
    corrections,
    deadlines,
    digest,
    holidays,
    mail,
    meetings,
    notices,
    offers,
    referrals,
    rent,
    samples,
    scan,
    stage_times,
)

log = logging.getLogger(__name__)


def _when(waiting: Callable[[], bool], do: Callable[[], int]) -> Callable[[], int]:
    """Look first, without keeping writers waiting; act only when there is something."""

    def run() -> int:
        reading = writing.set(False)
        try:
            found = waiting()
        finally:
            db.session.rollback()
            writing.reset(reading)
        return do() if found else 0

    return run


@dataclass
class Job:
    """Something done every so many seconds; `run` gives how much it did."""

    name: str
    every: float
    run: Callable[[], int]
    due: float = field(default=0.0)


def jobs() -> list[Job]:
    """What the system does by itself."""
    return [
        Job("messages", 1, _when(notices.waiting, notices.send)),
        Job("letters", 1, _when(mail.waiting, mail.Postman().run)),
        Job("daily letters", 60, digest.send),
        Job("scans", 2, scan.scan_waiting),
        Job("runs over many cases", 2, _when(bulk.waiting, bulk.work)),
        Job("answers of the bank", 2, _when(bank_files.waiting, bank_files.work)),
        Job("meetings left in their execution", 30, _when(meetings.waiting, meetings.work)),
        Job("publicity", 60, deadlines.clear_publicity),
        Job("corrections", 60, deadlines.lapse_corrections),
        Job("documents to follow", 60, conditions.fail_overdue),
        Job("reminders of documents to follow", 600, conditions.remind),
        Job("correction reminders", 600, corrections.remind),
        Job("board", 15, board.count_new),
        Job("due dates after other holidays", 10, _when(holidays.waiting, holidays.work)),
        Job("stage times", 60, stage_times.count_new),
        Job("budget in work", 60, budget_work.count_new),
        Job("sample seeds", 600, samples.tend_seeds),
        Job("call reminders", 300, call_reminders.remind),
        Job("offers", 600, offers.tend),
        Job("referral reminders", 600, referrals.remind_due),
        Job("reminders after payment", 600, after_payment.remind),
        Job("rent reminders", 24 * 3600, rent.remind_all),
    ]


def run_due(todo: list[Job]) -> dict[str, int]:
    """Run every job whose time has come; gives how much each did. A job that fails is tried again at its next time."""
    done = {}
    for job in todo:
        if time.monotonic() < job.due:
            continue
        try:
            done[job.name] = job.run()
        except Exception:
            log.exception("job %s failed", job.name)
        finally:
            db.session.remove()
        job.due = time.monotonic() + job.every
    return done


def work(app: Flask, stop: threading.Event, pause: float = 1.0) -> None:
    """Work until `stop` is set."""
    todo = jobs()
    with app.app_context():
        while not stop.is_set():
            run_due(todo)
            stop.wait(pause)


def start(app: Flask) -> Callable[[], None]:
    """Work in a thread of this process; gives what ends it and waits until it has ended."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(app, stop), name="worker", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(timeout=10)

    return end
