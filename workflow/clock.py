"""The one place that reads the clock. Business dates are Shanghai's: at 16:30 UTC on 31 December it is already next year."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def business_date(moment: datetime | None = None) -> date:
    """The calendar day in Shanghai, which decides caps, months and deadlines."""
    return (moment or now()).astimezone(SHANGHAI).date()
