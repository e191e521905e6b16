"""Payment batches and their lines."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Prose, Ref, Word, award_fen, one_of, table
from workflow.models.filing import of_case

BANKED = text("bank_ref IS NOT NULL")


class PaymentBatch(Base):
    """Payments prepared by one finance officer and released by another, who types the total (fen)."""

    __tablename__ = "payment_batch"
    __table_args__ = table(
        UniqueConstraint("number"),
        CheckConstraint("released_by IS NULL OR released_by <> prepared_by", name="released_by_another"),
        CheckConstraint("(released_by IS NULL) = (released_at IS NULL)", name="released_has_date"),
        CheckConstraint("total_fen > 0", name="total_positive"),
    )

    id: Mapped[Id]
    number: Mapped[Word]
    total_fen: Mapped[Fen]
    prepared_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    prepared_at: Mapped[At]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    released_at: Mapped[At | None]


class Payment(Base):
    """One instalment of an award. Whatever is clicked, there is one per case and instalment; a failure is retried in place."""

    __tablename__ = "payment"
    __table_args__ = table(
        UniqueConstraint("case_id", "instalment"),
        of_case(),
        one_of("state", ("prepared", "released", "confirmed", "failed")),
        award_fen("fen"),
        CheckConstraint("instalment BETWEEN 1 AND 60", name="instalment_range"),
        CheckConstraint("(state = 'confirmed') = (confirmed_at IS NOT NULL)", name="confirmed_has_date"),
        CheckConstraint("(state = 'confirmed') = (bank_ref IS NOT NULL)", name="confirmed_has_bank_ref"),
        Index("ix_payment_batch", "batch_id", "id"),
        Index("ix_payment_state", "state", "id"),
        Index("ix_payment_enterprise", "enterprise_id", "id"),
        Index("uq_payment_bank_ref", "bank_ref", unique=True, sqlite_where=BANKED, postgresql_where=BANKED),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    batch_id: Mapped[Ref] = mapped_column(ForeignKey("payment_batch.id"))
    instalment: Mapped[int]
    fen: Mapped[Fen]
    state: Mapped[Word]
    account_holder: Mapped[Prose]
    bank_name: Mapped[Prose]
    bank_account: Mapped[Word]
    bank_ref: Mapped[Word | None]
    failure: Mapped[Prose]
    prepared_at: Mapped[At]
    confirmed_at: Mapped[At | None]
