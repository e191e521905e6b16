"""When people may be disturbed: working days, 08:30 to 18:00 in Shanghai."""

from datetime import datetime, time, timedelta

from workflow.clock import SHANGHAI
from workflow.queries.calendar import calendar

OPENS, CLOSES = time(8, 30), time(18)


def next_open(moment: datetime) -> datetime:
    """The moment itself inside working hours, else the next opening."""
    local, work = moment.astimezone(SHANGHAI), calendar()
    day = local.date()
    if work.is_workday(day):
        if OPENS <= local.time() < CLOSES:
            return moment
        if local.time() < OPENS:
            return datetime.combine(day, OPENS, SHANGHAI)
    day += timedelta(days=1)
    while not work.is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, SHANGHAI)
