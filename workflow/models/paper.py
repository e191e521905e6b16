"""Official papers of a case: the frozen words of each, its printings by language, and when the applicant first opened it."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Json, Ref, Word, one_of, table
from workflow.models.filing import of_case

KINDS = ("receipt", "acceptance", "correction", "refusal", "decision", "payment", "referral")
LANGUAGES = ("zh", "en")


class Paper(Base):
    """One paper issued by one step. `data` is all that is printed, in both languages; append-only."""

    __tablename__ = "paper"
    __table_args__ = table(
        UniqueConstraint("ref"),
        UniqueConstraint("number"),
        UniqueConstraint("case_id", "kind", "seq"),
        of_case(),
        ForeignKeyConstraint(["case_id", "seq"], ["transition.case_id", "transition.seq"]),
        one_of("kind", KINDS),
        CheckConstraint("length(digest) = 64", name="digest_length"),
    )

    id: Mapped[Id]
    #: Random reference used in links.
    ref: Mapped[Word]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    kind: Mapped[Word]
    #: The step that issued it.
    seq: Mapped[int]
    number: Mapped[Word]
    data: Mapped[Json]
    #: SHA-256 of the canonical JSON of `data`.
    digest: Mapped[Digest]
    made_at: Mapped[At]


class PaperPrint(Base):
    """The first printing of a paper in one language (`en`: Chinese with English). Every later one has these bytes."""

    __tablename__ = "paper_print"
    __table_args__ = table(
        PrimaryKeyConstraint("paper_id", "lang"),
        one_of("lang", LANGUAGES),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
        CheckConstraint("size > 0", name="size_positive"),
    )

    paper_id: Mapped[Ref] = mapped_column(ForeignKey("paper.id"))
    lang: Mapped[Word]
    sha256: Mapped[Digest]
    size: Mapped[int]
    #: Version of the layout, so that an old printing can be made again with the layout of its day.
    template: Mapped[Word]
    made_at: Mapped[At]


class PaperDelivery(Base):
    """The applicant opened the paper for the first time (送达)."""

    __tablename__ = "paper_delivery"
    __table_args__ = table()

    paper_id: Mapped[Ref] = mapped_column(ForeignKey("paper.id"), primary_key=True, autoincrement=False)
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class PaperCounter(Base):
    """Last number given to a paper of a kind in a year."""

    __tablename__ = "paper_counter"
    __table_args__ = table(
        PrimaryKeyConstraint("year", "kind"),
        one_of("kind", KINDS),
        CheckConstraint("last >= 1", name="last_positive"),
    )

    year: Mapped[int]
    kind: Mapped[Word]
    last: Mapped[int]
