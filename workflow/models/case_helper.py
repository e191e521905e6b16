"""Colleagues who help the caseworker in charge of a case: they may do what that person may do."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Ref, Word, table


class CaseHelper(Base):
    """One helper of one case, for as long as the help lasts; who began and ended it stands in the case's record."""

    __tablename__ = "case_helper"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "user_id"),
        ForeignKeyConstraint(["user_id", "duty_group"], ["user_account.id", "user_account.duty_group"]),
        CheckConstraint("duty_group = 'casework'", name="of_casework"),
        Index("ix_case_helper_user_id", "user_id", "case_id"),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    user_id: Mapped[Ref]
    duty_group: Mapped[Word]
    added_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[At]
