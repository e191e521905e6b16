"""What a paper is made of: pairs of sentences in blocks. Frozen, it is plain data in both languages, ready to be printed.

A block is a dict whose `is` says how it is laid out: `p` a paragraph, `note` small print, `facts` label–value pairs,
`table` with columns and rows, `qr` a code to scan. Texts are pairs (`.zh`, `.en`) or plain strings.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from states.say import Say
from workflow.papers.words import BUREAU, dated

#: Version of the layout sources (*.typ); a new one when they change what is printed.
LAYOUT = "1"

Block = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One paper before it is frozen. `annexes` are tables on pages of their own, named under the text."""

    title: Say
    to: Say | str
    blocks: Sequence[Block]
    annexes: Sequence[Block] = ()
    after: Sequence[Block] = field(default=())


def p(zh: str, en: str) -> Block:
    """A paragraph."""
    return {"is": "p", "text": Say(zh, en)}


def note(zh: str, en: str) -> Block:
    """Small print."""
    return {"is": "note", "text": Say(zh, en)}


def facts(*rows: tuple[Say, Say | str]) -> Block:
    """Labels with their values."""
    return {"is": "facts", "rows": [list(row) for row in rows]}


def frozen(letter: Letter, number: str, on: date) -> dict[str, Any]:
    """The paper as data, for good: what is printed follows from this and the layout alone."""
    said = {
        "bureau": BUREAU,
        "title": letter.title,
        "to": letter.to,
        "blocks": letter.blocks,
        "annexes": letter.annexes,
        "after": letter.after,
        "date": dated(on),
    }
    data = {"layout": LAYOUT, "number": number, "on": on.isoformat()}
    return data | {"zh": spoken(said, "zh"), "en": spoken(said, "en")}


def spoken(value: Any, lang: str) -> Any:
    """`value` with each pair of texts replaced by the one in `lang`."""
    if hasattr(value, "zh"):
        return getattr(value, lang)
    if isinstance(value, Mapping):
        if value.keys() == {"zh", "en"}:
            return value[lang]
        return {name: spoken(one, lang) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [spoken(one, lang) for one in value]
    return value


def digest(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of frozen data."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
