"""What visits, audits and experts found about a case, and what is still to be looked into before an evaluation."""

from collections.abc import Mapping, Sequence
from typing import Any

from rules import money
from rules.proofs import PROOFS, WORDS
from states.say import Say
from workflow.models.finding import Finding


def newest(rows: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Source → what its newest visit, audit or assessment found."""
    last = {row.source: _made_by(row) for row in rows}
    return {
        source: [row for row in rows if row.source == source and _made_by(row) == one] for source, one in last.items()
    }


def _made_by(row: Finding) -> int | None:
    return row.visit_id or row.audit_id or row.assessment_id


def holds(row: Finding, facts: Mapping[str, Any]) -> bool:
    """Whether what is claimed now is what was looked into, or what was found; of an area also any smaller one."""
    now: Any = facts.get(row.fact)
    if now in (row.claimed, row.found):
        return True
    if row.fact != "area":
        return False
    try:
        return money.hundredths(now) <= money.hundredths(row.found)
    except money.NotMoney:
        return False


def missing(item: str, asked: Sequence[str], rows: Sequence[Finding], facts: Mapping[str, Any]) -> tuple[Say, ...]:
    """What keeps an evaluation back: proofs that the call asks for and are not there, and those the claim has left behind."""
    found, left = newest(rows), []
    for source in PROOFS.get(item, ()):
        word = WORDS[source]
        if source in found and not all(holds(row, facts) for row in found[source]):
            left.append(Say(f"{word.zh}（申报数后来改过，要再核实一次）", f"{word.en} (the claim was changed since)"))
        elif source not in found and source in asked:
            left.append(Say(f"{word.zh}（本批次要求）", f"{word.en} (asked for by the call)"))
    return tuple(left)
