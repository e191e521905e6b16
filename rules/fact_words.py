"""An answer to a fact as words in both languages, for the explanation and the receipt of an evaluation."""

from collections.abc import Mapping
from typing import Any

from rules import money
from rules.facts import Fact
from rules.say import Say


def answer_words(fact: Fact, answer: Any) -> Say:
    """The answer with its unit; what is no answer of the fact's kind is shown as it stands, nothing as a dash."""
    if answer is None or answer == "":
        return Say("—", "—")
    if fact.kind == "rows" and isinstance(answer, list):
        rows = [_row(fact, row) for row in answer if isinstance(row, Mapping)]
        return Say("；".join(row.zh for row in rows), "; ".join(row.en for row in rows))
    if fact.kind == "yes" and isinstance(answer, bool):
        return Say("是", "yes") if answer else Say("否", "no")
    text = _figure(fact.kind, answer)
    return Say(text + fact.unit.zh, f"{text} {fact.unit.en}".rstrip()) if fact.kind != "month" else Say(text, text)


def _figure(kind: str, answer: Any) -> str:
    if kind in {"yuan", "area"}:
        try:
            return money.grouped(money.hundredths(str(answer)))
        except money.NotMoney:
            return str(answer)
    return str(answer)


def _row(fact: Fact, row: Mapping[str, Any]) -> Say:
    told = [
        (column.label, answer_words(column, row[column.name]))
        for column in fact.rows
        if row.get(column.name) is not None
    ]
    return Say(
        "，".join(f"{label.zh} {words.zh}" for label, words in told),
        ", ".join(f"{label.en} {words.en}" for label, words in told),
    )
