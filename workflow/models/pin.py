"""A pin on a page of a document: where a fact stands, or what is to be seen there."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Ref, Word, table
from workflow.models.filing import of_case


class Pin(Base):
    """A place on a page of a document of the case. Numbered within the case; one that was taken off keeps its number.

    `x` and `y` are thousandths of the page's width and height from its top left corner; without them, the whole page.
    """

    __tablename__ = "pin"
    __table_args__ = table(
        UniqueConstraint("case_id", "number"),
        of_case(),
        ForeignKeyConstraint(["case_id", "document_id"], ["document.case_id", "document.id"], name="fk_pin_document"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("page >= 1 AND page <= 500", name="page_range"),
        CheckConstraint("(x IS NULL) = (y IS NULL)", name="place_is_whole"),
        CheckConstraint("x IS NULL OR (x >= 0 AND x <= 1000 AND y >= 0 AND y <= 1000)", name="place_on_page"),
        CheckConstraint("length(fact) > 0 OR length(note) > 0", name="says_something"),
        CheckConstraint("(removed_by IS NULL) = (removed_at IS NULL)", name="removed_by_somebody"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    document_id: Mapped[Ref]
    number: Mapped[int]
    page: Mapped[int]
    x: Mapped[int | None]
    y: Mapped[int | None]
    #: Name of the fact that stands there; empty: only a note.
    fact: Mapped[Word]
    note: Mapped[Line]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[At | None]
