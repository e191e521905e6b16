"""The internal notes of a case that one person may read."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.note import CASEWORK, STAFF, Note, NoteMention
from workflow.models.user import User

MOST = 200


class Noted(NamedTuple):
    """A note with its author's name, the names it mentions, and whether a newer one corrects it."""

    note: Note
    author: str
    names: str
    corrected: bool


def readable_by(user_id: int | BindParameter[int], duty_group: str) -> ColumnElement[bool]:
    """The condition for notes that this person of the bureau may read; nobody of an enterprise ever may."""
    if duty_group == "enterprise":
        return false()
    named = exists().where(NoteMention.note_id == Note.id, NoteMention.user_id == user_id)
    open_to = (STAFF, CASEWORK) if duty_group == "casework" else (STAFF,)
    return or_(Note.visibility.in_(open_to), Note.author_id == user_id, named)


def notes(case_id: int, user_id: int, duty_group: str, *, newest: int | None = None) -> list[Noted]:
    """Newest first, at most 200; `newest`: only so many that no later note corrects. One statement."""
    query = _notes(duty_group, newest is not None)
    rows = db.session.execute(query, {"of": case_id, "reader": user_id, "most": newest or MOST})
    return [Noted(row[0], row[1], row[2] or "", row[3]) for row in rows]


@cache
def _notes(duty_group: str, uncorrected: bool) -> Select[*tuple[Any, ...]]:  # noqa: FBT001 -- a key of the cache
    """Built once for each group: putting it together costs more than asking."""
    author, later, person = aliased(User), aliased(Note), aliased(User)
    corrected = exists().where(later.corrects_id == Note.id)
    names = (
        select(func.aggregate_strings(person.name, "、"))
        .join(NoteMention, NoteMention.user_id == person.id)
        .where(NoteMention.note_id == Note.id)
        .correlate(Note)
        .scalar_subquery()
    )
    query = (
        select(Note, author.name, names, corrected)
        .join(author, author.id == Note.author_id)
        .where(Note.case_id == bindparam("of"), readable_by(bindparam("reader"), duty_group))
        .order_by(Note.id.desc())
        .limit(bindparam("most"))
    )
    return query.where(~corrected) if uncorrected else query


def own_note(case_id: int, note_id: int, user_id: int) -> Note | None:
    """A note of this person on the case, the way one that may be corrected is found."""
    query = select(Note).where(Note.case_id == case_id, Note.id == note_id, Note.author_id == user_id)
    return db.session.scalar(query)


def mentioned(note_id: int) -> set[int]:
    """Whom a note names."""
    return set(db.session.scalars(select(NoteMention.user_id).where(NoteMention.note_id == note_id)))
