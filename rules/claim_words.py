"""The lines that explain a claim by the month: conditions, a block for each year, the sum."""

from rules import months
from rules.claim import Claim, Part
from rules.operations import Values
from rules.outcome_parts import Line
from rules.rent_words import by_month
from rules.say import Say
from rules.total import is_exact, total_line

OF_YEAR = Say("本年度计算金额", "computed for this year")
TOTAL = Say("计算金额合计", "computed amount in all")
NO_MONTH_USED = Say(
    "该年度额度此前已用完，这些月份不支付，也不占用累计月数",
    "nothing is left of this year's cap: these months are not paid and use none of the total",
)
BEYOND = Say("{}个月超出累计月数，不予核定", "{} beyond the total are not granted")


def claim_lines(claim: Claim, parts: list[Part], first: Values, amount: int) -> tuple[Line, ...]:
    """The conditions once, then a block for each year with its steps, its limits and its amount, then the sum."""
    rule, name = claim.rule, claim.tape_name
    lines = rule.teller(name).condition_lines(first)
    for part in parts:
        lines.append(Line("block", _span(part), clause=rule.clause))
        if claim.by_lease:
            lines += by_month(claim, part)
        lines += rule.teller(name).steps(part.values)
        exact = is_exact(claim.tape, part.values)
        total = total_line(claim.tape, part.fen, rule.clause, exact=exact, title=OF_YEAR)
        lines.append(total._replace(kind="part", note=_note(part) or total.note))
    lines.append(total_line(claim.tape, amount, rule.clause, title=TOTAL))
    return tuple(lines)


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
