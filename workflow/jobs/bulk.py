"""Works off runs over many cases that the request which ordered them left open: large ones, and interrupted ones."""

import logging
from datetime import timedelta

from workflow.actions.bulk_work import open_runs, work_off
from workflow.clock import now
from workflow.db import db

#: So long a run is left to the request that ordered it.
LEFT_ALONE = timedelta(seconds=3)

log = logging.getLogger(__name__)


def waiting() -> bool:
    """Whether there is a run to work off."""
    return bool(open_runs(now() - LEFT_ALONE))


def work() -> int:
    """Do every waiting row; gives how many. Commits each."""
    runs = open_runs(now() - LEFT_ALONE)
    db.session.rollback()
    return sum(_work_off(run_id) for run_id in runs)


def _work_off(run_id: int) -> int:
    try:
        return work_off(run_id)
    except Exception:  # our own mistake with this run: it is tried again, the others go on
        log.exception("run %s over many cases", run_id)
        db.session.rollback()
        return 0
