"""The months and lines of a claim that is paid by the month: one block for each year."""

from rules import months, units
from rules.claim import Claim, Month, Part
from rules.operations import Values
from rules.outcome import Line, MonthGrant
from rules.say import Say
from rules.verdict import is_exact, total_line

OF_YEAR = Say("本年度计算金额", "computed for this year")
TOTAL = Say("计算金额合计", "computed amount in all")
NO_MONTH_USED = Say(
    "该年度额度此前已用完，这些月份不支付，也不占用累计月数",
    "nothing is left of this year's cap: these months are not paid and use none of the total",
)
BEYOND = Say("{}个月超出累计月数，不予核定", "{} beyond the total are not granted")
COVERED = Say("当月有租约整月覆盖", "months covered whole by a lease")


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
    return units.digits(month.area, 100 * claim.finer).replace(",", "")


def claim_lines(claim: Claim, parts: list[Part], first: Values, amount: int) -> tuple[Line, ...]:
    """The conditions once, then a block for each year with its steps, its limits and its amount, then the sum."""
    rule, name = claim.rule, claim.tape_name
    lines = rule.teller(name).condition_lines(first)
    for part in parts:
        lines.append(Line("block", _span(part), clause=rule.clause))
        if claim.by_lease:
            lines += _by_month(claim, part)
        lines += rule.teller(name).steps(part.values)
        exact = is_exact(claim.tape, part.values)
        total = total_line(claim.tape, part.fen, rule.clause, exact=exact, title=OF_YEAR)
        lines.append(total._replace(kind="part", note=_note(part) or total.note))
    lines.append(total_line(claim.tape, amount, rule.clause, title=TOTAL))
    return tuple(lines)


def _by_month(claim: Claim, part: Part) -> list[Line]:
    """The area and worth of each month of the year, where leases differ."""
    rows = {row.month: row for row in _of_part(claim, part)}
    return [
        Line(
            "month",
            Say(text, text),
            clause=claim.rule.clause,
            result=Say(
                f"{row.area}平方米，{units.digits(row.computed_fen, 100)}元",
                f"{row.area} m², {units.digits(row.computed_fen, 100)} yuan",
            ),
        )
        for text, row in rows.items()
    ]


def _span(part: Part) -> Say:
    first, last = months.month_text(part.months[0].at), months.month_text(part.months[-1].at)
    year, count = months.year_of(part.months[0].at), len(part.months)
    return Say(f"{year}年（{first}至{last}，{count}个月）", f"{year} ({first} to {last}, {_months(count)})")


def _note(part: Part) -> Say | None:
    if part.state == "year_used_up":
        return NO_MONTH_USED
    beyond = len(part.months) - part.open
    if beyond:
        return Say(BEYOND.zh.format(beyond), BEYOND.en.format(_months(beyond)))
    return None


def _months(count: int) -> str:
    return f"{count} month{'' if count == 1 else 's'}"
