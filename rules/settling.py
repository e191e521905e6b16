"""From the rule's amount to what may be paid: other money for the same matter, by the version's way of settling it.

The answer is one `Outcome` again, so that screen, notice and receipt show the deduction like any other step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from rules import unit_words, units
from rules.findings import Failure
from rules.outcome import Outcome
from rules.outcome_parts import Line, Part
from rules.say import Say, say
from rules.settlement import settle
from rules.stacking import Hit
from rules.taken_months import DUPLICATE, MONTH, cut, without_taken

CLAUSE = Say("附则", "Supplementary provisions")
TITLE = Say("扣除同一事项的其他资金", "less other money for the same matter")
BEFORE = Say("扣除前金额", "amount before")
OTHER = Say("其他资金", "other money")
MONTHS_TWICE = Say(
    "这些月份已在另一件申请中获得支持，不再重复支持", "months granted in another case are not granted again"
)


def as_json(hit: Hit) -> dict[str, Any]:
    """A hit as plain data: what an evaluation seals."""
    return hit._asdict() | {"text": hit.text.as_json()}


def from_json(stored: dict[str, Any]) -> Hit:
    """The hit that `as_json` wrote."""
    return Hit(**(stored | {"text": say(stored["text"])}))


def other_money(hits: Iterable[Hit]) -> dict[str, int]:
    """Other case or source → money (fen) that counts against the award. Months are paid one by one and add up."""
    months: dict[str, int] = {}
    whole: dict[str, int] = {}
    for hit in hits:
        if hit.kind == "file" or hit.fen <= 0:
            continue
        if hit.key.startswith(MONTH):
            months[hit.other] = months.get(hit.other, 0) + hit.fen
        else:
            whole[hit.other] = max(whole.get(hit.other, 0), hit.fen)
    return {name: max(months.get(name, 0), whole.get(name, 0)) for name in sorted(months | whole)}


def settled(outcome: Outcome, hits: Sequence[Hit], dup_policy: str) -> Outcome:
    """The outcome after the check. Without other money, or without an amount, it is the same object.

    A month that another case was granted is not granted again, whatever the way of settling (article 14); the rest of
    the other money is settled by `dup_policy`. What is left of a run of months is cut from its last month backwards.
    """
    counted = other_money(hits)
    if not counted or not outcome.amount_fen:
        return outcome
    months, taken = without_taken(outcome.months, hits)
    left = outcome.amount_fen - taken
    rest = _rest(hits, counted)
    settlement = settle(left, rest if dup_policy != "block" else hits, dup_policy)
    months = cut(months, left - settlement.fen)
    if settlement.fen == outcome.amount_fen:
        return _noted(outcome, settlement.text, hits)
    dropped = outcome.amount_fen - settlement.fen
    text = settlement.text if rest or dup_policy == "block" else MONTHS_TWICE
    failures = outcome.failures if settlement.fen else (*outcome.failures, Failure(DUPLICATE, text))
    return replace(
        outcome,
        amount_fen=settlement.fen,
        reason=outcome.reason if settlement.fen else DUPLICATE,
        reason_text=outcome.reason_text if settlement.fen else text,
        failures=failures,
        months=months,
        lines=_lines(outcome, _deduction(outcome.amount_fen, dropped, text, hits), settlement.fen),
        hints=(),
    )


def _rest(hits: Sequence[Hit], counted: dict[str, int]) -> list[Hit]:
    """The money that is not months: one hit for each source, less what its months already took away."""
    months: dict[str, int] = {}
    for hit in hits:
        if hit.key.startswith(MONTH) and hit.kind == "matter":
            months[hit.other] = months.get(hit.other, 0) + max(0, hit.fen)
    found: dict[str, Hit] = {}
    for hit in hits:
        fen = counted.get(hit.other, 0) - months.get(hit.other, 0)
        if fen > 0 and hit.kind != "file" and not hit.key.startswith(MONTH):
            found[hit.other] = hit._replace(fen=fen)
    return list(found.values())


def _deduction(before: int, dropped: int, text: Say, hits: Sequence[Hit]) -> Line:
    shown = [unit_words.show(fen, 100, units.YUAN) for fen in (before, dropped, before - dropped)]
    parts = (Part(shown[0], BEFORE, Say("", "")), Part(shown[1], OTHER, Say("−", "−")))
    return Line("step", TITLE, parts, shown[2], clause=CLAUSE, note=_note(text, hits))


def _note(text: Say, hits: Sequence[Hit]) -> Say:
    """Why, and each hit that carries money, so that both cases are named."""
    told = [hit.text for hit in hits if hit.fen > 0 and hit.kind != "file"]
    return Say("；".join([text.zh, *(one.zh for one in told)]), "; ".join([text.en, *(one.en for one in told)]))


def _lines(outcome: Outcome, deduction: Line, fen: int) -> tuple[Line, ...]:
    """The deduction before the sum, and the sum after it."""
    steps = [line for line in outcome.lines if line.kind != "sum"]
    sums = [line._replace(result=unit_words.show(fen, 100, units.YUAN)) for line in outcome.lines if line.kind == "sum"]
    return (*steps, deduction, *sums) if outcome.lines else ()


def _noted(outcome: Outcome, text: Say, hits: Sequence[Hit]) -> Outcome:
    """Nothing is taken away (the larger award counts), but the explanation says why."""
    line = Line(
        "step", TITLE, (), unit_words.show(outcome.amount_fen, 100, units.YUAN), clause=CLAUSE, note=_note(text, hits)
    )
    return replace(outcome, lines=_lines(outcome, line, outcome.amount_fen))
