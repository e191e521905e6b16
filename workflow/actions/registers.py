"""The zone's units and the above-scale list, taken from tables: what differs first, then the change. The caller commits.

A table is applied as a whole or not at all: one bad row stops it, and every bad row gets its sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from stdnum.cn import uscc as uscc_number

from rules import money
from rules.say import Say
from workflow.db import db
from workflow.models.enterprise import AboveScale, Enterprise
from workflow.models.zone import ZoneUnit
from workflow.sheets import Row

UNIT_COLUMNS = {
    "code": ("房号",),
    "address": ("地址",),
    "area": ("面积",),
    "since": ("入园日期",),
    "until": ("退出日期",),
    "source": ("来源",),
}
SCALE_COLUMNS = {"uscc": ("统一社会信用代码",), "year": ("年度",), "source": ("来源",)}


@dataclass
class Difference:
    """What a table would change, as sentences; `bad` rows are (row number, sentence). `rows` is what would be written."""

    added: list[Say] = field(default_factory=list)
    changed: list[Say] = field(default_factory=list)
    removed: list[Say] = field(default_factory=list)
    unknown: list[Say] = field(default_factory=list)
    bad: list[tuple[int, Say]] = field(default_factory=list)
    same: int = 0
    rows: list[Any] = field(default_factory=list)


def compare_units(rows: Iterable[Row]) -> Difference:
    """What the table of units would change. Units that it does not name stay as they are."""
    found = Difference()
    known = {unit.code: unit for unit in db.session.scalars(select(ZoneUnit).order_by(ZoneUnit.code))}
    seen: set[str] = set()
    for row in rows:
        try:
            unit = _unit(row, seen)
        except ValueError as wrong:
            found.bad.append((row.number, wrong.args[0]))
            continue
        old = known.get(unit.code)
        changes = _changes(old, unit) if old else []
        if old is None:
            found.added.append(_both(f"{unit.code}　{unit.address}"))
        elif changes:
            found.changed.append(_both(f"{unit.code}　" + "；".join(changes)))
        else:
            found.same += 1
        found.rows.append(unit)
    return found


def merge_rows(found: Difference) -> None:
    """Write the rows of a table without bad ones: new ones are added, known ones take what the table says."""
    assert not found.bad, "a table with bad rows is not applied"
    for row in found.rows:
        db.session.merge(row)
    db.session.flush()


FIELDS = ("address", "area", "since", "until", "source")


def _changes(old: ZoneUnit, new: ZoneUnit) -> list[str]:
    pairs = [(getattr(old, name), getattr(new, name)) for name in FIELDS]
    return [f"{before if before is not None else '—'} → {after if after is not None else '—'}"
            for before, after in pairs if before != after]  # fmt: skip


def _both(text: str) -> Say:
    return Say(text, text)


def _unit(row: Row, seen: set[str]) -> ZoneUnit:
    """The unit of a row. Raises ValueError with a sentence."""
    cells = row.cells
    code = cells["code"]
    if not 1 <= len(code) <= 40:
        raise ValueError(Say("房号要填，不超过40个字", "the unit's code is needed, at most 40 characters"))
    if code in seen:
        raise ValueError(Say(f"房号{code}在表里出现两次", f"unit {code} is in the table twice"))
    seen.add(code)
    try:
        area = money.parse_yuan(cells["area"])
    except money.NotMoney:
        area = 0
    if not 0 < area <= 1_000_000_000:
        raise ValueError(Say(f"房号{code}的面积“{cells['area']}”看不懂", f"unit {code}: the area cannot be read"))
    since, until = _day(code, cells["since"]), _day(code, cells["until"]) if cells["until"] else None
    if until is not None and until < since:
        raise ValueError(Say(f"房号{code}的退出日期早于入园日期", f"unit {code} leaves before it comes"))
    return ZoneUnit(
        code=code, address=cells["address"][:200], area=area, since=since, until=until, source=cells["source"][:200]
    )


def _day(code: str, text: str) -> date:
    try:
        return date.fromisoformat(text.replace("/", "-").replace(".", "-"))
    except ValueError:
        sentence = Say(f"房号{code}的日期“{text}”要写成2024-07-01", f"unit {code}: write the day as 2024-07-01")
        raise ValueError(sentence) from None


def compare_scale(rows: Iterable[Row]) -> Difference:
    """What the above-scale list would change. For the years in the table it is the whole list: others leave it."""
    found = Difference()
    firms = {row.uscc: row for row in db.session.execute(select(Enterprise.uscc, Enterprise.id, Enterprise.name))}
    listed: dict[tuple[int, int], str] = {}
    for row in rows:
        try:
            code, year = _entry(row)
        except ValueError as wrong:
            found.bad.append((row.number, wrong.args[0]))
            continue
        if code not in firms:
            found.unknown.append(_both(f"{code}　{year}"))
        elif (firms[code].id, year) in listed:
            sentence = Say(f"{code}在{year}年出现两次", f"{code} is listed twice for {year}")
            found.bad.append((row.number, sentence))
        else:
            listed[firms[code].id, year] = row.cells["source"][:200]
    names = {row.id: row.name for row in firms.values()}
    years = sorted({year for _, year in listed})
    before = {
        (row.enterprise_id, row.year)
        for row in db.session.scalars(select(AboveScale).where(AboveScale.year.in_(years)).order_by(AboveScale.year))
    }
    found.added = [_both(f"{names[firm]}　{year}") for firm, year in sorted(listed.keys() - before)]
    found.removed = [_both(f"{names[firm]}　{year}") for firm, year in sorted(before - listed.keys())]
    found.same = len(listed.keys() & before)
    found.rows = [AboveScale(enterprise_id=firm, year=year, source=text) for (firm, year), text in listed.items()]
    return found


def apply_scale(found: Difference) -> None:
    """Write the list of each year in a table without bad rows."""
    assert not found.bad, "a table with bad rows is not applied"
    years = sorted({row.year for row in found.rows})
    db.session.execute(delete(AboveScale).where(AboveScale.year.in_(years)))
    db.session.add_all(found.rows)
    db.session.flush()


def _entry(row: Row) -> tuple[str, int]:
    code, year = row.cells["uscc"].upper(), row.cells["year"]
    if not uscc_number.is_valid(code):
        raise ValueError(Say(f"信用代码“{code}”的校验位不对", f"{code}: not a valid credit code"))
    if not (year.isascii() and year.isdigit() and 2000 <= int(year) <= 2100):
        raise ValueError(Say(f"年度“{year}”要写成四位数", f"write the year of {code} in four digits"))
    return code, int(year)
