"""A kind of document that an item asks for."""

from typing import NamedTuple

from rules.say import Say


class DocumentKind(NamedTuple):
    """A kind of document. `code` is stable; without a required one a case cannot be submitted.

    `later`: required, but an enterprise may promise it and hand it in after acceptance (容缺受理); nothing that decides
    whether an item can be applied for at all.
    """

    code: str
    title: Say
    required: bool
    later: bool = False


def must(code: str, zh: str, en: str) -> DocumentKind:
    """A kind without which a case cannot be submitted."""
    return DocumentKind(code, Say(zh, en), required=True)


def follows(code: str, zh: str, en: str) -> DocumentKind:
    """A required kind that may follow after acceptance, when it is promised."""
    return DocumentKind(code, Say(zh, en), required=True, later=True)


def may(code: str, zh: str, en: str) -> DocumentKind:
    """A kind that may be handed in."""
    return DocumentKind(code, Say(zh, en), required=False)
