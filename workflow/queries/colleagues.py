"""The people of the bureau who can open cases: whom a note can name."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from workflow.db import db
from workflow.models.user import User

#: Duty groups whose people may open a case.
GROUPS = ("casework", "decision", "finance", "audit")
MOST = 500


class Colleague(NamedTuple):
    """A person who can be named."""

    id: int
    name: str
    login: str
    duty_group: str


def colleagues() -> Sequence[Colleague]:
    """Every active one, by name. One statement."""
    query = select(User.id, User.name, User.login, User.duty_group)
    query = query.where(User.active, User.duty_group.in_(GROUPS)).order_by(User.name, User.id).limit(MOST)
    return [Colleague(*row) for row in db.session.execute(query)]


def named_in(text: str, people: Sequence[Colleague]) -> tuple[set[int], set[str]]:
    """Whom `@姓名` or `@login` in a text means; and names that several people share, of whom none is meant.

    Longer names go first, so that one name inside another is not taken for it.
    """
    by_word: dict[str, set[int]] = {}
    for person in people:
        for word in (person.name, person.login):
            by_word.setdefault(word, set()).add(person.id)
    meant, unclear = set(), set()
    for word in sorted(by_word, key=len, reverse=True):
        if f"@{word}" in text:
            text = text.replace(f"@{word}", " ")
            if len(by_word[word]) > 1:
                unclear.add(word)
            else:
                meant |= by_word[word]
    return meant, unclear
