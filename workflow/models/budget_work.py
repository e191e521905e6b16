"""What accepted applications still ask for, by article: a small sum that the worker keeps, so that no page counts cases."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import Fen, Ref, table


class BudgetWork(Base):
    """What one accepted, undecided case adds to its article's sum (fen); the row goes when the case is decided."""

    __tablename__ = "budget_work"
    __table_args__ = table(CheckConstraint("fen > 0", name="fen_positive"))

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    article: Mapped[int]
    fen: Mapped[Fen]


class BudgetInWork(Base):
    """The sum of `budget_work` for one article (fen), and of how many cases."""

    __tablename__ = "budget_in_work"
    __table_args__ = table(CheckConstraint("fen >= 0 AND cases >= 0", name="not_negative"))

    article: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fen: Mapped[Fen]
    cases: Mapped[int]
