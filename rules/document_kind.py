"""A kind of document that an item asks for."""

from typing import NamedTuple

from rules.say import Say


class DocumentKind(NamedTuple):
    """A kind of document. `code` is stable; without a required one a case cannot be submitted."""

    code: str
    title: Say
    required: bool


def must(code: str, zh: str, en: str) -> DocumentKind:
    """A kind without which a case cannot be submitted."""
    return DocumentKind(code, Say(zh, en), required=True)


def may(code: str, zh: str, en: str) -> DocumentKind:
    """A kind that may be handed in."""
    return DocumentKind(code, Say(zh, en), required=False)
