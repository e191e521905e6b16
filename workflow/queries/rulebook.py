"""The rules as the shell asks for them: read from what a published version froze, not from the program's files."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from rules import catalogue
from rules import policy as policies
from rules.policy import Policy
from workflow.db import db
from workflow.models.policy import PolicyVersion

#: digest with words → rules: a published version never changes, so it is read once per process.
_read: dict[str, Policy] = {}


class UnknownPolicyError(LookupError):
    """No version of that name was published."""


def policy(version: str) -> Policy:
    """The rules of a published version. Raises UnknownPolicyError."""
    key = db.session.scalar(select(PolicyVersion.digest_words).where(PolicyVersion.version == version))
    if key is None:
        raise UnknownPolicyError(version)
    if key not in _read:
        _read[key] = policies.from_json(db.session.get_one(PolicyVersion, version).frozen)
    return _read[key]


def versions() -> Sequence[PolicyVersion]:
    """Every published version, newest first."""
    query = select(PolicyVersion).order_by(PolicyVersion.published_at.desc(), PolicyVersion.version)
    return db.session.scalars(query).all()


def newest_version() -> str:
    """The version published last. Raises UnknownPolicyError before the first one is published."""
    newest = select(PolicyVersion.version).order_by(PolicyVersion.published_at.desc(), PolicyVersion.version).limit(1)
    version = db.session.scalar(newest)
    if version is None:
        raise UnknownPolicyError("no version was published")
    return version


def reader() -> Callable[[str], Policy]:
    """Reads versions for one page, each once, however often it is asked for."""
    read: dict[str, Policy] = {}

    def of(version: str) -> Policy:
        if version not in read:
            read[version] = policy(version)
        return read[version]

    return of


def article_number(item: str) -> int:
    """The article an item belongs to: 7 for `7a`."""
    return int(item.rstrip("ab"))


#: The articles that pay here, each with a budget of its own: those with an item that computes.
PAYING_ARTICLES = frozenset(article_number(code) for code in catalogue.ITEMS if catalogue.item(code).kind == "computes")
