"""With which cases somebody helps."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from workflow.db import db
from workflow.models.case import Case
from workflow.models.case_helper import CaseHelper
from workflow.models.enterprise import Enterprise

MOST = 50


def helped(user_id: int) -> Sequence[Row[str, str, str]]:
    """Number, enterprise and state of the running cases with which the person helps, the newest first."""
    query = (
        select(Case.number, Enterprise.name.label("firm"), Case.state)
        .join(CaseHelper, CaseHelper.case_id == Case.id)
        .join(Enterprise, Enterprise.id == Case.enterprise_id)
        .where(CaseHelper.user_id == user_id, Case.due_on.is_not(None))
    )
    return db.session.execute(query.order_by(Case.id.desc()).limit(MOST)).all()
