"""What enterprises have in common: a maintained row for every value that may tie one to another."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import Digest, Ref, Word, one_of, table

KINDS = ("account", "address", "phone", "representative", "unit", "file")


class RelationKey(Base):
    """One value of one enterprise, as the SHA-256 of its plain form. Two enterprises with the same key are related."""

    __tablename__ = "relation_key"
    __table_args__ = table(
        PrimaryKeyConstraint("kind", "hash", "enterprise_id"),
        one_of("kind", KINDS),
        CheckConstraint("length(hash) = 64", name="hash_length"),
        Index("ix_relation_key_enterprise", "enterprise_id", "kind", "hash"),
    )

    kind: Mapped[Word]
    hash: Mapped[Digest]
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
