"""Support paid by the month: months are granted from the first claimed one on, within a total, and capped by the year.

A month that the year's cap cuts still counts towards the total; a year that pays nothing at all uses no month.
"""

from typing import Any

from rules.claim import Claim, Month, Part
from rules.claim_words import claim_lines
from rules.findings import Failure
from rules.ledger import Entry
from rules.outcome import Outcome
from rules.reasons import WORDS, not_met
from rules.rent_walk import walk
from rules.rent_words import month_grants
from rules.rule import Rule


def judge(rule: Rule, given: dict[str, Any], entries: list[Entry], same: dict[str, Any], *, explain: bool) -> Outcome:
    """The outcome of a claim over months."""
    claim = Claim(rule, given, entries)
    used = sum(e.months for e in entries)
    parts = walk(claim, used)
    first = parts[0].values if parts else claim.year([Month(given["from"], 0, 0)], used)
    failed = claim.tape.failed(first)
    reason = failed[0].code if failed else _reason(claim, parts, used)
    paying = not failed and reason not in ("months_used_up", "cap_used_up", "no_month_covered")
    amount = sum(part.fen for part in parts) if paying else 0
    reason = "zero_amount" if paying and not amount else reason
    failures = tuple(Failure(need.code, not_met(need.words)) for need in failed)
    return Outcome(
        **same,
        amount_fen=amount,
        reason=reason,
        reason_text=failures[0].text if failures else WORDS[reason],
        conditions=tuple(rule.teller("award").conditions(first)),
        failures=failures,
        months=month_grants(claim, parts) if not failed else (),
        lines=claim_lines(claim, [] if failed else parts, first, amount) if explain else (),
    )


def _reason(claim: Claim, parts: list[Part], used: int) -> str:
    """A year that pays and is cut comes first, then months beyond the total, then a year whose cap was used up."""
    if not parts:
        return "no_month_covered"
    if used >= claim.rule.walk["max_months"]:
        return "months_used_up"
    if all(part.state == "year_used_up" for part in parts):
        return "cap_used_up"
    if any(part.state == "cut" for part in parts):
        return "capped_year"
    if any(part.state == "beyond" or (part.state == "paid" and part.open < len(part.months)) for part in parts):
        return "months_limited"
    return "capped_year" if any(part.state == "year_used_up" for part in parts) else "ok"
