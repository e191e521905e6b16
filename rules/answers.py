"""Reads the facts of a case in the order in which they are judged; everything wrong is named, nothing is guessed."""

from collections.abc import Iterable
from typing import Any

from rules import fact_readers, reasons
from rules.facts import Fact, Refused
from rules.findings import Failure


def read_answers(asked: tuple[Fact, ...], required: Iterable[str], inputs: Any) -> tuple[dict[str, Any], list[Failure]]:
    """The answers as numbers, and every fact that is missing or invalid, in declared order; year and project last."""
    if not isinstance(inputs, dict):
        return {}, [Failure("invalid:inputs", reasons.WORDS["invalid:inputs"])]
    needed = set(required)
    for fact in asked:
        if fact.instead_of and inputs.get(fact.name) is not None:
            needed -= set(fact.instead_of)
    given: dict[str, Any] = {}
    failures: list[Failure] = []
    for fact in sorted(asked, key=lambda one: one.scope):
        if fact.name in needed or inputs.get(fact.name) is not None:
            _read(fact, inputs, given, failures, 0)
    return given, failures


def _read(fact: Fact, answers: dict[str, Any], given: dict[str, Any], failures: list[Failure], row: int) -> None:
    try:
        value = fact_readers.read(fact, answers)
    except Refused as refused:
        failures.append(Failure(refused.code, reasons.refusal(refused.code, fact, row)))
        return
    given[fact.name] = [_row(fact, at, one, failures) for at, one in enumerate(value, 1)] if fact.rows else value


def _row(fact: Fact, at: int, answers: dict[str, Any], failures: list[Failure]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in fact.rows:
        if not column.optional or answers.get(column.name) is not None:
            _read(column, answers, row, failures, at)
    return row
