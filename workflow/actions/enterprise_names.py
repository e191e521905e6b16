"""Names and legal representatives as the market regulator's register has them, taken from a table. The caller commits."""

from collections.abc import Iterable

from sqlalchemy import select

from rules.say import Say
from workflow.actions.dishonest_list import code_of
from workflow.actions.registers import Difference
from workflow.actions.relation import keep
from workflow.actions.search_rows import keep_firm
from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.pinyin import sort_key
from workflow.sheets import Row

COLUMNS = {"uscc": ("统一社会信用代码",), "name": ("企业名称",), "legal_representative": ("法定代表人",)}
LONGEST = 200


def compare(rows: Iterable[Row]) -> Difference:
    """Which names and representatives differ from what is on file; enterprises without a file are left out."""
    found = Difference()
    known = {row.uscc: row for row in db.session.scalars(select(Enterprise))}
    for row in rows:
        try:
            code, name, person = _entry(row)
        except ValueError as wrong:
            found.bad.append((row.number, wrong.args[0]))
            continue
        firm = known.get(code)
        if firm is None:
            found.unknown.append(Say(f"{code}　{name}", f"{code}　{name}"))
        elif (firm.name, firm.legal_representative) == (name, person):
            found.same += 1
        else:
            text = f"{code}　{firm.name}、{firm.legal_representative} → {name}、{person}"
            found.changed.append(Say(text, text))
            found.rows.append((firm.id, name, person))
    return found


def apply(found: Difference) -> None:
    """Write them with all that hangs on them; the holder of an account stays until the account itself is changed."""
    assert not found.bad, "a table with bad rows is not applied"
    for firm_id, name, person in found.rows:
        firm = db.session.get_one(Enterprise, firm_id)
        firm.name, firm.sort_key, firm.legal_representative = name, sort_key(name), person
        keep(firm.id)
        keep_firm(firm)


def _entry(row: Row) -> tuple[str, str, str]:
    code, name, person = code_of(row), row.cells["name"], row.cells["legal_representative"]
    if not (0 < len(name) <= LONGEST and 0 < len(person) <= LONGEST):
        raise ValueError(Say(f"{code}的名称和法定代表人都要填", f"{code}: name and representative are needed"))
    return code, name, person
