"""A version of the policy: its rules, read once from a policy file and the article files, or from its frozen form."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules import authoring
from rules import rule as rules
from rules.articles import articles
from rules.fixed_form import ENGINE, digest, without_words
from rules.policy_text import change, rounding_of
from rules.readings import BadPolicy
from rules.rule import Rule
from rules.say import Say, say
from rules.settlement import POLICIES

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of one version. `digest` covers what decides amounts, `digest_words` every word as well.

    `valid` holds the first and the last day as ISO text, empty where the version names none.
    """

    version: str
    title: Say
    source: str
    valid: tuple[str, str]
    rules: Mapping[str, Rule]
    stacking: Mapping[str, Any]
    sections: Mapping[str, Mapping[str, Any]]
    digest: str
    digest_words: str

    def in_force(self, day: date) -> bool:
        """Whether the version applies to a matter of that day. The rules themselves never ask; whoever calls does."""
        first, last = self.valid
        return (not first or date.fromisoformat(first) <= day) and (not last or day <= date.fromisoformat(last))

    def as_json(self) -> dict[str, Any]:
        """The frozen version: everything a case needs to be judged again, without any article file."""
        return {
            "engine": ENGINE,
            "version": self.version,
            "title": self.title.as_json(),
            "source": self.source,
            "valid": list(self.valid),
            "rules": {code: rule.as_json() for code, rule in self.rules.items()},
            "stacking": dict(self.stacking),
            "sections": {code: dict(section) for code, section in self.sections.items()},
        }


def load(version: str = "consultation-draft", changes: Mapping[str, str] | None = None) -> Policy:
    """The policy version of that name. `changes` tries out other values, such as `{"10.reach": "exceed"}`."""
    return read(HERE / "policies" / f"{version}.toml", [HERE], changes or {})


@cache
def draft() -> Policy:
    """The consultation draft as it is in this release."""
    return load()


def read(file: Path, folders: list[Path], changes: Mapping[str, str] | None = None) -> Policy:
    """Read a policy file with the article files of some folders. Raises `BadPolicy` naming what does not fit."""
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    for key, value in (changes or {}).items():
        change(written, key, value)
    sections = written["item"]
    rounding = rounding_of(written["rounding"])
    found = {
        code: authoring.read(article, sections[code], rounding)
        for code, article in articles(folders)
        if code in sections
    }
    if set(found) != set(sections):
        raise BadPolicy(f"{file.name} has no article file for {sorted(set(sections) - set(found))}")
    head = written["policy"]
    stacking = written.get("stacking", {"dup_policy": "difference", "exclusive": []})
    valid = [head.get("valid_from", ""), head.get("valid_until", "")]
    return _build(head | {"valid": valid}, found, stacking, {**sections, "rounding": written["rounding"]})


def _build(
    head: Mapping[str, Any], found: dict[str, Rule], stacking: Mapping[str, Any], sections: Mapping[str, Any]
) -> Policy:
    """A policy version with its digests."""
    if stacking["dup_policy"] not in POLICIES:
        raise BadPolicy(f"no way to settle called {stacking['dup_policy']!r}")
    kept = {"rules": {code: one.as_json() for code, one in sorted(found.items())}, "stacking": stacking}
    first, last = head["valid"]
    return Policy(
        version=head["version"],
        title=say(head["title"]),
        source=head["source"],
        valid=(first, last),
        rules=found,
        stacking=stacking,
        sections=sections,
        digest=digest(without_words(kept)),
        digest_words=digest([kept, sections, head["title"], head["source"], [first, last]]),
    )


def from_json(stored: dict[str, Any]) -> Policy:
    """The version that `Policy.as_json` froze."""
    if stored["engine"] != ENGINE:
        raise BadPolicy(f"version {stored['version']} was frozen for engine {stored['engine']}, this is {ENGINE}")
    found = {code: rules.from_json(rule) for code, rule in stored["rules"].items()}
    return _build({"valid": ["", ""], **stored}, found, stored["stacking"], stored["sections"])
