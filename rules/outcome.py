"""What a rule answers: amount, reason, conditions and the explanation. One object for screen, notice and audit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rules.findings import Condition, Failure, MonthGrant
from rules.money import yuan
from rules.outcome_parts import Line, Part
from rules.say import Say, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer of an item for one case. Money in fen; `reason` is the first of `failures` or a word of the ledger.

    `hints` say what decides the amount and what would change it. `policy`, `digest`, `inputs` and `context` are what the
    answer was computed with: judging them again gives the same object.
    """

    item: str
    amount_fen: int = 0
    reason: str
    reason_text: Say
    conditions: tuple[Condition, ...] = ()
    failures: tuple[Failure, ...] = ()
    lines: tuple[Line, ...] = ()
    months: tuple[MonthGrant, ...] = ()
    hints: tuple[Say, ...] = ()
    policy: str = ""
    digest: str = ""
    inputs: Any = None
    context: Any = None

    @property
    def eligible(self) -> bool:
        """Whether anything is granted."""
        return self.amount_fen > 0

    @property
    def amount(self) -> Decimal:
        """The amount in yuan with two decimals."""
        return yuan(self.amount_fen)

    def as_json(self) -> dict[str, Any]:
        """Plain data: what is stored with the case, shown, printed and replayed."""
        return {
            "item": self.item,
            "amount_fen": self.amount_fen,
            "eligible": self.eligible,
            "reason": self.reason,
            "reason_text": self.reason_text.as_json(),
            "conditions": [{"code": c.code, "ok": c.ok, "text": c.text.as_json()} for c in self.conditions],
            "failures": [{"code": f.code, "text": f.text.as_json()} for f in self.failures],
            "lines": [line.as_json() for line in self.lines],
            "months": [month._asdict() for month in self.months],
            "hints": [hint.as_json() for hint in self.hints],
            "policy": self.policy,
            "digest": self.digest,
            "inputs": self.inputs,
            "context": self.context,
        }


def from_json(stored: dict[str, Any]) -> Outcome:
    """The outcome that `Outcome.as_json` wrote."""
    return Outcome(
        item=stored["item"],
        amount_fen=stored["amount_fen"],
        reason=stored["reason"],
        reason_text=say(stored["reason_text"]),
        conditions=tuple(Condition(c["code"], c["ok"], say(c["text"])) for c in stored["conditions"]),
        failures=tuple(Failure(f["code"], say(f["text"])) for f in stored["failures"]),
        lines=tuple(_line(line) for line in stored["lines"]),
        months=tuple(MonthGrant(**month) for month in stored["months"]),
        hints=tuple(say(hint) for hint in stored["hints"]),
        policy=stored["policy"],
        digest=stored["digest"],
        inputs=stored["inputs"],
        context=stored["context"],
    )


def _line(stored: dict[str, Any]) -> Line:
    return Line(
        kind=stored["kind"],
        title=say(stored["title"]),
        parts=tuple(Part(say(p["value"]), say(p["caption"]), say(p["operator"])) for p in stored["parts"]),
        result=say(stored["result"]) if stored["result"] else None,
        flag=stored["flag"],
        clause=say(stored["clause"]) if stored["clause"] else None,
        readings=tuple(say(reading) for reading in stored["readings"]),
        note=say(stored["note"]) if stored["note"] else None,
    )
