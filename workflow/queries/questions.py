"""What the text of the measures leaves open: each question with its possible readings, the one a version uses, and the answer."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import select

from rules.policy import Policy
from rules.say import Say, say
from workflow.db import db
from workflow.models.admin_change import APPROVED, READING, AdminChange
from workflow.queries.policies import parts

#: So many recorded answers are read at most.
MOST = 300


class Way(NamedTuple):
    """One possible reading."""

    value: str
    words: Say
    chosen: bool


class Question(NamedTuple):
    """`decided`: the day the version itself names; `answer`: the recorded answer of the bureau, None while there is none."""

    key: str
    part: Say
    label: Say
    ways: tuple[Way, ...]
    decided: str
    answer: Mapping[str, Any] | None

    @property
    def agrees(self) -> bool:
        """Whether the version reads the text as the bureau answered."""
        return self.answer is not None and any(way.chosen and way.value == self.answer["answer"] for way in self.ways)


def answers(version: str) -> dict[str, Mapping[str, Any]]:
    """Question → the newest approved answer, of one version."""
    query = select(AdminChange.subject, AdminChange.after)
    query = query.where(AdminChange.kind == READING, AdminChange.state == APPROVED).order_by(AdminChange.id.desc())
    found: dict[str, Mapping[str, Any]] = {}
    for subject, after in db.session.execute(query.limit(MOST)):
        of, _space, key = subject.partition(" ")
        if of == version:
            found.setdefault(key, after)
    return found


def questions(policy: Policy) -> list[Question]:
    """Every question of a version, in the order of the measures."""
    known, found = answers(policy.version), []
    for part in parts(policy):
        entries = policy.sections[part.code].get("readings", [])
        title = Say(f"{part.clause.zh} {part.title.zh}".strip(), f"{part.clause.en} {part.title.en}".strip())
        for reading, entry in zip(part.readings, entries, strict=True):
            key = f"{part.code}.{entry['name']}"
            ways = tuple(Way(one["value"], say(one), one["value"] == entry["value"]) for one in entry["options"])
            found.append(Question(key, title, reading.label, ways, reading.decided, known.get(key)))
    return found
