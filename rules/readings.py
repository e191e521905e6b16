"""How an open word of the policy is read: the option that a version has chosen."""

from typing import Any

from rules.say import say


class BadPolicy(ValueError):
    """A policy file lacks something or says something impossible; the text names the place."""


def chosen(reading: dict[str, Any], where: str) -> dict[str, Any]:
    """The option of a reading that the policy version has chosen."""
    for option in reading["options"]:
        if option["value"] == reading["value"]:
            return dict(option)
    raise BadPolicy(f"{where}: {reading['name']} cannot be {reading['value']!r}")


def readings(section: dict[str, Any], where: str) -> list[dict[str, Any]]:
    """The readings of a section as they are kept with a rule: what was chosen and which lines must say so."""
    return [
        {"name": r["name"], "value": r["value"], "touches": r["touches"], "words": say(chosen(r, where)).as_json()}
        for r in section.get("readings", [])
    ]
