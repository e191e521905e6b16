"""What people of the bureau downloaded, newest first, page by page."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.download import Download
from workflow.models.user import User

PAGE = 50


def downloads(
    people: tuple[int, ...] | None, case_id: int | None, before: int | None
) -> Sequence[Row[Download, str, str, str | None]]:
    """One more than a page: (download, login, name, case number), of some people, of a case, before an id."""
    query = (
        select(Download, User.login, User.name, Case.number)
        .join(User, User.id == Download.user_id)
        .outerjoin(Case, Case.id == Download.case_id)
        .order_by(Download.id.desc())
        .limit(PAGE + 1)
    )
    if people is not None:
        query = query.where(Download.user_id.in_(people))
    if case_id is not None:
        query = query.where(Download.case_id == case_id)
    if before is not None:
        query = query.where(Download.id < before)
    return db.session.execute(query).all()
