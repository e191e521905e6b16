"""The score sheets of experts and what they come to."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, JsonList, Line, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case


class ScoreSheet(Base):
    """A signed sheet as the secretary entered it. Append-only; the newest revision of a seat counts."""

    __tablename__ = "score_sheet"
    __table_args__ = table(
        PrimaryKeyConstraint("seat_id", "revision"),
        UniqueConstraint("ref"),
        CheckConstraint("revision >= 1", name="revision_positive"),
        CheckConstraint("total BETWEEN 0 AND 10000", name="total_range"),
        CheckConstraint("length(file_name) > 0", name="has_file"),
        Index("ix_score_sheet_sha256", "sha256"),
    )

    seat_id: Mapped[Ref] = mapped_column(ForeignKey("expert_seat.id"))
    revision: Mapped[int]
    #: Hundredths of a point.
    total: Mapped[int]
    opinion: Mapped[Prose] = mapped_column(default="")
    signed_on: Mapped[date]
    ref: Mapped[Word]
    file_name: Mapped[Line]
    sha256: Mapped[Digest] = mapped_column(ForeignKey("blob.sha256"))
    entered_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class ScoreLine(Base):
    """The points of a sheet for one criterion, with its weight (percent). Append-only."""

    __tablename__ = "score_line"
    __table_args__ = table(
        PrimaryKeyConstraint("seat_id", "revision", "criterion"),
        ForeignKeyConstraint(["seat_id", "revision"], ["score_sheet.seat_id", "score_sheet.revision"]),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight_range"),
        CheckConstraint("points BETWEEN 0 AND 100", name="points_range"),
    )

    seat_id: Mapped[Ref]
    revision: Mapped[int]
    criterion: Mapped[Word]
    weight: Mapped[int]
    points: Mapped[int]


class Assessment(Base):
    """What the experts' marks come to: entered by the secretary, adopted by somebody else. One for a case; append-only."""

    __tablename__ = "assessment"
    __table_args__ = table(
        of_case(),
        UniqueConstraint("case_id"),
        UniqueConstraint("case_id", "id"),
        one_of("method", ("mean", "closest", "middle")),
        CheckConstraint("mark BETWEEN 0 AND 10000", name="mark_range"),
        CheckConstraint("spread BETWEEN 0 AND 10000", name="spread_range"),
        CheckConstraint("entered_by <> adopted_by", name="by_two"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    #: Hundredths of a point, as the difference between the highest and the lowest sheet.
    mark: Mapped[int]
    spread: Mapped[int]
    method: Mapped[Word]
    passed: Mapped[bool]
    #: The sheets that were looked at: [{seat, revision, total, counted}].
    sheets: Mapped[JsonList]
    #: Who entered the last sheet, and who adopted the mark.
    entered_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    adopted_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
