"""The last line of an explanation: the amount, and how it was rounded when it was."""

from rules import unit_words, units
from rules.operations import Values
from rules.outcome_parts import Line
from rules.say import Say
from rules.tape import Tape

AMOUNT = Say("计算金额", "computed amount")
ROUNDED = Say("四舍五入到{}元，只在最后取整一次", "rounded half up to {} yuan, once, at the end")
CUT = Say("向下取整到{}元，只在最后取整一次", "rounded down to {} yuan, once, at the end")


def is_exact(tape: Tape, v: Values) -> bool:
    """Whether the award needed no rounding."""
    last = tape.records[-1]
    return bool(v[-1] * tape.records[last.args[0]].den == v[last.args[0]] * 100)


def total_line(tape: Tape, fen: int, clause: Say, *, exact: bool = True, title: Say = AMOUNT) -> Line:
    """The last line: the amount, and how it was rounded when it was."""
    note = None
    if fen and not exact:
        how = tape.records[-1].data
        unit = unit_words.digits(how["unit"], 100)
        words = ROUNDED if how["add"] else CUT  # an award that is not exact was either
        note = Say(words.zh.format(unit), words.en.format(unit))
    return Line("sum", title, (), unit_words.show(fen, 100, units.YUAN), clause=clause, note=note)
