"""Judges one case by a rule, in the order of the decisions: facts, conditions, what is used up, caps, nothing left, ok."""

from dataclasses import replace
from typing import Any

from rules import rent
from rules.answers import read_answers
from rules.facts import Refused
from rules.filling import fill
from rules.findings import Failure
from rules.ledger import Entry, read_ledger
from rules.outcome import Outcome
from rules.outcome_parts import Line
from rules.reasons import WORDS
from rules.rule import Rule
from rules.sensitivity import hints
from rules.verdict import conclude


def judge(rule: Rule, inputs: Any, context: Any, *, policy: str, digest: str, explain: bool = True) -> Outcome:
    """The outcome of a case. Raises for nothing that a case may hold; `explain=False` leaves the lines out.

    `policy` and `digest` name the policy version and are kept in the outcome, with the facts and the ledger as given.
    """
    same: dict[str, Any] = {"item": rule.code, "policy": policy, "digest": digest, "inputs": inputs, "context": context}
    outcome = _judge(rule, inputs, context, same, explain=explain)
    if not explain:
        return outcome
    return replace(outcome, hints=hints(rule, outcome, lambda other: _judge(rule, other, context, same, explain=False)))


def _judge(rule: Rule, inputs: Any, context: Any, same: dict[str, Any], *, explain: bool) -> Outcome:
    given, failures = read_answers(rule.facts, rule.required, inputs)
    entries: list[Entry] = []
    try:
        entries = read_ledger(context, rule.code, rule.summed_by)
    except Refused as refused:
        failures.append(Failure(refused.code, WORDS[refused.code]))
    if failures:
        return refuse(failures, same)
    if rule.walk:
        try:
            return rent.judge(rule, given, entries, same, explain=explain)
        except Refused as refused:
            return refuse([Failure(refused.code, WORDS["invalid:lease"])], same)
    tape = rule.tapes["award"]
    return conclude(rule, tape.one(fill(tape, given, entries)), same, explain=explain)


def refuse(failures: list[Failure], same: dict[str, Any]) -> Outcome:
    """The outcome of a case whose facts cannot be judged; the first failure is the reason."""
    lines = tuple(Line("problem", failure.text, flag="failed") for failure in failures)
    first = failures[0]
    return Outcome(**same, reason=first.code, reason_text=first.text, failures=tuple(failures), lines=lines)
