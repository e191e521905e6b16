"""What two versions of the policy do differently: figures, tables, readings, conditions, facts."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rules.policy import Policy


class Difference(NamedTuple):
    """One thing that differs. Empty text stands for absent; `decides` is false for words that change no amount."""

    item: str
    what: str
    before: str
    after: str
    decides: bool


def differences(old: Policy, new: Policy) -> tuple[Difference, ...]:
    """Everything that differs between two versions, item by item; readable without the files they came from."""
    found: list[Difference] = []
    for code in sorted(set(old.sections) | set(new.sections)):
        before, after = (dict(_flat(p.sections.get(code, {}), "")) for p in (old, new))
        found += [
            Difference(code, what, before.get(what, ""), after.get(what, ""), _decides(what))
            for what in sorted(set(before) | set(after))
            if before.get(what) != after.get(what)
        ]
        rules = [p.rules[code].as_json() if code in p.rules else None for p in (old, new)]
        if rules[0] != rules[1] and not any(d.item == code for d in found):
            found.append(Difference(code, "rule", "", "", decides=True))
    return tuple(found)


def _flat(section: Any, path: str) -> Iterator[tuple[str, str]]:
    """A section as single entries, readings under their names."""
    if isinstance(section, dict):
        for key, value in section.items():
            yield from _flat(value, f"{path}.{key}" if path else key)
    elif isinstance(section, list) and section and isinstance(section[0], dict):
        for place, one in enumerate(section):
            yield from _flat(one, f"{path}.{one.get('name', one.get('value', place))}")
    elif isinstance(section, list):
        yield (
            path,
            ", ".join(map(str, section))
            if not section or isinstance(section[0], str)
            else " · ".join(" → ".join(row) for row in section),
        )
    else:
        yield path, str(section)


def _decides(what: str) -> bool:
    return what.rsplit(".", 1)[-1] in ("value", "table")
