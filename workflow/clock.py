"""The one place that reads the clock. Business dates are Shanghai's: on 31 December at 16:30 UTC it is next year."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _told.get() or datetime.now(UTC)


def business_date(moment: datetime | None = None) -> date:
    """The calendar day in Shanghai, which decides caps, months and deadlines."""
    return (moment or now()).astimezone(SHANGHAI).date()


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """Stories only: inside the block, in this thread, it is `moment`. Only the demo and the tests use it.

    Raises ValueError when the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)
