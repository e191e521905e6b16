"""The cap of each computing item: how much, and over what it is counted. The shell keeps one account for each."""

from typing import NamedTuple

from rules.policy import Policy
from rules.readings import BadPolicy
from rules.units import quantity


class Cap(NamedTuple):
    """The most that may be granted, in fen, within a scope: `year`, `project` or `ever` (of one enterprise)."""

    scope: str
    fen: int


def cap_of(code: str, policy: Policy) -> Cap:
    """The cap of a computing item under a policy version. Rewards that are granted once have a cap for life."""
    tape = policy.rules[code].tapes["award"]
    if tape.cap is None:
        value, _ = quantity(policy.sections[code]["life_cap"]["value"])
        return Cap("ever", int(value * 100))
    room = tape.records[tape.cap.args[1]]
    while room.op == "scale":
        room = tape.records[room.args[0]]
    limit = tape.records[room.args[0]]
    if limit.op != "law":
        raise BadPolicy(f"item {code} has no cap of its own")
    return Cap(str(tape.cap.data["reason"]).removeprefix("capped_"), int(limit.data["n"] * 100 // limit.den))
