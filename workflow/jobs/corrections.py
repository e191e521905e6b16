"""Reminds applicants of corrections that are due soon, once for each day that is worth it."""

from workflow.actions.correction_time import remind_due
from workflow.clock import business_date
from workflow.db import db
from workflow.queries.calendar import calendar


def remind() -> int:
    """Write the reminders that are due; gives how many. Commits."""
    told = remind_due(calendar(), business_date())
    db.session.commit()
    return told
