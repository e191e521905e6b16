"""Units of the zone, their months, and how long rent support is valid."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import Line, Ref, Word, table
from workflow.models.rent import MONTH_SHAPE


class ZoneUnit(Base):
    """A unit of the zone's register, in the zone from `since` to `until` (empty: still)."""

    __tablename__ = "zone_unit"
    __table_args__ = table(
        CheckConstraint("until IS NULL OR until >= since", name="days_in_order"),
        CheckConstraint("area > 0", name="area_positive"),
    )

    code: Mapped[Word] = mapped_column(primary_key=True)
    address: Mapped[Line]
    area: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None]
    source: Mapped[Line]


class UnitMonth(Base):
    """A unit supports one enterprise in a month. The primary key refuses the second one, whoever asks."""

    __tablename__ = "rent_unit_month"
    __table_args__ = table(
        PrimaryKeyConstraint("unit", "month"),
        ForeignKeyConstraint(["enterprise_id", "month"], ["rent_month.enterprise_id", "rent_month.month"]),
        CheckConstraint(MONTH_SHAPE, name="month_shape"),
        Index("ix_rent_unit_month_enterprise", "enterprise_id", "month"),
    )

    unit: Mapped[Word] = mapped_column(ForeignKey("zone_unit.code"))
    month: Mapped[Word]
    enterprise_id: Mapped[Ref]


class RentValidity(Base):
    """The last month for which a policy version gives support, as far as it is known; without a row there is no end."""

    __tablename__ = "rent_validity"
    __table_args__ = table(CheckConstraint(MONTH_SHAPE, name="month_shape"))

    policy_version: Mapped[Word] = mapped_column(ForeignKey("policy_version.version"), primary_key=True)
    month: Mapped[Word]
    source: Mapped[Line]
