"""Wrong guesses on the public tracking page, counted by whence they come and by the case they are aimed at."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, table


class TrackingGuess(Base):
    """Failures of one source within one stretch of time. `source` is a SHA-256: no address is kept."""

    __tablename__ = "tracking_guess"
    __table_args__ = table(
        CheckConstraint("failures >= 1", name="failures_positive"),
    )

    source: Mapped[Digest] = mapped_column(primary_key=True)
    failures: Mapped[int]
    since: Mapped[At]
