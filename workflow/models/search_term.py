"""Pieces of texts by which the search finds enterprises and cases; written with what they are pieces of.

They promise nothing: `flask search rebuild` makes them anew from the texts themselves.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import Ref, Word

#: The key is all there is to a row: SQLite keeps it once instead of twice.
KEY_ONLY = {"sqlite_strict": True, "sqlite_with_rowid": False}


class FirmTerm(Base):
    """A piece of an enterprise's name, of its pinyin, of their initials or of the credit code."""

    __tablename__ = "firm_term"
    __table_args__ = KEY_ONLY

    term: Mapped[Word] = mapped_column(primary_key=True)
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"), primary_key=True, autoincrement=False)


class CaseTerm(Base):
    """A piece of a message of a case, or of the name of one of its documents."""

    __tablename__ = "case_term"
    __table_args__ = KEY_ONLY

    term: Mapped[Word] = mapped_column(primary_key=True)
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"), primary_key=True, autoincrement=False)
