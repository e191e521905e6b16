"""The figures and readings of one item in one policy version, as quantities for the author of its rule."""

from fractions import Fraction
from typing import Any

from rules import unit_words, units
from rules.quantity import Step
from rules.readings import BadPolicy, chosen
from rules.say import say


class Law:
    """One section of a policy file. `law.rate` is a figure, `law.table("tiers")` a table, `law.reading("reach")` a word."""

    def __init__(self, section: dict[str, Any], where: str) -> None:
        self.section, self.where = section, where
        self.used: set[str] = set()

    def __getattr__(self, key: str) -> Step:
        if key.startswith("__"):
            raise AttributeError(key)
        return self.figure(key)

    def _entry(self, key: str) -> dict[str, Any]:
        entry = self.section.get(key)
        if not isinstance(entry, dict):
            raise BadPolicy(f"{self.where} has no figure {key!r}")
        missing = [word for word in ("zh", "en", "source", "checked") if not entry.get(word)]
        if missing:
            raise BadPolicy(f"{self.where}.{key} lacks {', '.join(missing)}")
        self.used.add(key)
        return entry

    def figure(self, key: str) -> Step:
        """A figure such as `30 %` as a quantity, exact, with the words and the source of the policy file."""
        entry = self._entry(key)
        value, unit = units.quantity(entry["value"])
        shown = unit_words.show(value.numerator, value.denominator, unit)
        data = {"key": key, "n": value.numerator, "shown": shown.as_json()}
        step = Step("law", den=value.denominator, bounds=(value.numerator, value.numerator), unit=unit, data=data)
        step.name = say(entry)
        return step

    def table(self, key: str) -> Step:
        """A table of edges and rewards, ascending, both in yuan; the reading `reach` says whether an edge itself counts."""
        entry = self._entry(key)
        rows = [[_fen(text, f"{self.where}.{key}") for text in row] for row in entry["table"]]
        edges, rewards = [row[0] for row in rows], [row[1] for row in rows]
        if edges != sorted(set(edges)) or rewards != sorted(set(rewards)):
            raise BadPolicy(f"{self.where}.{key} does not ascend")
        data = {"key": key, "edges": edges, "rewards": rewards, "strict": self.reading("reach") == "exceed"}
        step = Step("table", den=100, bounds=(0, rewards[-1]), unit=units.YUAN, data=data)
        step.name = say(entry)
        return step

    def reading(self, name: str) -> str:
        """The chosen reading of an open word; it decides how the rule is written down, never a single case."""
        for reading in self.section.get("readings", []):
            if reading["name"] == name:
                self.used.add(name)
                return str(chosen(reading, self.where)["value"])
        raise BadPolicy(f"{self.where} has no reading {name!r}")


def _fen(text: str, where: str) -> int:
    value, unit = units.quantity(text)
    fen = value * 100
    if unit != units.YUAN or fen != Fraction(int(fen)):
        raise BadPolicy(f"{where}: {text!r} is not an amount in whole fen")
    return int(fen)
