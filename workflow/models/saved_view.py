"""Views of the queue that somebody named to come back to, for the own desk or for the whole bureau."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Ref, Word, table

LONGEST_NAME, LONGEST_ADDRESS = 40, 4000


class SavedView(Base):
    """A view of the queue under a name of its owner. `address`: the query of the list's address, as the list wrote it."""

    __tablename__ = "saved_view"
    __table_args__ = table(
        UniqueConstraint("owner_id", "name"),
        CheckConstraint(f"length(name) BETWEEN 1 AND {LONGEST_NAME}", name="name_length"),
        CheckConstraint(f"length(address) BETWEEN 1 AND {LONGEST_ADDRESS}", name="address_length"),
        Index("ix_saved_view_shared", "id", sqlite_where=text("shared"), postgresql_where=text("shared")),
    )

    id: Mapped[Id]
    owner_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[Word]
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    #: Whether everybody at the bureau sees it; only the owner changes it.
    shared: Mapped[bool]
    at: Mapped[At]
