"""Who verified a fact of the form, by which document, and which value it was then."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Ref, Word, one_of, table
from workflow.models.filing import of_case

RESULTS = ("confirmed", "withdrawn")


class FactCheck(Base):
    """A fact was confirmed, or a confirmation taken back. The newest row of a fact counts; none is ever changed.

    `value_digest` is that of the value then (`queries.fact_checks.value_digest`): a fact that was changed since is
    no longer verified, and one that comes back to the same value is verified again.
    """

    __tablename__ = "fact_check"
    __table_args__ = table(
        of_case(),
        ForeignKeyConstraint(
            ["case_id", "document_id"], ["document.case_id", "document.id"], name="fk_fact_check_document"
        ),
        one_of("result", RESULTS),
        CheckConstraint("length(fact) > 0", name="fact_named"),
        CheckConstraint("length(value_digest) = 64", name="digest_length"),
        CheckConstraint(
            "result <> 'confirmed' OR document_id IS NOT NULL OR length(note) > 0", name="rests_on_something"
        ),
        Index("ix_fact_check_case", "case_id", "fact", "id"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    fact: Mapped[Word]
    value_digest: Mapped[Digest]
    result: Mapped[Word]
    #: The document it was compared with; without one, `note` says what it rests on.
    document_id: Mapped[Ref | None]
    note: Mapped[Line]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
