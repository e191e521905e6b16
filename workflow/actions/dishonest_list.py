"""The list of seriously dishonest entities, taken from a table: what differs first, then the change. The caller commits."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from stdnum.cn import uscc as uscc_number

from rules.say import Say
from workflow.actions.registers import Difference
from workflow.db import db
from workflow.models.enterprise import Dishonest
from workflow.sheets import Row

COLUMNS = {"uscc": ("统一社会信用代码",), "since": ("列入日期",), "until": ("移出日期",), "source": ("来源",)}


def compare(rows: Iterable[Row]) -> Difference:
    """What the table would change. Entries that it does not name stay; one that is over has its last day in the table."""
    found, seen = Difference(), set[tuple[str, date]]()
    known = {(row.uscc, row.since): row for row in db.session.scalars(select(Dishonest))}
    for row in rows:
        try:
            entry = _entry(row, seen)
        except ValueError as wrong:
            found.bad.append((row.number, wrong.args[0]))
            continue
        old, text = known.get((entry.uscc, entry.since)), f"{entry.uscc}　{entry.since} – {entry.until or ''}"
        if old is None:
            found.added.append(Say(text, text))
        elif (old.until, old.source) != (entry.until, entry.source):
            found.changed.append(Say(text, text))
        else:
            found.same += 1
        found.rows.append(entry)
    return found


def code_of(row: Row) -> str:
    """The credit code of a row. Raises ValueError with a sentence."""
    code = row.cells["uscc"].upper()
    if not uscc_number.is_valid(code):
        raise ValueError(Say(f"信用代码“{code}”的校验位不对", f"{code}: not a valid credit code"))
    return code


def _entry(row: Row, seen: set[tuple[str, date]]) -> Dishonest:
    code = code_of(row)
    since = _day(code, row.cells["since"])
    until = _day(code, row.cells["until"]) if row.cells["until"] else None
    if until is not None and until < since:
        raise ValueError(Say(f"{code}的移出日期早于列入日期", f"{code} is taken off before it is listed"))
    if (code, since) in seen:
        raise ValueError(Say(f"{code}在{since}列入了两次", f"{code} is listed twice on {since}"))
    seen.add((code, since))
    return Dishonest(uscc=code, since=since, until=until, source=row.cells["source"][:200])


def _day(code: str, text: str) -> date:
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        sentence = Say(f"{code}的日期“{text}”要写成2026-07-01", f"{code}: write the day as 2026-07-01")
        raise ValueError(sentence) from None
