"""The working-day table of a year by two people: read with every fault, proposed, approved, and put in force. The caller commits.

Cases in work get their due dates anew by the worker. A period of public notice keeps the end that was announced.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, extract

from states.calendar import WorkCalendar
from states.day_table import PROVISIONAL, Day
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from states.refusals import wrong_role
from states.say import Say
from workflow.actions import admin
from workflow.actions import admin_refusals as why
from workflow.clock import business_date
from workflow.db import db
from workflow.models.admin_change import HOLIDAYS, AdminChange
from workflow.models.call import Workday
from workflow.queries.holidays import days_of, table

PROPOSERS = (Role.REVIEWER, Role.SUPERVISOR, Role.ADMINISTRATOR)
PROPOSE = Say("导入节假日", "Import holidays")
#: Of one year's notice at most.
MOST = 120
YES, NO = {"是", "上班", "yes", "true", "1"}, {"否", "放假", "休息", "no", "false", "0"}


def _fault(number: int, zh: str, en: str) -> Blocker:
    return Blocker("holiday_row", f"第{number}行：{zh}", f"Row {number}: {en}")


def read(rows: Iterable[tuple[int, str, str, str]], today: date) -> tuple[list[Day], list[Blocker]]:
    """Days from rows (number, day, whether people work, notice), and everything that is wrong with them."""
    found: dict[date, Day] = {}
    faults: list[Blocker] = []
    for number, text, works, source in rows:
        try:
            day = date.fromisoformat(text.strip().replace("/", "-"))
        except ValueError:
            faults.append(_fault(number, f"日期“{text[:20]}”要写成2027-01-01这样", "write the day like 2027-01-01"))
            continue
        word = works.strip().lower()
        if word not in YES | NO:
            faults.append(_fault(number, "是否上班只填“是”或“否”", "say yes or no"))
        elif day in found:
            faults.append(_fault(number, f"{day}重复了", f"{day} is there twice"))
        elif not source.strip() or source.strip() == PROVISIONAL or len(source.strip()) > 100:
            faults.append(_fault(number, "请写通知的文号", "name the notice"))
        found.setdefault(day, Day(day, word in YES, source.strip()[:100]))
    faults += _whole(list(found.values()), today)
    return sorted(found.values()), faults


def _whole(days: Sequence[Day], today: date) -> list[Blocker]:
    """What the table must be as a whole: one year that is not over, with the National Day."""
    years = {day.date.year for day in days}
    if not days:
        return [Blocker("holiday_none", "没有读到一天", "There is no day in it")]
    if len(days) > MOST:
        return [Blocker("holiday_many", f"超过{MOST}天", f"More than {MOST} days")]
    if len(years) > 1:
        return [Blocker("holiday_years", "一次只导入一个年份", "Import one year at a time")]
    if not today.year <= min(years) <= today.year + 3:
        return [Blocker("holiday_past", "只能导入今年和以后三年", "Only this year and the three after it")]
    if not any((one.date.month, one.date.day, one.is_workday) == (10, 1, False) for one in days):
        return [Blocker("holiday_part", "少了国庆节，表不完整", "The National Day is missing: the table is not whole")]
    return []


def told(days: Iterable[Day]) -> dict[str, Any]:
    """The table as a change keeps it."""
    return {one.date.isoformat(): [one.is_workday, one.source] for one in sorted(days)}


def propose(days: Sequence[Day], reason: str, actor: Actor) -> AdminChange:
    """Put a whole year before the second person. Raises Refused."""
    if not actor.roles.intersection(PROPOSERS):
        raise Refused((wrong_role(PROPOSE, PROPOSERS),))
    if faults := _whole(days, business_date()):
        raise Refused(tuple(faults))
    year = days[0].date.year
    return admin.propose(HOLIDAYS, str(year), told(days_of(year)), told(days), reason, actor)


def put_in_force(subject: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """The approved table replaces the year's. Raises Refused when the year's table is another one meanwhile."""
    year = int(subject)
    if told(days_of(year)) != before:
        raise Refused((why.STALE,))
    db.session.execute(delete(Workday).where(extract("year", Workday.day) == year))
    rows = ({"day": date.fromisoformat(day), "is_workday": works, "source": s} for day, (works, s) in after.items())
    db.session.add_all(Workday(**row) for row in rows)
    db.session.flush()


def with_year(days: Sequence[Day]) -> WorkCalendar:
    """The calendar as it would be with this year's table."""
    year = days[0].date.year
    return WorkCalendar([*(one for one in table() if one.date.year != year), *days])
