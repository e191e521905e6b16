"""Experts: people from outside who judge a case. They do not sign in, and no applicant ever reads their names."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Ref, Word, table


class Expert(Base):
    """Somebody on the list of experts; `uscc` is the credit code of the employer where it is known."""

    __tablename__ = "expert"
    __table_args__ = table(
        UniqueConstraint("name", "employer"),
        CheckConstraint("length(name) > 0", name="has_name"),
        CheckConstraint("length(field) > 0", name="has_field"),
        CheckConstraint("length(employer) > 0", name="has_employer"),
        CheckConstraint("uscc IS NULL OR length(uscc) = 18", name="uscc_length"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    name: Mapped[Line]
    field: Mapped[Line]
    employer: Mapped[Line]
    uscc: Mapped[Word | None]
    active: Mapped[bool] = mapped_column(default=True)
    added_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[At]
