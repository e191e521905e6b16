"""A second opinion: the eight computing items in plain fractions, written from the papers and sharing no code with rules/.

It knows nothing of tapes, units or words: an answer is (amount in fen, reason word).
"""

from fractions import Fraction
from math import floor
from typing import Any

from tests.rules.oracle_facts import Bad, ledger, need

TIERS = [(50_000_000, 100_000), (100_000_000, 200_000), (300_000_000, 300_000), (500_000_000, 500_000)]
TIERS += [(1_000_000_000, 1_000_000)]


def answer(article: str, inputs: Any, context: Any) -> tuple[int, str]:
    """What the papers say about one row."""
    if article in ("6", "8", "12", "13", "15", "16", "17", "18"):
        return 0, "refers"
    if article not in ITEMS:
        return 0, "invalid:article"
    if not isinstance(inputs, dict):
        return 0, "invalid:inputs"
    try:
        return ITEMS[article](inputs, context)
    except Bad as bad:
        return 0, str(bad)


def to_fen(yuan: Fraction) -> int:
    """四舍五入 to the fen."""
    return floor(yuan * 100 + Fraction(1, 2))


def capped(raw: Fraction, room: Fraction, word: str) -> tuple[int, str]:
    """The common end: room used up, cut, nothing, ok."""
    if room <= 0:
        return 0, "cap_used_up"
    if raw > room:
        return to_fen(room), word
    return to_fen(raw), "ok" if to_fen(raw) else "zero_amount"


def scope(i: dict[str, Any]) -> Any:
    """The project; the year is not needed there, but must be one when it is given."""
    need(i, "year", "year", optional=True)
    return need(i, "project", "text")


def item_4(i: dict[str, Any], context: Any) -> tuple[int, str]:
    listed, here, money = need(i, "listed", bool), need(i, "in_district", bool), need(i, "municipal_support", "yuan")
    project = scope(i)
    got = sum((e["yuan"] for e in ledger(context, "4", "project") if e["project"] == project), Fraction(0))
    if not listed:
        return 0, "not_listed"
    if not here:
        return 0, "not_in_district"
    return capped(money * Fraction(50, 100), 10_000_000 - got, "capped_project")


def item_5(i: dict[str, Any], context: Any) -> tuple[int, str]:
    runs = need(i, "runs", "rows")
    cost, any_first = Fraction(0), False
    for run in runs:
        three = [need(run, name, "yuan") for name in ("ip_fee", "mask_fee", "wafer_fee")]
        if need(run, "first_run", bool):
            cost, any_first = cost + sum(three), True
    got = of_year(i, context, "5")
    if not any_first:
        return 0, "not_first_run"
    return capped(cost * Fraction(30, 100), 5_000_000 - got, "capped_year")


def of_year(i: dict[str, Any], context: Any, article: str) -> Fraction:
    year = need(i, "year", "year")
    return sum((e["yuan"] for e in ledger(context, article, "year") if e["year"] == year), Fraction(0))


def item_7a(i: dict[str, Any], context: Any) -> tuple[int, str]:
    platform, money, project = need(i, "platform", bool), need(i, "investment", "yuan"), scope(i)
    got = sum((e["yuan"] for e in ledger(context, "7a", "project") if e["project"] == project), Fraction(0))
    return capped(money * Fraction(40, 100), 10_000_000 - got, "capped_project") if platform else (0, "not_platform")


def item_7b(i: dict[str, Any], context: Any) -> tuple[int, str]:
    opened, money = need(i, "opened", bool), need(i, "contracts", "yuan")
    got = of_year(i, context, "7b")
    return capped(money * Fraction(10, 100), 2_000_000 - got, "capped_year") if opened else (0, "line_not_open")


def item_9(i: dict[str, Any], context: Any) -> tuple[int, str]:
    first, moved = need(i, "first_listed", bool), need(i, "transferred", bool)
    need(i, "year", "year", optional=True)
    before = [e for e in ledger(context, "9") if e["yuan"] > 0]
    if not first:
        return 0, "not_first_listed"
    if moved:
        return 0, "transfer"
    return (0, "rewarded_before") if before else (10_000_000, "ok")


def tier(revenue: Fraction) -> int:
    return max([reward for edge, reward in TIERS if revenue >= edge], default=0)


def item_10(i: dict[str, Any], context: Any) -> tuple[int, str]:
    revenue, peak = need(i, "revenue", "yuan"), need(i, "peak", "yuan")
    need(i, "year", "year", optional=True)
    paid = sum((e["yuan"] for e in ledger(context, "10")), Fraction(0))
    if tier(revenue) == 0:
        return 0, "below_first_tier"
    if tier(revenue) <= tier(peak):
        return 0, "tier_not_first"
    if tier(revenue) <= paid:
        return 0, "tier_already_rewarded"
    return to_fen(tier(revenue) - paid), "ok"


def item_11(i: dict[str, Any], context: Any) -> tuple[int, str]:
    own, this, last = need(i, "own_design", bool), need(i, "sales_this", "yuan"), need(i, "sales_last", "yuan")
    got = of_year(i, context, "11")
    if not own:
        return 0, "not_own_design"
    if this <= 5_000_000:
        return 0, "sales_not_over_threshold"
    if this <= last:
        return 0, "no_growth"
    return capped((this - last) * Fraction(20, 100), 5_000_000 - got, "capped_year")


def item_14(i: dict[str, Any], context: Any) -> tuple[int, str]:
    zone, scale, area = need(i, "in_zone", bool), need(i, "above_scale", bool), need(i, "area", "area")
    count, (year, month) = need(i, "months", "months"), need(i, "from", "month")
    held = ledger(context, "14", "year", "months")
    if not zone:
        return 0, "not_in_zone"
    if not scale:
        return 0, "not_above_scale"
    left = 36 - sum(e["months"] for e in held)
    if left <= 0:
        return 0, "months_used_up"
    claimed: dict[int, int] = {}
    for step in range(count):
        at = year + (month - 1 + step) // 12
        claimed[at] = claimed.get(at, 0) + 1
    total, cut, limited, skipped = 0, False, False, False
    for at, months in claimed.items():
        room = 200_000 - sum((e["yuan"] for e in held if e["year"] == at), Fraction(0))
        if left <= 0:
            limited = True
            continue
        if room <= 0:
            skipped = True
            continue
        given = min(months, left)
        raw = area * Fraction(30, 100) * 10 * given
        total, cut, limited = total + to_fen(min(raw, room)), cut or raw > room, limited or given < months
        left -= given
    if not total:
        return 0, "cap_used_up"
    return total, "capped_year" if cut else "months_limited" if limited else "capped_year" if skipped else "ok"


ITEMS = {
    "4": item_4, "5": item_5, "7a": item_7a, "7b": item_7b, "9": item_9, "10": item_10, "11": item_11, "14": item_14,
}  # fmt: skip
