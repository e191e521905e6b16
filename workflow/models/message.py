"""Messages inside a case between the enterprise and the bureau: written once, never changed, each with its files."""

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

#: Who speaks: the applicant, or whoever works on the case for the bureau.
ENTERPRISE, BUREAU = "enterprise", "bureau"
SIDES = (ENTERPRISE, BUREAU)
LONGEST = 2000


class CaseMessage(Base):
    """What one side wrote to the other. It awaits an answer when it asks for one and the other side wrote nothing since."""

    __tablename__ = "message"
    __table_args__ = table(
        of_case(),
        UniqueConstraint("case_id", "id"),
        one_of("side", SIDES),
        CheckConstraint(f"length(body) BETWEEN 1 AND {LONGEST}", name="body_length"),
        CheckConstraint("template IS NULL OR side = 'bureau'", name="template_is_the_bureaus"),
        Index(
            "ix_message_asking",
            "enterprise_id",
            "case_id",
            sqlite_where=text("asks_answer AND side = 'bureau'"),
            postgresql_where=text("asks_answer AND side = 'bureau'"),
        ),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    side: Mapped[Word]
    author_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    #: Plain text, at most 2,000 characters; the tags of a template are filled in before it is kept.
    body: Mapped[Prose]
    asks_answer: Mapped[bool]
    #: The ready-made text it began with; None: written freely.
    template: Mapped[Word | None]
    at: Mapped[At]


class MessageFile(Base):
    """A file sent with a message; its bytes lie in the document store, examined like every other file."""

    __tablename__ = "message_file"
    __table_args__ = table(
        PrimaryKeyConstraint("message_id", "place"),
        UniqueConstraint("ref"),
        CheckConstraint("place BETWEEN 1 AND 10", name="place_range"),
        Index("ix_message_file_sha256", "sha256"),
    )

    message_id: Mapped[Ref] = mapped_column(ForeignKey("message.id"))
    place: Mapped[int]
    #: Random reference used in links.
    ref: Mapped[Word]
    name: Mapped[Line]
    sha256: Mapped[Digest] = mapped_column(ForeignKey("blob.sha256"))


class MessageRead(Base):
    """Up to which message of a case a person has read."""

    __tablename__ = "message_read"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "user_id"),
        ForeignKeyConstraint(["case_id", "up_to"], ["message.case_id", "message.id"]),
    )

    case_id: Mapped[Ref]
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    up_to: Mapped[Ref]
    at: Mapped[At]
