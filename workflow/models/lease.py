"""Article 14: the zone's units, the leases on them, and which unit supports whom in which month.

Areas in hundredths of m², months `YYYY-MM`. A lease is never edited: a change is a new piece from a day on.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, JsonList, Line, Prose, Ref, Word, one_of, table

USES = ("main", "ancillary")


class Lease(Base):
    """A registered lease of one unit by one enterprise; what it says from which day on stands in its pieces."""

    __tablename__ = "lease"
    __table_args__ = table(
        UniqueConstraint("enterprise_id", "number", "unit"),
        UniqueConstraint("id", "enterprise_id"),
        Index("ix_lease_unit", "unit", "id"),
    )

    #: Said outright: a column of a foreign key is not numbered by itself otherwise.
    id: Mapped[Id] = mapped_column(autoincrement=True)
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
    unit: Mapped[Word] = mapped_column(ForeignKey("zone_unit.code"))
    #: Number under which the housing authority registered the contract.
    number: Mapped[Word]


class LeasePiece(Base):
    """What a lease says from `starts_on` on: `terms` until `ends_on`, or its early `end`. Append-only.

    A later piece takes the place of everything before it from its first day on. Only main premises count (`use`).
    """

    __tablename__ = "lease_piece"
    __table_args__ = table(
        PrimaryKeyConstraint("lease_id", "piece"),
        ForeignKeyConstraint(["lease_id", "enterprise_id"], ["lease.id", "lease.enterprise_id"]),
        one_of("kind", ("terms", "end")),
        one_of("use", USES),
        CheckConstraint("piece >= 1", name="piece_positive"),
        CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        CheckConstraint("(kind = 'terms') = (contract_area > 0)", name="terms_have_area"),
        CheckConstraint("sublet_area >= 0 AND sublet_area <= contract_area", name="sublet_within_contract"),
        CheckConstraint("own_area >= 0 AND own_area <= contract_area - sublet_area", name="own_within_contract"),
        Index("ix_lease_piece_enterprise", "enterprise_id", "lease_id", "piece"),
        Index("ix_lease_piece_ends_on", "ends_on", "lease_id"),
    )

    lease_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    piece: Mapped[int]
    kind: Mapped[Word]
    contract_area: Mapped[int]
    sublet_area: Mapped[int]
    own_area: Mapped[int]
    use: Mapped[Word]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    #: Months free of rent, as `YYYY-MM`.
    rent_free: Mapped[JsonList]
    #: Where the paper is: archive number or file.
    document: Mapped[Line]
    note: Mapped[Prose]
    recorded_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
