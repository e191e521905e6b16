"""The query box of the queue: `状态:补正 负责人:@我 金额:>10万 逾期`, in Chinese and English, read without a database.

Conditions are joined by "and"; `-` before one turns it round; words of one condition may be listed with commas; what is no
condition is looked for as text, quoted when it holds blanks. `case_query_writing.write` says the same again.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from workflow.queries.case_query_values import UnreadableError, days, fen, number, span
from workflow.queries.case_query_words import ALONE, FIELDS, MINE, NOBODYS, named, words

LONGEST, MOST_TERMS = 300, 12
MARKS = str.maketrans({"：": ":", "＞": ">", "＜": "<", "＝": "=", "“": '"', "”": '"', "、": ","})
TOKEN = re.compile(r'(-)?(?:([^\s:"<>=]{1,20})(?::|(?=[<>=])))?(?:"([^"]*)"?|(\S+))?')


@dataclass(frozen=True)
class Term:
    """One condition. `value`: codes (words), "me", "" (nobody) or a name (person), a range, or text; `not_` turns it round."""

    key: str
    value: Any
    not_: bool = False


class Problem(NamedTuple):
    """What was not understood: `field` (no such condition), `value` (not for this condition), `many` (too many)."""

    code: str
    typed: str
    field: str = ""


class Parsed(NamedTuple):
    """Conditions in the order they were written, one for each key where that is the same, and what was not understood."""

    terms: tuple[Term, ...]
    problems: tuple[Problem, ...]


def parse(typed: str) -> Parsed:
    """Read a query. Never raises: what is not understood is said and left out."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST].replace("≥", ">=").replace("≤", "<=")).translate(MARKS)
    text = "".join(char if char.isprintable() else " " for char in text)
    terms: list[Term] = []
    problems: list[Problem] = []
    for found in TOKEN.finditer(text):
        minus, name, quoted, bare = found.groups()
        if quoted is None and bare is None and not name:
            continue
        read = _term(minus, name, quoted, bare or "")
        if isinstance(read, Problem):
            problems.append(read)
        elif read is not None:
            terms.append(read)
    kept = _joined(terms)
    if len(kept) > MOST_TERMS:
        problems.append(Problem("many", str(MOST_TERMS)))
    return Parsed(tuple(kept[:MOST_TERMS]), tuple(problems))


def _term(minus: str | None, name: str | None, quoted: str | None, bare: str) -> Term | Problem | None:
    not_ = minus is not None
    value = (quoted if quoted is not None else bare).replace('"', "").strip()
    if name is None:
        if quoted is None and value.lower() in ALONE:
            return Term(ALONE[value.lower()], None, not_)
        return Term("text", value, not_) if value.strip('-:"') else None
    key = named(name.lower())
    if key is None:
        return Problem("field", name)
    if not value:
        return Problem("value", "", key)
    try:
        return Term(key, _value(key, value), not_)
    except UnreadableError:
        return Problem("value", value[:40], key)


def _value(key: str, value: str) -> Any:
    kind, low = FIELDS[key].kind, value.lower()
    if kind == "text":
        return value
    if kind == "person":
        return "me" if low in MINE else "" if low in NOBODYS else value.removeprefix("@")
    if kind == "days":
        return days(low, ahead=key == "due")
    if kind in {"yuan", "count"}:
        return span(low, fen if kind == "yuan" else number)
    known = words(key)
    parts = [part for part in re.split(r"[,|/]", low.replace(" ", "_")) if part]
    if not parts or any(part not in known for part in parts):
        raise UnreadableError(value)
    return tuple(dict.fromkeys(code for part in parts for code in known[part]))


def _joined(terms: list[Term]) -> list[Term]:
    """Words of one condition written twice are either of them; the same condition twice is one."""
    kept: list[Term] = []
    for term in terms:
        lists = FIELDS[term.key].kind == "words" if term.key in FIELDS else False
        at = next((at for at, one in enumerate(kept) if lists and (one.key, one.not_) == (term.key, term.not_)), None)
        if at is not None:
            kept[at] = replace(term, value=tuple(dict.fromkeys((*kept[at].value, *term.value))))
        elif term not in kept:
            kept.append(term)
    return kept
