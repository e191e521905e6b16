"""The tape: a rule as a flat list of exact integer steps. It computes, is stored, replayed and compared."""

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from rules import units
from rules.operations import ONE, Operation, Values
from rules.record import Need, Record
from rules.say import say


class Tape:
    """Records in order: inputs, figures of the policy, then operations; the last record is the result."""

    def __init__(self, records: tuple[Record, ...], needs: tuple[Need, ...]) -> None:
        self.records, self.needs = records, needs
        self.inputs = tuple(r.data["name"] for r in records if r.op == "in")
        self.figures = [r.data["n"] for r in records if r.op == "law"]
        self.cap = next((r for r in records if r.op == "cap"), None)
        self.run = self.wired(ONE)
        many = len(self.inputs) > 1  # then one call picks all; it returns no tuple for a single name
        self._picked: Callable[[Mapping[str, int]], Iterable[int]] = itemgetter(*self.inputs) if many else self._each

    def _each(self, given: Mapping[str, int]) -> list[int]:
        return [given[name] for name in self.inputs]

    def wired(self, operations: Mapping[str, Operation]) -> list[tuple[Operation, int, int, Any]]:
        """The operations after the leaves as calls: for one case, or for columns."""
        return [
            (operations[r.op], r.args[0], r.args[-1], r.data)
            for r in self.records[len(self.inputs) + len(self.figures) :]
        ]

    def one(self, given: Mapping[str, int]) -> Values:
        """The value of every step for one case. Conditions are values too; the last value takes no notice of them."""
        v: Values = [*self._picked(given), *self.figures]
        append = v.append
        for f, a, b, data in self.run:
            append(f(v, a, b, data))
        return v

    def failed(self, v: Values) -> list[Need]:
        """The conditions that do not hold, in the order of the text."""
        return [need for need in self.needs if not v[need.at]]

    def as_json(self) -> dict[str, Any]:
        """The tape as plain data, kept with a published policy version."""
        return {
            "records": [
                {"op": r.op, "args": list(r.args), "den": r.den, "unit": units.text(r.unit), "data": r.data}
                | ({"name": r.name.as_json()} if r.name else {})
                for r in self.records
            ],
            "needs": [{"at": n.at, "code": n.code, "words": n.words.as_json()} for n in self.needs],
        }


def from_json(stored: dict[str, Any]) -> Tape:
    """The tape that `as_json` wrote."""
    records = tuple(
        Record(
            r["op"],
            tuple(r["args"]),
            r["den"],
            units.unit(r["unit"]),
            say(r["name"]) if "name" in r else None,
            r["data"],
        )
        for r in stored["records"]
    )
    return Tape(records, tuple(Need(n["at"], n["code"], say(n["words"])) for n in stored["needs"]))
