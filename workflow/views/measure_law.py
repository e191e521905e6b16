"""What stands behind the numbers of an item: each figure with its source, each open word with the reading that is used."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rules.outcome_parts import Line
from rules.say import Say, say
from workflow.queries.measures import shown


class Figure(NamedTuple):
    """A figure of the policy: its words, its value, the sentence it comes from, the day it was last compared with it."""

    name: Say
    value: Say
    source: str
    checked: str


class Reading(NamedTuple):
    """An open word of the text: how it is read, how else it could be read, and whether the bureau has decided."""

    used: Say
    others: tuple[Say, ...]
    decided: str
    by_person: bool


def figures_of(section: Mapping[str, Any]) -> list[Figure]:
    """The figures of an item in the order of the policy file; a table is one of them."""
    found = []
    for entry in section.values():
        if not isinstance(entry, Mapping) or "source" not in entry:
            continue
        name, source, checked = say(dict(entry)), entry["source"], entry["checked"]
        if "value" in entry:
            found.append(Figure(name, shown(entry["value"]), source, checked))
        if "table" in entry:
            steps = [(shown(edge), shown(reward)) for edge, reward in entry["table"]]
            zh, en = (sep.join(f"{e[i]} → {r[i]}" for e, r in steps) for i, sep in enumerate(("；", "; ")))
            found.append(Figure(name, Say(zh, en), source, checked))
    return found


def said_once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same lines, each reading left at the first line that names it."""
    seen: set[Say] = set()
    told = []
    for line in lines:
        told.append(line._replace(readings=tuple(one for one in line.readings if one not in seen)))
        seen.update(line.readings)
    return tuple(told)


def readings_of(section: Mapping[str, Any]) -> list[Reading]:
    """The readings of an item, as chosen in this version."""
    found = []
    for reading in section.get("readings", []):
        words = {option["value"]: say(option) for option in reading["options"]}
        used = words.pop(reading["value"])
        found.append(Reading(used, tuple(words.values()), reading["decided"], reading.get("judged_by") == "person"))
    return found
