"""Published policy versions: the rules as data, frozen for ever."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Json, Line, Ref, Word, table


class PolicyVersion(Base):
    """One published version of the measures. Append-only: a mistake is mended by publishing another version.

    `frozen` holds every rule as a tape; `digest` covers what decides amounts, `digest_words` every word as well.
    """

    __tablename__ = "policy_version"
    __table_args__ = table(
        UniqueConstraint("digest_words"),
        CheckConstraint("proposed_by <> approved_by", name="two_people"),
    )

    version: Mapped[Word] = mapped_column(primary_key=True)
    title: Mapped[Line]
    source: Mapped[Line]
    frozen: Mapped[Json]
    digest: Mapped[Digest]
    digest_words: Mapped[Digest]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    approved_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    published_at: Mapped[At]
