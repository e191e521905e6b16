"""What people of the bureau took out of the system: every file they downloaded, once and for good."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Digest, Id, Line, Ref, Word, table


class Download(Base):
    """One file that somebody of the bureau got: which, of which case, how large. Append-only.

    `sha256` says which bytes it was, where the file itself can be given to somebody as proof (proof packs).
    """

    __tablename__ = "download"
    __table_args__ = table(
        CheckConstraint("length(name) >= 1", name="name_given"),
        CheckConstraint("size >= 0", name="size_not_negative"),
        CheckConstraint("sha256 IS NULL OR length(sha256) = 64", name="sha256_length"),
        Index("ix_download_user", "user_id", "id"),
        Index("ix_download_case", "case_id", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    #: The kind of file, as the table of routes names it.
    endpoint: Mapped[Word]
    #: The address with what was asked for.
    path: Mapped[Line]
    name: Mapped[Line]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("support_case.id"))
    size: Mapped[int | None]
    sha256: Mapped[Digest | None]
    at: Mapped[At]
