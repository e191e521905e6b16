"""The months of a claim that is paid by the month: what each is worth and granted."""

from rules import months, unit_words
from rules.claim import Claim, Month, Part
from rules.findings import MonthGrant
from rules.outcome_parts import Line
from rules.say import Say


def month_grants(claim: Claim, parts: list[Part]) -> tuple[MonthGrant, ...]:
    """Every claimed month with its area, what it is worth and what it is granted, in order."""
    rows = [MonthGrant(months.month_text(at), "0", 0, 0, "not_covered") for at in claim.not_covered]
    for part in parts:
        rows += _of_part(claim, part)
    return tuple(sorted(rows))


def _of_part(claim: Claim, part: Part) -> list[MonthGrant]:
    """The year's money is laid on its months from the first one on; what the cap cuts is missing at the end."""
    rows, before, paid = [], 0, 0
    den = claim.month_tape.records[-1].den
    for place, month in enumerate(part.months):
        before += month.worth
        worth = _fen(month.worth, den)
        state, fen = part.state, 0
        if part.state in ("paid", "cut"):
            upto = min(_fen(before, den), part.fen)
            is_open = place < part.open
            state, fen = ("granted" if upto - paid >= worth else "clipped", upto - paid) if is_open else ("beyond", 0)
            paid += fen
        rows.append(MonthGrant(months.month_text(month.at), _area(claim, month), worth, fen, state))
    return rows


def _fen(number: int, den: int) -> int:
    return (200 * number + den) // (2 * den)


def _area(claim: Claim, month: Month) -> str:
    return unit_words.digits(month.area, 100 * claim.finer).replace(",", "")


def by_month(claim: Claim, part: Part) -> list[Line]:
    """The area and worth of each month of the year, where leases differ."""
    rows = {row.month: row for row in _of_part(claim, part)}
    return [
        Line(
            "month",
            Say(text, text),
            clause=claim.rule.clause,
            result=Say(
                f"{row.area}平方米，{unit_words.digits(row.computed_fen, 100)}元",
                f"{row.area} m², {unit_words.digits(row.computed_fen, 100)} yuan",
            ),
        )
        for text, row in rows.items()
    ]
