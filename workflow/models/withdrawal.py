"""The receipt of a withdrawal: written with the step, once for each case, never changed."""

from sqlalchemy import ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Prose, Ref, Word, table
from workflow.models.filing import of_case


class Withdrawal(Base):
    """Who took the application back, when and, if it was said, why. `number` is the receipt's."""

    __tablename__ = "withdrawal"
    __table_args__ = table(
        UniqueConstraint("number"),
        of_case(),
        ForeignKeyConstraint(["case_id", "seq"], ["transition.case_id", "transition.seq"]),
    )

    case_id: Mapped[Ref] = mapped_column(primary_key=True, autoincrement=False)
    enterprise_id: Mapped[Ref]
    seq: Mapped[int]
    number: Mapped[Word]
    reason: Mapped[Prose]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
