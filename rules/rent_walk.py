"""The walk over the years of a claim: what each year pays, and how many months of the total it uses."""

from rules.claim import Claim, Month, Part
from rules.record import Record


def walk(claim: Claim, used: int) -> list[Part]:
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
