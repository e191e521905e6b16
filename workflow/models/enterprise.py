"""Enterprises and what the registers say of them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Ref, Word, table


class Enterprise(Base):
    """An enterprise known by its unified social credit code (uscc); actions check the code's own check digit."""

    __tablename__ = "enterprise"
    __table_args__ = table(
        UniqueConstraint("uscc"),
        CheckConstraint("length(uscc) = 18", name="uscc_length"),
        Index("ix_enterprise_sort_key", "sort_key", "id"),
    )

    id: Mapped[Id]
    uscc: Mapped[Word]
    name: Mapped[Line]
    #: Pinyin of the name, for ordering on both databases.
    sort_key: Mapped[Line]
    legal_representative: Mapped[Line]
    address: Mapped[Line]
    contact_name: Mapped[Line]
    contact_phone: Mapped[Word]
    bank_name: Mapped[Line]
    bank_account: Mapped[Word]
    account_holder: Mapped[Line]
    created_at: Mapped[At]


class AboveScale(Base):
    """The statistics bureau's list of above-scale industrial enterprises, one row per enterprise and year."""

    __tablename__ = "above_scale"
    __table_args__ = table(CheckConstraint("year BETWEEN 2000 AND 2100", name="year_range"))

    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[Line]


class Dishonest(Base):
    """The list of seriously dishonest entities; `until` empty means still listed."""

    __tablename__ = "dishonest"
    __table_args__ = table(CheckConstraint("until IS NULL OR until >= since", name="order"))

    uscc: Mapped[Word] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date | None]
    source: Mapped[Line]
