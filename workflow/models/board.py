"""The counts behind the supervisor's board: a small table that the worker keeps, so that no page counts cases."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from states.names import State
from workflow.db import Base
from workflow.models.columns import At, Fen, Line, Ref, Word, one_of, table

#: `aged`: running cases by state, first day in it and day due · `load`: by owner, item and state · `due`: by owner and day
#: due · `flow`: what happened on a day (accepted, checked, first_pass, and the states that end a case, with the step that
#: led there) · `asked`: documents and facts that had to be corrected, by day.
KINDS = ("aged", "load", "due", "flow", "asked")
#: Stands where a kind has no day.
NO_DAY = date(1970, 1, 1)
FINISHED = (State.PAID, State.REJECTED, State.WITHDRAWN, State.REFERRED)


class BoardCount(Base):
    """So many cases, and their amount in fen, for one combination of what a kind counts by."""

    __tablename__ = "board_count"
    __table_args__ = table(
        PrimaryKeyConstraint("kind", "first_day", "last_day", "name", "part"),
        one_of("kind", KINDS),
        CheckConstraint("times >= 0", name="times_not_negative"),
        CheckConstraint("fen >= 0", name="fen_not_negative"),
    )

    kind: Mapped[Word]
    name: Mapped[Line]
    part: Mapped[Line]
    first_day: Mapped[date]
    last_day: Mapped[date]
    times: Mapped[int]
    fen: Mapped[Fen]


class BoardSeen(Base):
    """As what a case is counted, and up to which of its steps. `due_on`, `entered`: None when it does not run."""

    __tablename__ = "board_seen"
    __table_args__ = table(
        CheckConstraint("seq >= 1", name="seq_positive"),
        CheckConstraint("(due_on IS NULL) = (entered IS NULL)", name="runs_or_not"),
        CheckConstraint("fen >= 0", name="fen_not_negative"),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int]
    state: Mapped[Word]
    item: Mapped[Word]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    entered: Mapped[date | None]
    due_on: Mapped[date | None]
    fen: Mapped[Fen]


class BoardReminder(Base):
    """The owner of a late case was reminded on a day, once."""

    __tablename__ = "board_reminder"
    __table_args__ = table(PrimaryKeyConstraint("case_id", "day"))

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    day: Mapped[date]
    owner_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    by_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
