"""The list of enterprises: by name, credit code, pinyin or its initials, page after page."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, func, literal, or_, select, tuple_

from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.queries.search import find

PAGE = 30


class Found(NamedTuple):
    """An enterprise of the list, with its newest submitted case."""

    id: int
    name: str
    uscc: str
    sort_key: str
    legal_representative: str
    newest: str | None


def found(text: str, after: tuple[str, int] | None) -> Sequence[Found]:
    """A page of enterprises after a key; one row more says that there is a next page.

    `text`: part of the name, of its pinyin or their initials, or of the credit code.
    """
    firm = Enterprise
    newest = select(func.max(Case.id)).where(Case.enterprise_id == firm.id, Case.submitted_at.is_not(None))
    query = select(firm.id, firm.name, firm.uscc, firm.sort_key, firm.legal_representative, Case.number).outerjoin(
        Case, Case.id == newest.correlate(firm).scalar_subquery()
    )
    if text:
        query = query.where(_meant(text))
    if after is not None:
        query = query.where(tuple_(firm.sort_key, firm.id) > tuple_(literal(after[0]), literal(after[1], BigInteger)))
    rows = db.session.execute(query.order_by(firm.sort_key, firm.id).limit(PAGE + 1))
    return [Found._make(row) for row in rows]


def _meant(text: str) -> ColumnElement[bool]:
    """What the search's pieces find; for a text that means more than they tell apart, names are compared on the way."""
    found = find(text.replace(" ", "") if text.isascii() else text, firms_only=True)
    if not found.open_:
        return Enterprise.id.in_(found.firms)
    return or_(
        func.lower(Enterprise.name).contains(found.said, autoescape=True),
        Enterprise.sort_key.contains(found.said, autoescape=True),
    )
