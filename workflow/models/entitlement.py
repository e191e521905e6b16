"""Awards that the bureau starts (免申即享): a list of the statistics bureau, its rows as judged, and the offers made of them."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Fen, Id, Json, Line, Prose, Ref, Word, award_fen, one_of, table

#: The items for which the bureau itself knows who is entitled.
ITEMS = ("9", "10")
#: `faulty`: the row cannot be read; `refused`: it can, but nothing is due; `entitled`: an award of `fen` is due.
STANDINGS = ("faulty", "refused", "entitled")
OFFER_STATES = ("open", "accepted", "declined", "expired")
NOT_DROPPED = text("dropped_at IS NULL")
LIVE = text("state IN ('open', 'accepted')")
OPEN = text("state = 'open'")


class EntitlementList(Base):
    """One list for one call. Whoever reads it in does not confirm it; the same bytes are taken once unless dropped."""

    __tablename__ = "entitlement_list"
    __table_args__ = table(
        one_of("item", ITEMS),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("length(name) BETWEEN 1 AND 200", name="name_length"),
        CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed_by_somebody"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> read_by", name="confirmed_by_another"),
        CheckConstraint("confirmed_at IS NULL OR dropped_at IS NULL", name="confirmed_or_dropped"),
        CheckConstraint("(confirmed_at IS NULL) = (answer_by IS NULL)", name="confirmed_has_last_day"),
        Index(
            "uq_entitlement_list_bytes",
            "call_id",
            "sha256",
            unique=True,
            sqlite_where=NOT_DROPPED,
            postgresql_where=NOT_DROPPED,
        ),
    )

    id: Mapped[Id]
    item: Mapped[Word]
    call_id: Mapped[Ref] = mapped_column(ForeignKey("call.id"))
    name: Mapped[Line]
    sha256: Mapped[Digest]
    read_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    read_at: Mapped[At]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[At | None]
    #: Last day on which an offer of the list may be taken.
    answer_by: Mapped[date | None]
    dropped_at: Mapped[At | None]


class EntitlementRow(Base):
    """A row as the statistics bureau wrote it and what the rules say of it. Never changed."""

    __tablename__ = "entitlement_row"
    __table_args__ = table(
        PrimaryKeyConstraint("list_id", "number"),
        one_of("standing", STANDINGS),
        CheckConstraint("number >= 2", name="number_after_heading"),
        CheckConstraint("(standing = 'entitled') = (fen > 0)", name="entitled_to_something"),
        CheckConstraint("fen >= 0 AND fen <= 1000000000", name="fen_in_range"),
        CheckConstraint("(standing = 'entitled') = (said_zh = '')", name="otherwise_said_why"),
    )

    list_id: Mapped[Ref] = mapped_column(ForeignKey("entitlement_list.id"))
    #: As a spreadsheet counts: the heading is 1.
    number: Mapped[int]
    uscc: Mapped[Line]
    name: Mapped[Line]
    email: Mapped[Line]
    #: Rule inputs; of a faulty row the cells as they were written.
    facts: Mapped[Json]
    standing: Mapped[Word]
    fen: Mapped[Fen]
    said_zh: Mapped[Prose]
    said_en: Mapped[Prose]


class AwardOffer(Base):
    """An invitation to one credit code. The enterprise may be known, or register later: it finds its offer by its code."""

    __tablename__ = "award_offer"
    __table_args__ = table(
        UniqueConstraint("list_id", "number"),
        UniqueConstraint("case_id"),
        ForeignKeyConstraint(["list_id", "number"], ["entitlement_row.list_id", "entitlement_row.number"]),
        one_of("state", OFFER_STATES),
        one_of("item", ITEMS),
        award_fen("fen"),
        CheckConstraint("length(uscc) = 18", name="uscc_length"),
        CheckConstraint("(state = 'accepted') = (case_id IS NOT NULL)", name="accepted_has_case"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended_has_date"),
        CheckConstraint("(state IN ('accepted', 'declined')) = (answered_by IS NOT NULL)", name="answered_by_somebody"),
        Index("uq_award_offer_live", "uscc", "item", "year", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_award_offer_uscc", "uscc", "id"),
        Index("ix_award_offer_open", "answer_by", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Id]
    list_id: Mapped[Ref]
    number: Mapped[int]
    uscc: Mapped[Word]
    item: Mapped[Word]
    year: Mapped[int]
    #: What the rules gave when the list was confirmed; the case is evaluated anew like any other.
    fen: Mapped[Fen]
    answer_by: Mapped[date]
    state: Mapped[Word]
    #: When its people were told in the system; None while the enterprise has no account here.
    told_at: Mapped[At | None]
    reminded_at: Mapped[At | None]
    ended_at: Mapped[At | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[Prose]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("support_case.id"))
