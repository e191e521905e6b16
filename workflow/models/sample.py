"""The random sample before payment: every draw as it was made, what was found in the chosen cases, and their counts."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Prose, Ref, Word, one_of, table
from workflow.sampling import DRAWS, PER_MILLE

#: `objected` waits for a supervisor: `overruled` lets the payment go on, `upheld` takes the case back to the committee.
SAMPLE_STATES = ("open", "cleared", "objected", "overruled", "upheld")
UNSETTLED = ("open", "objected")
WAITS = text("state IN ('open', 'objected')")


class SampleDraw(Base):
    """Whether an approval was drawn for a second look, and everything that says so. Append-only.

    The draw belongs to the step that approved the case (`seq`); the rate is the very row that was in force.
    """

    __tablename__ = "sample_draw"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "seq"),
        ForeignKeyConstraint(["case_id", "seq"], ["transition.case_id", "transition.seq"]),
        ForeignKeyConstraint(
            ["per_mille", "item", "rate_id"], ["sample_rate.per_mille", "sample_rate.item", "sample_rate.id"]
        ),
        CheckConstraint(f"draw BETWEEN 0 AND {DRAWS - 1}", name="draw_range"),
        CheckConstraint(f"chosen = (draw < per_mille * {DRAWS // PER_MILLE})", name="chosen_by_draw"),
        Index("ix_sample_draw_drawn_at", "drawn_at", "case_id"),
    )

    case_id: Mapped[Ref]
    seq: Mapped[int]
    round: Mapped[int]
    item: Mapped[Word]
    rate_id: Mapped[Ref]
    per_mille: Mapped[int]
    seed_id: Mapped[Ref] = mapped_column(ForeignKey("sample_seed.id"))
    draw: Mapped[int]
    chosen: Mapped[bool]
    drawn_at: Mapped[At]


class SampleCheck(Base):
    """A chosen case being looked at again: by whom, what was found, and who settled it. It waits as long as unsettled."""

    __tablename__ = "sample_check"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "seq"),
        ForeignKeyConstraint(["case_id", "seq"], ["sample_draw.case_id", "sample_draw.seq"]),
        one_of("state", SAMPLE_STATES),
        CheckConstraint("(state = 'open') = (checked_by IS NULL)", name="checked_by_someone"),
        CheckConstraint("(checked_by IS NULL) = (checked_at IS NULL)", name="check_has_date"),
        CheckConstraint("state = 'open' OR length(note) > 0", name="check_has_note"),
        CheckConstraint("(state IN ('overruled', 'upheld')) = (settled_by IS NOT NULL)", name="settled_by_someone"),
        CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", name="settling_has_date"),
        CheckConstraint("settled_by IS NULL OR settled_by <> checked_by", name="settled_by_another"),
        CheckConstraint("settled_by IS NULL OR length(settling) > 0", name="settling_has_reason"),
        Index("uq_sample_check_waiting", "case_id", unique=True, sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_sample_check_state", "state", "opened_at", "case_id"),
        Index("ix_sample_check_opened", "opened_at", "case_id", "seq"),
    )

    case_id: Mapped[Ref]
    seq: Mapped[int]
    state: Mapped[Word]
    opened_at: Mapped[At]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    checked_at: Mapped[At | None]
    note: Mapped[Prose] = mapped_column(default="")
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    settled_at: Mapped[At | None]
    settling: Mapped[Prose] = mapped_column(default="")


class SampleTally(Base):
    """How many approvals of an item were drawn, chosen, cleared and objected to, by the quarter of the draw."""

    __tablename__ = "sample_tally"
    __table_args__ = table(
        PrimaryKeyConstraint("item", "year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter_range"),
        CheckConstraint("chosen <= drawn", name="chosen_within_drawn"),
        CheckConstraint("cleared + objected <= chosen", name="checked_within_chosen"),
        CheckConstraint("chosen >= 0 AND cleared >= 0 AND objected >= 0", name="not_negative"),
    )

    item: Mapped[Word]
    year: Mapped[int] = mapped_column(autoincrement=False)
    quarter: Mapped[int] = mapped_column(autoincrement=False)
    drawn: Mapped[int]
    chosen: Mapped[int]
    cleared: Mapped[int]
    objected: Mapped[int]
