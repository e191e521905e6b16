"""From the values of a tape to a reason, an amount and the lines that explain both."""

from typing import Any

from rules import units
from rules.operations import Values
from rules.outcome import Failure, Line, Outcome
from rules.reasons import WORDS, not_met
from rules.rule import Rule
from rules.say import Say
from rules.tape import Tape

AMOUNT = Say("计算金额", "computed amount")
ROUNDED = Say("四舍五入到{}元，只在最后取整一次", "rounded half up to {} yuan, once, at the end")
CUT = Say("向下取整到{}元，只在最后取整一次", "rounded down to {} yuan, once, at the end")


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


def is_exact(tape: Tape, v: Values) -> bool:
    """Whether the award needed no rounding."""
    last = tape.records[-1]
    return bool(v[-1] * tape.records[last.args[0]].den == v[last.args[0]] * 100)


def total_line(tape: Tape, fen: int, clause: Say, *, exact: bool = True, title: Say = AMOUNT) -> Line:
    """The last line: the amount, and how it was rounded when it was."""
    note = None
    if fen and not exact:
        how = tape.records[-1].data
        unit = units.digits(how["unit"], 100)
        words = ROUNDED if how["add"] else CUT  # an award that is not exact was either
        note = Say(words.zh.format(unit), words.en.format(unit))
    return Line("sum", title, (), units.show(fen, 100, units.YUAN), clause=clause, note=note)
