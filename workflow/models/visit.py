"""Site visits: two people look at the place, measure, take photos, and each signs the record."""

from datetime import date

from sqlalchemy import (
    BigInteger,
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
from workflow.models.columns import At, Digest, Id, Line, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

PLANNED, RECORDED, SIGNED, CANCELLED = "planned", "recorded", "signed", "cancelled"
CONFIRMED, PARTLY, NOT_CONFIRMED = "confirmed", "partly", "not_confirmed"
RESULTS = (CONFIRMED, PARTLY, NOT_CONFIRMED)
LONGEST = 2000
MOST_PHOTOS = 30
OPEN = text("state IN ('planned', 'recorded')")


class SiteVisit(Base):
    """A visit by two different people. One at a time is under way; what it found counts once both have signed."""

    __tablename__ = "site_visit"
    __table_args__ = table(
        of_case(),
        UniqueConstraint("case_id", "id"),
        UniqueConstraint("id", "lead_id"),
        UniqueConstraint("id", "second_id"),
        one_of("state", (PLANNED, RECORDED, SIGNED, CANCELLED)),
        CheckConstraint("result IS NULL OR result IN ('confirmed', 'partly', 'not_confirmed')", name="result_known"),
        CheckConstraint("lead_id <> second_id", name="two_visitors"),
        CheckConstraint("length(place) > 0", name="has_place"),
        CheckConstraint("(state IN ('recorded', 'signed')) = (result IS NOT NULL)", name="recorded_has_result"),
        CheckConstraint("(result IS NULL) = (visited_on IS NULL)", name="result_has_day"),
        CheckConstraint("(result IS NULL) = (recorded_at IS NULL)", name="result_has_date"),
        CheckConstraint("(result IS NULL) = (recorded_by IS NULL)", name="recorded_by_someone"),
        CheckConstraint("recorded_by IS NULL OR recorded_by IN (lead_id, second_id)", name="recorded_by_a_visitor"),
        CheckConstraint("result IS NULL OR length(seen) > 0", name="says_what_was_seen"),
        CheckConstraint("state <> 'cancelled' OR length(why) > 0", name="cancelled_has_reason"),
        Index("uq_site_visit_open", "case_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_site_visit_planned", "planned_on", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    planned_on: Mapped[date]
    place: Mapped[Line]
    lead_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    second_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[Word]
    planned_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    planned_at: Mapped[At]
    visited_on: Mapped[date | None]
    result: Mapped[Word | None]
    seen: Mapped[Prose] = mapped_column(default="")
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[At | None]
    #: Why it was cancelled.
    why: Mapped[Prose] = mapped_column(default="")


class VisitArea(Base):
    """What one unit was claimed to measure and what it measures (hundredths of m²); rewritten until the first signature."""

    __tablename__ = "visit_area"
    __table_args__ = table(
        PrimaryKeyConstraint("visit_id", "place"),
        CheckConstraint("place BETWEEN 1 AND 1000", name="place_range"),
        CheckConstraint("claimed BETWEEN 0 AND 1000000000", name="claimed_range"),
        CheckConstraint("measured BETWEEN 0 AND 1000000000", name="measured_range"),
    )

    visit_id: Mapped[Ref] = mapped_column(ForeignKey("site_visit.id"))
    place: Mapped[int]
    #: Unit of the zone; empty where the claim is one area without units.
    unit: Mapped[Line]
    claimed: Mapped[int] = mapped_column(BigInteger)
    measured: Mapped[int] = mapped_column(BigInteger)


class VisitPhoto(Base):
    """A photo of the visit, in the document store. Append-only."""

    __tablename__ = "visit_photo"
    __table_args__ = table(
        PrimaryKeyConstraint("visit_id", "place"),
        UniqueConstraint("ref"),
        CheckConstraint(f"place BETWEEN 1 AND {MOST_PHOTOS}", name="place_range"),
        Index("ix_visit_photo_sha256", "sha256"),
    )

    visit_id: Mapped[Ref] = mapped_column(ForeignKey("site_visit.id"))
    place: Mapped[int]
    ref: Mapped[Word]
    name: Mapped[Line]
    sha256: Mapped[Digest] = mapped_column(ForeignKey("blob.sha256"))
    taken_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class VisitSignature(Base):
    """A visitor's signature under the record as it was then (`digest`). Seat 1 is the lead's, seat 2 the second's. Append-only."""

    __tablename__ = "visit_signature"
    __table_args__ = table(
        PrimaryKeyConstraint("visit_id", "seat"),
        ForeignKeyConstraint(["visit_id", "lead_id"], ["site_visit.id", "site_visit.lead_id"]),
        ForeignKeyConstraint(["visit_id", "second_id"], ["site_visit.id", "site_visit.second_id"]),
        CheckConstraint("seat IN (1, 2)", name="seat_known"),
        CheckConstraint("(seat = 1) = (lead_id IS NOT NULL)", name="first_is_lead"),
        CheckConstraint("(seat = 2) = (second_id IS NOT NULL)", name="other_is_second"),
        CheckConstraint("length(digest) = 64", name="digest_length"),
    )

    visit_id: Mapped[Ref]
    seat: Mapped[int]
    lead_id: Mapped[int | None] = mapped_column(BigInteger)
    second_id: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[Digest]
    at: Mapped[At]
