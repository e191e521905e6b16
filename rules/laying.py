"""From the quantities of a rule to a tape: the steps laid in one line, leaves first."""

from rules.quantity import Step
from rules.record import Need, Record
from rules.say import Say
from rules.tape import Tape

LEAVES = ("in", "law")


def from_steps(result: Step, needs: list[tuple[Step, str, Say]], shown: list[Step] | None = None) -> Tape:
    """Lay the steps that the result, the conditions and what is shown stand on in one line, leaves first."""
    order: list[Step] = []

    def visit(step: Step) -> None:
        for arg in step.args:
            visit(arg)
        if not any(step is seen for seen in order):
            order.append(step)

    for root in [*(test for test, _, _ in needs), *(shown or []), result]:
        visit(root)
    order.sort(key=lambda step: LEAVES.index(step.op) if step.op in LEAVES else len(LEAVES))
    if order[-1] is not result:
        order.remove(result)
        order.append(result)
    place = {id(step): at for at, step in enumerate(order)}
    records = tuple(Record(s.op, tuple(place[id(a)] for a in s.args), s.den, s.unit, s.name, s.data) for s in order)
    return Tape(records, tuple(Need(place[id(test)], code, words) for test, code, words in needs))
