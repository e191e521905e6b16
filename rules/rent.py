"""Support paid by the month: months are granted from the first claimed one on, within a total, and capped by the year.

A month that the year's cap cuts still counts towards the total; a year that pays nothing at all uses no month.
"""

from typing import Any

from rules.claim import Claim, Month, Part
from rules.ledger import Entry
from rules.outcome import Failure, Outcome
from rules.reasons import WORDS, not_met
from rules.rent_words import claim_lines, month_grants
from rules.rule import Rule
from rules.tape import Record


def judge(rule: Rule, given: dict[str, Any], entries: list[Entry], same: dict[str, Any], *, explain: bool) -> Outcome:
    """The outcome of a claim over months."""
    claim = Claim(rule, given, entries)
    used = sum(e.months for e in entries)
    parts = _walk(claim, used)
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


def _walk(claim: Claim, used: int) -> list[Part]:
    """Year by year: what is granted, what it pays, and how many months of the total it uses."""
    parts = []
    for months_of_year in claim.parts():
        part = _part(claim, months_of_year, used)
        parts.append(part)
        used += part.used
    return parts


def _part(claim: Claim, run: list[Month], used: int) -> Part:
    within = min(len(run), max(0, claim.rule.walk["max_months"] - used))
    values, cap = claim.year(run, used), _cap(claim)
    raw, room = values[cap.args[0]], values[cap.args[1]]
    if not within:
        return Part(run, values, 0, 0, 0, "beyond")
    if not room:
        return Part(run, values, 0, 0, 0, "year_used_up")
    fen, counted = int(values[-1]), within
    if raw > room and not claim.rule.walk["clipped_consume"]:
        counted = _paid_months(claim, run, used)
    return Part(run, values, within, counted if fen else 0, fen, "cut" if raw > room else "paid")


def _paid_months(claim: Claim, run: list[Month], used: int) -> int:
    """How many months get money before the year's cap is reached."""
    cap = _cap(claim)
    for count in range(1, len(run)):
        values = claim.year(run[:count], used)
        if values[cap.args[0]] >= values[cap.args[1]]:
            return count
    return len(run)


def _cap(claim: Claim) -> Record:
    if claim.tape.cap is None:
        raise TypeError("an article paid by the month has a cap of the year")
    return claim.tape.cap


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
