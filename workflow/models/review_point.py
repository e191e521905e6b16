"""What a second review that returned an evaluation wants looked at again, section by section."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped

from workflow.db import Base
from workflow.models.columns import Prose, Ref, Word, one_of, table

SECTIONS = ("facts", "documents", "evaluation")
LONGEST = 1000


class ReviewPoint(Base):
    """One section of a returned case with the reviewer's comment; open until the next round. Append-only."""

    __tablename__ = "review_point"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "round", "section"),
        ForeignKeyConstraint(["case_id", "round"], ["review.case_id", "review.round"]),
        one_of("section", SECTIONS),
        CheckConstraint(f"length(comment) BETWEEN 1 AND {LONGEST}", name="comment_length"),
    )

    case_id: Mapped[Ref]
    round: Mapped[int]
    section: Mapped[Word]
    comment: Mapped[Prose]
