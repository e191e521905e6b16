"""What two people changed: facts taken as verified instead of as claimed, and an amount set by hand.

The answer is one `Outcome` again: it keeps what the rules computed and says what was changed and why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from rules import money, taken_months, unit_words, units
from rules.findings import Failure
from rules.outcome import Outcome
from rules.outcome_parts import Line, Part
from rules.say import Say, say

ADJUSTED = "adjusted"
NONE = Say("", "")
CLAIMED, VERIFIED = Say("填报", "claimed"), Say("核实", "verified")
BY_RULE, CHANGED, BY_HAND = (
    Say("规则算出", "by the rules"),
    Say("调整", "changed by"),
    Say("人工调整金额", "amount set by hand"),
)
NOTHING_LEFT = Say("金额由人工调整为0元", "the amount was set to 0 yuan by hand")


class Change(NamedTuple):
    """A confirmed change. Of a fact: its label, claimed and verified as text. Of the amount: label None, fen from and to."""

    label: Say | None
    was: Say
    now: Say
    reason: str
    from_fen: int | None = None
    to_fen: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain data: what an evaluation seals."""
        words = {"was": self.was.as_json(), "now": self.now.as_json(), "label": self.label and self.label.as_json()}
        return words | {"reason": self.reason, "from_fen": self.from_fen, "to_fen": self.to_fen}


def from_json(stored: dict[str, Any]) -> Change:
    """The change that `Change.as_json` wrote; whatever else is stored with it stays out."""
    label = say(stored["label"]) if stored["label"] else None
    fen = (stored["from_fen"], stored["to_fen"])
    return Change(label, say(stored["was"]), say(stored["now"]), stored["reason"], *fen)


def fits(change: Change, computed_fen: int) -> bool:
    """Whether a change of the amount was made for what the rules compute now; of a fact it always fits."""
    return change.from_fen is None or change.from_fen == computed_fen


def adjusted(outcome: Outcome, changes: Sequence[Change]) -> Outcome:
    """The outcome with its changes told, and the amount as set by hand where it was. Without changes the same object.

    A change of the amount that was made for another computed amount counts for nothing (`fits`).
    """
    told = tuple(_fact_line(one) for one in changes if one.label is not None)
    if told and outcome.lines:
        place = next((at for at, line in enumerate(outcome.lines) if line.kind != "condition"), len(outcome.lines))
        outcome = replace(outcome, lines=(*outcome.lines[:place], *told, *outcome.lines[place:]))
    for one in _amounts(changes, outcome.amount_fen):
        outcome = _set(outcome, one)
    return outcome


def _amounts(changes: Iterable[Change], computed_fen: int) -> list[Change]:
    return [one for one in changes if one.to_fen is not None and fits(one, computed_fen)][:1]


def _fact_line(change: Change) -> Line:
    assert change.label is not None, "asked for by the caller"
    title = Say(f"{change.label.zh}按核实的数计算", f"{change.label.en}: the verified figure counts")
    parts = (Part(change.was, CLAIMED, NONE), Part(change.now, VERIFIED, Say("→", "→")))
    return Line("step", title, parts, flag=ADJUSTED, note=Say(change.reason, change.reason))


def _set(outcome: Outcome, change: Change) -> Outcome:
    assert change.to_fen is not None, "asked for by the caller"
    before, fen = outcome.amount_fen, change.to_fen
    hint = Say(
        f"金额由人工调整决定，规则算出{money.grouped(before)}元。",
        f"The amount was set by hand; the rules gave {money.grouped(before)} yuan.",
    )
    return replace(
        outcome,
        amount_fen=fen,
        reason=outcome.reason if fen else ADJUSTED,
        reason_text=outcome.reason_text if fen else NOTHING_LEFT,
        failures=outcome.failures if fen else (*outcome.failures, Failure(ADJUSTED, NOTHING_LEFT)),
        months=taken_months.cut(outcome.months, before - fen, ADJUSTED) if fen < before else outcome.months,
        lines=_lines(outcome, change, fen),
        hints=(hint,),
    )


def _lines(outcome: Outcome, change: Change, fen: int) -> tuple[Line, ...]:
    """The change before the sum, and the sum after it."""
    before, by, after = (_yuan(one) for one in (outcome.amount_fen, abs(fen - outcome.amount_fen), fen))
    sign = Say("−", "−") if fen < outcome.amount_fen else Say("+", "+")
    parts = (Part(before, BY_RULE, NONE), Part(by, CHANGED, sign))
    line = Line("step", BY_HAND, parts, after, ADJUSTED, note=Say(change.reason, change.reason))
    steps = [one for one in outcome.lines if one.kind != "sum"]
    return (*steps, line, *(one._replace(result=after) for one in outcome.lines if one.kind == "sum"))


def _yuan(fen: int) -> Say:
    return unit_words.show(fen, 100, units.YUAN)
