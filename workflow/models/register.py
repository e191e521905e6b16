"""The register of article 8: recognised demonstration scenarios and nominations for the municipal catalogue."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Ref, Word, one_of, table
from workflow.models.filing import of_case

KINDS = ("recognised", "nominated")


class Recognition(Base):
    """An entry of the register, made by the outcome of one case. First and last day inclusive; `until` empty: no end."""

    __tablename__ = "recognition"
    __table_args__ = table(
        UniqueConstraint("case_id"),
        of_case(),
        one_of("kind", KINDS),
        CheckConstraint("length(title) > 0", name="title_not_empty"),
        CheckConstraint("until IS NULL OR until >= since", name="days_in_order"),
        Index("ix_recognition_enterprise", "enterprise_id", "id"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    kind: Mapped[Word]
    title: Mapped[Line]
    since: Mapped[date]
    until: Mapped[date | None]
    recorded_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
