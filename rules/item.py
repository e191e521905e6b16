"""A support item as the shell sees it: what it is, what it asks for, who answers."""

from dataclasses import dataclass

from rules.document_kind import DocumentKind
from rules.facts import Fact
from rules.say import Say


class UnknownItem(KeyError):
    """There is no item of that code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A support item. `kind`: computes · refers · recognises · serves; the last three name scheme and department.

    `outcomes` are the answers that may be reported back for an item that is handled elsewhere.
    """

    code: str
    article: Say
    title: Say
    quote: str
    kind: str
    facts: tuple[Fact, ...]
    documents: tuple[DocumentKind, ...]
    scheme: Say | None = None
    department: Say | None = None
    outcomes: tuple[tuple[str, Say], ...] = ()
