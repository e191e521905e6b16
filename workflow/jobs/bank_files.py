"""Works off the rows of the bank's files that the request which applied them left open."""

from datetime import timedelta

from workflow.actions.bank_file_work import work_off
from workflow.clock import now
from workflow.db import db
from workflow.queries.bank_files import open_files

#: So long a file is left to the request that applied it.
LEFT_ALONE = timedelta(seconds=6)


def waiting() -> bool:
    """Whether there is a file to work off."""
    return bool(open_files(now() - LEFT_ALONE))


def work() -> int:
    """Apply every waiting row; gives how many. Commits each."""
    files = open_files(now() - LEFT_ALONE)
    db.session.rollback()
    return sum(work_off(file_id) for file_id in files)
