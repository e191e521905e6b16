"""What an enterprise was reminded of, so that it is told once."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Ref, Word, one_of, table

KINDS = ("unclaimed", "lease_ends", "nearly_used", "not_above_scale")


class Reminder(Base):
    """One reminder that was given. `key` is what it was about: a quarter, a lease and its last day, months left, a year."""

    __tablename__ = "reminder"
    __table_args__ = table(PrimaryKeyConstraint("enterprise_id", "kind", "key"), one_of("kind", KINDS))

    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
    kind: Mapped[Word]
    key: Mapped[Word]
    at: Mapped[At]
