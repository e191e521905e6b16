"""From the values of a tape to a reason, an amount and the lines that explain both."""

from typing import Any

from rules.findings import Failure
from rules.operations import Values
from rules.outcome import Outcome
from rules.outcome_parts import Line
from rules.reasons import WORDS, not_met
from rules.rule import Rule
from rules.tape import Tape
from rules.total import is_exact, total_line


def decide(tape: Tape, v: Values) -> tuple[str, int]:
    """The reason word and the award in fen: conditions in order, then the cap used up, cut by it, nothing, ok."""
    for need in tape.needs:
        if not v[need.at]:
            return need.code, 0
    amount = int(v[-1])
    if tape.cap:
        raw, room = v[tape.cap.args[0]], v[tape.cap.args[1]]
        if not room:
            return "cap_used_up", 0
        if raw > room:
            return str(tape.cap.data["reason"]), amount
    return ("ok" if amount else "zero_amount"), amount


def conclude(rule: Rule, v: Values, same: dict[str, Any], *, explain: bool) -> Outcome:
    """The outcome of a rule that runs once."""
    tape, teller = rule.tapes["award"], rule.teller()
    reason, amount = decide(tape, v)
    failures = tuple(Failure(need.code, not_met(need.words)) for need in tape.failed(v))
    lines: tuple[Line, ...] = ()
    if explain:
        steps = [] if failures else teller.steps(v)
        lines = (*teller.condition_lines(v), *steps, total_line(tape, amount, rule.clause, exact=is_exact(tape, v)))
    return Outcome(
        **same,
        reason=reason,
        reason_text=failures[0].text if failures else WORDS[reason],
        amount_fen=amount,
        conditions=tuple(teller.conditions(v)),
        failures=failures,
        lines=lines,
    )
