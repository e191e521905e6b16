"""The measures as the public reads them: the newest published version, its items in words, and the calls that are open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from rules import catalogue, unit_words, units
from rules.item import Item
from rules.policy import Policy
from rules.say import Say
from workflow.db import db
from workflow.models.call import Call
from workflow.models.policy import PolicyVersion
from workflow.queries.measure_words import NEEDED, WORDS, Words
from workflow.queries.rulebook import policy

GROUPS = {"computes": "cash", "refers": "refer", "recognises": "serve", "serves": "serve"}
"""Kind of an item → how it is handled, as visitors are told: money here, sent on, or a service."""
NOTHING = Say("", "")
ONCE, YEARLY, MOST = NOTHING, Say("每年最高", "yearly max"), Say("最高", "max")


class Amount(NamedTuple):
    """How much an item gives at most: words before it, and the range in fen (both ends alike when it is one sum)."""

    lead: Say
    low_fen: int
    high_fen: int

    @property
    def short(self) -> tuple[Say, Say]:
        """Number and unit as people say them: 10–100万元; 0.1–1 M yuan."""
        sums = sorted({self.low_fen, self.high_fen})
        zh = 1_000_000 if all(fen % 1_000_000 == 0 for fen in sums) else 100
        en = 100_000_000 if sums[-1] >= 10_000_000 else 100
        number = Say(*("–".join(_trimmed(unit_words.digits(fen, den)) for fen in sums) for den in (zh, en)))
        return number, Say("万元" if zh > 100 else "元", "M yuan" if en > 100 else "yuan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An item with its words; `group` is cash, refer or serve, `amount` is None where nothing is computed here."""

    item: Item
    words: Words
    group: str
    amount: Amount | None

    @property
    def code(self) -> str:
        """The item's code."""
        return self.item.code

    @property
    def computes(self) -> bool:
        """Whether an amount can be estimated."""
        return self.group == "cash"


def in_force() -> Policy | None:
    """The rules of the newest published version; None before the first one is published. Two statements."""
    newest = select(PolicyVersion.version).order_by(PolicyVersion.published_at.desc(), PolicyVersion.version).limit(1)
    version = db.session.scalar(newest)
    return policy(version) if version is not None else None


def calls_at(moment: datetime) -> dict[str, Call]:
    """For each item the call that is open at that moment, else the next one that will open. One statement."""
    query = select(Call).where(Call.new_until > moment).order_by(Call.opens_at, Call.id)
    found: dict[str, Call] = {}
    for call in db.session.scalars(query):
        found.setdefault(call.item, call)
    return found


def measures(rules: Policy) -> list[Measure]:
    """Every item of a policy version in the order of the measures."""
    return [measure(item, rules) for item in catalogue.items(rules)]


def measure(item: Item, rules: Policy) -> Measure:
    """An item with its words, the figures in them taken from the policy version."""
    section = rules.sections.get(item.code, {})
    words, figures = WORDS[item.code], _figures(section)
    filled = words._replace(who=_filled(words.who, figures), gives=_filled(words.gives, figures))
    amount = amount_of(section) if item.kind == "computes" else None
    return Measure(item=item, words=filled, group=GROUPS[item.kind], amount=amount)


def suggested(found: Sequence[Measure], ticked: set[str]) -> list[Measure]:
    """The items worth an estimate for an enterprise that ticked these boxes of the self-check."""
    return [one for one in found if one.computes and one.code in NEEDED and NEEDED[one.code] <= ticked]


def amount_of(section: Mapping[str, Any]) -> Amount | None:
    """What the figures of an item say about the most it gives: its steps, its reward, or its cap."""
    if "tiers" in section:
        rewards = [_fen(row[1]) for row in section["tiers"]["table"]]
        return Amount(ONCE, rewards[0], rewards[-1])
    if "reward" in section:
        fen = _fen(section["reward"]["value"])
        return Amount(ONCE, fen, fen)
    for key in ("year_cap", "cap"):
        if key in section:
            per_year = key == "year_cap" or _reading(section, "cap_per") == "year"
            fen = _fen(section[key]["value"])
            return Amount(YEARLY if per_year else MOST, fen, fen)
    return None


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _reading(section: Mapping[str, Any], name: str) -> str:
    return next((str(one["value"]) for one in section.get("readings", []) if one["name"] == name), "")


def _fen(written: str) -> int:
    return int(units.quantity(written)[0] * 100)


def _filled(words: Say, figures: dict[str, Say]) -> Say:
    zh, en = ({key: getattr(shown, tongue) for key, shown in figures.items()} for tongue in ("zh", "en"))
    return Say(words.zh.format_map(zh), words.en.format_map(en))


def _figures(section: Mapping[str, Any]) -> dict[str, Say]:
    """The figures of an item as they are said: `rate`, `threshold`, … and for a table `edges` and `steps`."""
    found = {
        key: shown(entry["value"]) for key, entry in section.items() if isinstance(entry, dict) and "value" in entry
    }
    if "tiers" in section:
        edges = [shown(row[0]) for row in section["tiers"]["table"]]
        found["edges"] = Say("、".join(edge.zh for edge in edges), ", ".join(edge.en for edge in edges))
        found["steps"] = Say(str(len(edges)), str(len(edges)))
    return found


def shown(written: str) -> Say:
    """A figure of a policy file as people say it: `50_000_000 yuan` → 5,000万元, `30 %` → 30%."""
    value, unit = units.quantity(written)
    whole = value.numerator
    if unit != units.YUAN or value.denominator != 1 or whole % 10_000:
        return unit_words.show(value.numerator, value.denominator, unit)
    zh = f"{whole // 10**8:,}亿元" if whole % 10**8 == 0 else f"{whole // 10**4:,}万元"
    en = f"{whole // 10**6:,} million yuan" if whole % 10**6 == 0 else f"{whole:,} yuan"
    return Say(zh, en)
