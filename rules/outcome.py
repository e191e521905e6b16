"""What a rule answers: amount, reason, conditions and the explanation. One object for screen, notice and audit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from rules.money import yuan
from rules.say import Say, say


class Part(NamedTuple):
    """A number in a line, the words under it, and the sign before it (empty for the first)."""

    value: Say
    caption: Say
    operator: Say

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"value": self.value.as_json(), "caption": self.caption.as_json(), "operator": self.operator.as_json()}


class Line(NamedTuple):
    """One line of the explanation.

    `kind`: condition, step, cap (what is left of a limit), months, block (heading of a year), problem or sum.
    `flag`: ok or failed for a condition, capped, limited or used_up for a limit that decided, else empty.
    """

    kind: str
    title: Say
    parts: tuple[Part, ...] = ()
    result: Say | None = None
    flag: str = ""
    clause: Say | None = None
    readings: tuple[Say, ...] = ()
    note: Say | None = None

    @property
    def text(self) -> Say:
        """The whole line as one sentence in each language, for notices and the command line."""
        return Say(self._text("zh"), self._text("en"))

    def _text(self, tongue: str) -> str:
        chinese = tongue == "zh"
        words = [getattr(self.title, tongue)]
        if self.parts:
            gap = "" if chinese else " "
            shown = (
                f"{getattr(p.operator, tongue)} {getattr(p.caption, tongue)} {getattr(p.value, tongue)}".strip()
                for p in self.parts
            )
            words += ["：" if chinese else ":", gap, " ".join(shown)]
        if self.result:
            words += [" = " if self.parts else ("：" if chinese else ": "), getattr(self.result, tongue)]
        if self.note:
            words += ["；" if chinese else "; ", getattr(self.note, tongue)]
        mark = {"ok": "[✓] ", "failed": "[✗] "}.get(self.flag, "")
        return mark + "".join(words)

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "kind": self.kind,
            "title": self.title.as_json(),
            "parts": [part.as_json() for part in self.parts],
            "result": self.result.as_json() if self.result else None,
            "flag": self.flag,
            "clause": self.clause.as_json() if self.clause else None,
            "readings": [reading.as_json() for reading in self.readings],
            "note": self.note.as_json() if self.note else None,
        }


class Condition(NamedTuple):
    """A condition of the article and whether it holds."""

    code: str
    ok: bool
    text: Say


class Failure(NamedTuple):
    """Something that stands in the way: its reason word and a sentence."""

    code: str
    text: Say


class MonthGrant(NamedTuple):
    """A claimed month under article 14. `area` is in m² as text; money in fen.

    `state`: granted · clipped (the year's cap cut it, it still counts) · year_used_up (its year pays nothing, it does
    not count) · beyond (after the 36th month) · not_covered (no lease covers it, or it is free of rent).
    """

    month: str
    area: str
    computed_fen: int
    granted_fen: int
    state: str


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
