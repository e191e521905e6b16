"""Meetings of the committee: the roll of its members, a meeting with its rule, and who sat in it."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Ref, Word, one_of, table

PLANNED, OPEN, CLOSED, EXECUTING, EXECUTED, CANCELLED = (
    "planned", "open", "closed", "executing", "executed", "cancelled",
)  # fmt: skip
STATES = (PLANNED, OPEN, CLOSED, EXECUTING, EXECUTED, CANCELLED)
MAJORITY, ALL, ANY, RATIO, IN_TURN = RULES = ("majority", "all", "any", "ratio", "in_turn")
ATTENDANCE = EXPECTED, PRESENT, ABSENT, LEAVE = ("expected", "present", "absent", "leave")
#: Members of one meeting at most, and characters of its minutes.
MOST_MEMBERS, LONGEST_MINUTES = 31, 20_000


class CommitteeMember(Base):
    """Somebody on the roll. `user_id`: the account here, where there is one; a recusal then hides the case from it."""

    __tablename__ = "committee_member"
    __table_args__ = table(
        UniqueConstraint("name", "organisation"),
        UniqueConstraint("user_id"),
        CheckConstraint("length(name) > 0", name="has_name"),
        CheckConstraint("length(organisation) > 0", name="has_organisation"),
        CheckConstraint("length(title) > 0", name="has_title"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    name: Mapped[Line]
    organisation: Mapped[Line]
    title: Mapped[Line]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    active: Mapped[bool] = mapped_column(default=True)
    added_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    added_at: Mapped[At]


class Meeting(Base):
    """One meeting; its votes stay staged until it is executed. `ratio_n` of `ratio_m` must agree where the rule is a ratio."""

    __tablename__ = "meeting"
    __table_args__ = table(
        UniqueConstraint("year", "sequence"),
        one_of("state", STATES),
        one_of("rule", RULES),
        CheckConstraint("sequence >= 1", name="sequence_positive"),
        CheckConstraint(f"quorum BETWEEN 1 AND {MOST_MEMBERS}", name="quorum_range"),
        CheckConstraint("length(place) > 0", name="has_place"),
        CheckConstraint("(rule = 'ratio') = (ratio_n IS NOT NULL)", name="ratio_with_rule"),
        CheckConstraint("(ratio_n IS NULL) = (ratio_m IS NULL)", name="ratio_whole"),
        CheckConstraint(
            "ratio_n IS NULL OR (ratio_n >= 1 AND ratio_n <= ratio_m AND ratio_m <= 100)", name="ratio_range"
        ),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed_by_someone"),
        CheckConstraint("(executed_by IS NULL) = (executed_at IS NULL)", name="executed_by_someone"),
        CheckConstraint("(state IN ('executing', 'executed')) = (executed_at IS NOT NULL)", name="executed_has_date"),
        CheckConstraint(
            "(state IN ('closed', 'executing', 'executed')) = (closed_at IS NOT NULL)", name="closed_has_date"
        ),
        CheckConstraint("edition >= 0", name="edition_not_negative"),
        Index("ix_meeting_state", "state", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    year: Mapped[int]
    sequence: Mapped[int]
    meets_at: Mapped[At]
    place: Mapped[Line]
    quorum: Mapped[int]
    rule: Mapped[Word]
    ratio_n: Mapped[int | None]
    ratio_m: Mapped[int | None]
    state: Mapped[Word]
    minutes: Mapped[str] = mapped_column(String(LONGEST_MINUTES), default="")
    #: Counts the savings of the minutes: two people who write at once learn of each other.
    edition: Mapped[int] = mapped_column(default=0)
    minuted_at: Mapped[At | None]
    called_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    called_at: Mapped[At]
    opened_at: Mapped[At | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    closed_at: Mapped[At | None]
    executed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    executed_at: Mapped[At | None]

    @property
    def number(self) -> str:
        """As it is spoken of: 2026-3."""
        return f"{self.year}-{self.sequence}"

    @property
    def name(self) -> str:
        """As the minutes and the decision call it."""
        return f"{self.year}年第{self.sequence}次审定会"


class MeetingMember(Base):
    """A member called to a meeting, by seat; whether present, and the signature under the minutes as the secretary noted it."""

    __tablename__ = "meeting_member"
    __table_args__ = table(
        PrimaryKeyConstraint("meeting_id", "member_id"),
        UniqueConstraint("meeting_id", "seat"),
        one_of("attendance", ATTENDANCE),
        CheckConstraint(f"seat BETWEEN 1 AND {MOST_MEMBERS}", name="seat_range"),
        CheckConstraint("(signed_at IS NULL) = (noted_by IS NULL)", name="signature_noted_by_someone"),
        CheckConstraint("signed_at IS NULL OR attendance = 'present'", name="signed_was_present"),
        Index("ix_meeting_member_member", "member_id", "meeting_id"),
    )

    meeting_id: Mapped[Ref] = mapped_column(ForeignKey("meeting.id"))
    member_id: Mapped[Ref] = mapped_column(ForeignKey("committee_member.id"))
    seat: Mapped[int]
    attendance: Mapped[Word] = mapped_column(default=EXPECTED)
    signed_at: Mapped[At | None]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
