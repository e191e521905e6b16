"""Works off runs over many cases that the request which ordered them left open: large ones, and interrupted ones."""

from datetime import timedelta

from workflow.actions.bulk_work import open_runs, work_off
from workflow.clock import now
from workflow.db import db

#: So long a run is left to the request that ordered it.
LEFT_ALONE = timedelta(seconds=3)


def waiting() -> bool:
    """Whether there is a run to work off."""
    return bool(open_runs(now() - LEFT_ALONE))


def work() -> int:
    """Do every waiting row; gives how many. Commits each."""
    runs = open_runs(now() - LEFT_ALONE)
    db.session.rollback()
    return sum(work_off(run_id) for run_id in runs)
