"""What a second review wanted looked at again."""

from collections.abc import Sequence

from sqlalchemy import select

from workflow.db import db
from workflow.models.review_point import SECTIONS, ReviewPoint


def points_of(case_id: int, round_: int) -> Sequence[ReviewPoint]:
    """The points of one round's review, in the order of the sections."""
    query = select(ReviewPoint).where(ReviewPoint.case_id == case_id, ReviewPoint.round == round_)
    return sorted(db.session.scalars(query), key=lambda row: SECTIONS.index(row.section))
