"""Who gets which case, so that nobody has much more to do than the others. Plain arithmetic, without database."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Todo(NamedTuple):
    """A case to be given away: what it weighs, and who must not get it."""

    case_id: int
    weight: int
    barred: frozenset[int] = frozenset()


def share(todos: Sequence[Todo], loads: Mapping[int, int]) -> dict[int, int | None]:
    """Case → who gets it, None when nobody may. `loads`: officer → what is in hand already.

    Heavy cases first, each to whoever has least by then; of equals the one named first. The order of the answer is that
    of `todos`.
    """
    order = {officer: place for place, officer in enumerate(loads)}
    now = dict(loads)
    given: dict[int, int | None] = dict.fromkeys(todo.case_id for todo in todos)
    for todo in sorted(todos, key=lambda one: -one.weight):
        free = [officer for officer in now if officer not in todo.barred]
        if not free:
            continue
        chosen = min(free, key=lambda officer: (now[officer], order[officer]))
        given[todo.case_id] = chosen
        now[chosen] += todo.weight
    return given
