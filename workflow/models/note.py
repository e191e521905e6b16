"""What colleagues note about a case for each other. Never shown to an applicant; corrected by a new note, never changed."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Prose, Ref, Word, one_of, table

#: Who may read a note besides its author and whoever it names: everybody of the bureau, casework, nobody else.
STAFF, CASEWORK, NAMED = "staff", "casework", "named"
VISIBILITIES = (STAFF, CASEWORK, NAMED)
LONGEST = 2000


class Note(Base):
    """One note. A correction follows one note of the same author on the same case and keeps who may read it."""

    __tablename__ = "note"
    __table_args__ = table(
        UniqueConstraint("id", "case_id", "author_id", "visibility", name="uq_note_same"),
        UniqueConstraint("corrects_id"),
        ForeignKeyConstraint(["author_id", "author_group"], ["user_account.id", "user_account.duty_group"]),
        ForeignKeyConstraint(
            ["case_id", "author_id", "visibility", "corrects_id"],
            ["note.case_id", "note.author_id", "note.visibility", "note.id"],
            name="fk_note_corrects_own",
        ),
        one_of("visibility", VISIBILITIES),
        CheckConstraint("author_group <> 'enterprise'", name="author_of_bureau"),
        CheckConstraint(f"length(body) BETWEEN 1 AND {LONGEST}", name="body_length"),
        Index("ix_note_case", "case_id", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    author_id: Mapped[Ref]
    author_group: Mapped[Word]
    visibility: Mapped[Word]
    body: Mapped[Prose]
    corrects_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[At]


class NoteMention(Base):
    """A colleague named in a note: is told of it, and may read it."""

    __tablename__ = "note_mention"
    __table_args__ = table(
        PrimaryKeyConstraint("note_id", "user_id"),
        ForeignKeyConstraint(["user_id", "duty_group"], ["user_account.id", "user_account.duty_group"]),
        CheckConstraint("duty_group <> 'enterprise'", name="of_bureau"),
    )

    note_id: Mapped[Ref] = mapped_column(ForeignKey("note.id"))
    user_id: Mapped[Ref]
    duty_group: Mapped[Word]
