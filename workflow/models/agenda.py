"""What a meeting decides on: its agenda, who withdrew from a case, and the votes member by member."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Prose, Ref, Word, one_of, table

#: Cases of one meeting at most.
MOST_ITEMS = 100
WAITING, DECIDED, PUT_OFF, DONE, RETURNED, REFUSED, FAILED = (
    "waiting", "decided", "put_off", "done", "returned", "refused", "failed",
)  # fmt: skip
ITEM_STATES = (WAITING, DECIDED, PUT_OFF, DONE, RETURNED, REFUSED, FAILED)
#: What an execution still has to do, or may try again.
TO_DO = (DECIDED, REFUSED, FAILED)
LIVE_STATES = (WAITING, DECIDED, REFUSED, FAILED)
LIVE = text("state IN ('waiting', 'decided', 'refused', 'failed')")
VOTES = FOR, AGAINST, ABSTAIN = ("for", "against", "abstain")


class AgendaItem(Base):
    """A case on the agenda of a meeting; on one agenda at a time. `block`: voted on together with others of the same number.

    `voted_seq` is the step that recorded the vote: a later step of the case, except of its clock, makes the vote void.
    `entitled`: who could vote on it, the absent and the recused left out. `said_*`: what came of the execution.
    """

    __tablename__ = "agenda_item"
    __table_args__ = table(
        UniqueConstraint("meeting_id", "case_id"),
        UniqueConstraint("id", "meeting_id"),
        ForeignKeyConstraint(["case_id", "voted_seq"], ["transition.case_id", "transition.seq"]),
        one_of("state", ITEM_STATES),
        CheckConstraint(f"place BETWEEN 1 AND {MOST_ITEMS}", name="place_range"),
        CheckConstraint(f"block IS NULL OR block BETWEEN 1 AND {MOST_ITEMS}", name="block_range"),
        CheckConstraint("state IN ('waiting', 'put_off') OR voted_seq IS NOT NULL", name="decided_has_vote"),
        CheckConstraint("(voted_seq IS NULL) = (entitled IS NULL)", name="vote_has_entitled"),
        CheckConstraint(
            "(state IN ('done', 'returned', 'refused', 'failed')) = (tried_at IS NOT NULL)", name="tried_has_date"
        ),
        CheckConstraint("state NOT IN ('returned', 'refused', 'failed') OR said_zh <> ''", name="refusal_says_why"),
        Index("uq_agenda_item_live", "case_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_agenda_item_case", "case_id", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    meeting_id: Mapped[Ref] = mapped_column(ForeignKey("meeting.id"))
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    place: Mapped[int]
    block: Mapped[int | None]
    state: Mapped[Word] = mapped_column(default=WAITING)
    voted_seq: Mapped[int | None]
    entitled: Mapped[int | None]
    said_zh: Mapped[Prose] = mapped_column(default="")
    said_en: Mapped[Prose] = mapped_column(default="")
    tried_at: Mapped[At | None]


class Recusal(Base):
    """A member keeps out of a case, with the reason; while it lasts, the member's account does not find the case."""

    __tablename__ = "recusal"
    __table_args__ = table(
        one_of("kind", ("related", "interest", "handled", "other")),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_someone"),
        CheckConstraint("(ended_at IS NULL) = (end_reason = '')", name="end_has_reason"),
        Index(
            "uq_recusal_live",
            "case_id",
            "member_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_recusal_member", "member_id", "case_id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    member_id: Mapped[Ref] = mapped_column(ForeignKey("committee_member.id"))
    meeting_id: Mapped[Ref] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[Word]
    reason: Mapped[Prose]
    noted_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    noted_at: Mapped[At]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[At | None]
    end_reason: Mapped[Prose] = mapped_column(default="")


class Ballot(Base):
    """How one member voted on a case, by the step that recorded it. Append-only; a vote taken again is a new step."""

    __tablename__ = "ballot"
    __table_args__ = table(
        ForeignKeyConstraint(["item_id", "meeting_id"], ["agenda_item.id", "agenda_item.meeting_id"]),
        ForeignKeyConstraint(["meeting_id", "member_id"], ["meeting_member.meeting_id", "meeting_member.member_id"]),
        ForeignKeyConstraint(["case_id", "seq"], ["transition.case_id", "transition.seq"]),
        one_of("vote", VOTES),
    )

    item_id: Mapped[Ref] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    member_id: Mapped[Ref] = mapped_column(primary_key=True, autoincrement=False)
    meeting_id: Mapped[Ref]
    case_id: Mapped[Ref]
    vote: Mapped[Word]
