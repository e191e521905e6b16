"""The seeds of the random sample: first only a hash is kept, and when the day is over the seed itself."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Ref, table


class SampleSeed(Base):
    """The hash of the seed of one day, written before anything is drawn with it. Append-only.

    A day has a second one only when the secret of the installation was changed on it.
    """

    __tablename__ = "sample_seed"
    __table_args__ = table(
        UniqueConstraint("day", "commitment"),
        CheckConstraint("length(commitment) = 64", name="commitment_length"),
    )

    id: Mapped[Id]
    day: Mapped[date]
    commitment: Mapped[Digest]
    committed_at: Mapped[At]


class SampleReveal(Base):
    """The seed behind such a hash, written after its day: from then on everybody can draw again. Append-only."""

    __tablename__ = "sample_reveal"
    __table_args__ = table(CheckConstraint("length(seed) = 64", name="seed_length"))

    seed_id: Mapped[Ref] = mapped_column(ForeignKey("sample_seed.id"), primary_key=True, autoincrement=False)
    seed: Mapped[Digest]
    revealed_at: Mapped[At]
