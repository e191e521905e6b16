"""The record of a case in words: each step with who, when to the second, why, what changed, and its place in the chain."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from rules.facts import Fact
from states.lifecycle import step
from states.names import Role, State
from states.words import ROLE_WORDS, STAFF_WORDS
from workflow.actions.chain import chain_hash
from workflow.models.case import Transition
from workflow.queries.casefile import CaseFile
from workflow.views.fact_text import fact_text
from workflow.views.filters import fullmoment, say, yuan
from workflow.views.locale import listed
from workflow.views.record_reasons import told
from workflow.views.record_words import NAMES, VALUES, WHOLE

SHORT = 12
#: Details that name a person.
PEOPLE = frozenset({"owner", "second_person", "on_behalf_of"})
#: Steps that ask something of the applicant.
ASKS = frozenset({"request_correction"})


def label(action: str) -> str:
    """The line of the history for a step."""
    return _("开始填写") if action == "create" else say(step(action).record)


def who(row: Transition) -> str:
    """The person as staff may read one; the applicant is named by role."""
    if row.actor is None:
        return _("系统")
    return _("申报单位") if row.role == Role.APPLICANT else row.actor.name


def newest_entries(rows: Sequence[Transition], file: CaseFile, limit: int) -> list[dict[str, Any]]:
    """The newest steps for the tight timeline, newest first."""
    return [
        {
            "title": label(row.action),
            "at": row.at,
            "who": who(row),
            "text": text if len(text := told(row, file)) <= 80 else f"{text[:80]}…",
            "tone": "now" if place == 0 else "ask" if row.action in ASKS else "",
        }
        for place, row in enumerate(reversed(rows[-limit:]))
    ]


def full_entries(rows: Sequence[Transition], file: CaseFile, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Every step, oldest first, with its changes and whether its hash follows from the one before."""
    made, previous = [], ""
    for row in rows:
        made.append(
            {
                "seq": row.seq,
                "title": label(row.action),
                "who": who(row),
                "login": row.actor.login if row.actor is not None and row.role != Role.APPLICANT else "",
                "role": say(ROLE_WORDS[Role(row.role)]),
                "at": row.at,
                "before": say(STAFF_WORDS[State(row.state_before)]) if row.state_before else "",
                "after": say(STAFF_WORDS[State(row.state_after)]),
                "changed": row.action == "confirm_override",
                "moved": row.state_before != row.state_after,
                "reason": told(row, file),
                "changes": changes(row.detail, file, names),
                "hash": row.hash[:SHORT],
                "sound": row.hash == chain_hash(previous, row),
            }
        )
        previous = row.hash
    return made


def changes(detail: Mapping[str, Any], file: CaseFile, names: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """What a step changed: (name, before, after); what only is noted has no before."""
    rows = []
    for name, value in detail.items():
        pair = isinstance(value, list) and len(value) == 2 and name not in WHOLE
        before, after = value if pair else ("", value)
        rows.append(
            (_name(name, file), _value(name, before, file, names) if pair else "", _value(name, after, file, names))
        )
    return rows


def people_in(rows: Sequence[Transition]) -> list[int]:
    """Everybody whom the details of these steps name."""
    found = []
    for row in rows:
        for name in PEOPLE & row.detail.keys():
            found += _ids(row.detail[name])
        found += [user_id for side in row.detail.get("helpers", ()) for user_id in side]
    return found


def _ids(value: Any) -> list[int]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, int)]


def _fact(name: str, file: CaseFile) -> Fact | None:
    return next((fact for fact in file.item.facts if fact.name == name), None)


def _name(name: str, file: CaseFile) -> str:
    fact = _fact(name, file)
    return NAMES[name]() if name in NAMES else say(fact.label) if fact is not None else name


def _value(name: str, value: Any, file: CaseFile, names: Mapping[int, str]) -> str:
    if value is None or value in ("", []):
        return "—"
    if name.endswith("_fen") and isinstance(value, int):
        return _("%(sum)s元", sum=yuan(value))
    if name.endswith("_at"):
        return fullmoment(datetime.fromisoformat(str(value)))
    if name == "helpers":
        return listed(names.get(user_id, "") for user_id in value)
    if name in PEOPLE:
        return names.get(value, str(value))
    if name in {"documents", "deferred"}:
        return _titles(value, file)
    if name in VALUES:
        return VALUES[name](value)
    fact = None if name in NAMES else _fact(name, file)
    return str(value) if fact is None else fact_text(fact, value)


def _titles(codes: Sequence[str], file: CaseFile) -> str:
    titles = {kind.code: say(kind.title) for kind in file.item.documents}
    return listed(titles.get(code, code) for code in codes)
