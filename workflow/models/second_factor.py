"""The second factor: a secret shared with the person's telephone, and codes on paper for when it is lost."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Ref, Word, table


class SecondFactor(Base):
    """One person's secret. It counts from `confirmed_at` on; `last_step` is the last half minute a code was taken from."""

    __tablename__ = "second_factor"
    __table_args__ = table(
        CheckConstraint("length(secret) >= 32", name="secret_long"),
        CheckConstraint("last_step >= 0", name="step_not_negative"),
        CheckConstraint("confirmed_at IS NULL OR last_step > 0", name="confirmed_by_a_code"),
    )

    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    secret: Mapped[Word]
    started_at: Mapped[At]
    confirmed_at: Mapped[At | None]
    last_step: Mapped[Ref] = mapped_column(default=0)


class RecoveryCode(Base):
    """A code that stands in for the telephone, once. The row holds its SHA-256."""

    __tablename__ = "recovery_code"
    __table_args__ = table()

    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    code_hash: Mapped[Digest] = mapped_column(primary_key=True)
    used_at: Mapped[At | None]
