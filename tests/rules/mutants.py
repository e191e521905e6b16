"""Broken twins of a tape: each differs from it in exactly one step, as a slip of the pen would make it."""

import copy
from collections.abc import Iterator
from typing import Any

Stored = dict[str, Any]


def mutants(tape: Stored) -> Iterator[tuple[str, Stored]]:
    """Every one-step mutant of a stored tape, with a name that says what was broken."""
    taken_in = {r["args"][1] for r in tape["records"] if r["op"] == "same"}  # figures that a denominator has taken in
    for at, record in enumerate(tape["records"]):
        if at in taken_in:
            continue
        for name, broken in _of(record):
            twin = copy.deepcopy(tape)
            twin["records"][at] = broken
            yield f"{_name(record, at)} {name}", twin
    for at, need in enumerate(tape["needs"]):
        twin = copy.deepcopy(tape)
        del twin["needs"][at]
        yield f"need {need['code']} dropped", twin
    for at in range(len(tape["needs"]) - 1):
        twin = copy.deepcopy(tape)
        twin["needs"][at : at + 2] = reversed(twin["needs"][at : at + 2])
        yield f"needs {at} and {at + 1} swapped", twin


def _name(record: Stored, at: int) -> str:
    named = record.get("name", {}).get("en") or record["op"]
    return f"{at} {record['op']} {named}" if named != record["op"] else f"{at} {named}"


def _of(record: Stored) -> Iterator[tuple[str, Stored]]:
    op, data = record["op"], record["data"]
    if op == "law":
        for step in (-1, 1):
            yield f"figure {step:+d}", record | {"data": data | {"n": data["n"] + step}}
    elif op == "scale":
        yield "factor + 1", record | {"data": data | {"by": data["by"] + 1}}
    elif op == "fen":
        yield from _rounding(record, data)
    elif op == "tier":
        yield from _table(record, data)
    elif len(record["args"]) == 2:
        yield from _pair(record)


OTHER = {"gt": ["ge"], "ge": ["gt"], "add": ["sub"], "sub": ["add"], "left": ["sub"]}


def _pair(record: Stored) -> Iterator[tuple[str, Stored]]:
    """An operation on two steps: its neighbour instead, its sides swapped, or one side for both."""
    op, args = record["op"], record["args"]
    for other in OTHER.get(op, []):
        yield f"as {other}", record | {"op": other}
    if op in ("gt", "ge", "sub", "left"):
        yield "sides swapped", record | {"args": args[::-1]}
    if op in ("cap", "least"):
        for side in (0, 1):
            yield f"always side {side}", record | {"args": [args[side], args[side]]}


def _rounding(record: Stored, data: Stored) -> Iterator[tuple[str, Stored]]:
    for part in ("mul", "div", "unit"):
        yield f"{part} + 1", record | {"data": data | {part: data[part] + 1}}
    if data["add"]:
        yield "down", record | {"data": data | {"add": 0}}
        yield "half down", record | {"data": data | {"add": data["add"] - 1}}
        yield "up", record | {"data": data | {"add": data["div"] - 1}}


def _table(record: Stored, data: Stored) -> Iterator[tuple[str, Stored]]:
    yield "other edge", record | {"data": data | {"strict": not data["strict"]}}
    for column in ("edges", "rewards"):
        for at, value in enumerate(data[column]):
            for step in (-1, 1):
                changed = [*data[column][:at], value + step, *data[column][at + 1 :]]
                yield f"{column}[{at}] {step:+d}", record | {"data": data | {column: changed}}
