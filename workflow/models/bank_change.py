"""A change of the account an enterprise is paid to: asked by it, checked by a caseworker's call, confirmed by a reviewer."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Line, Prose, Ref, Word, one_of, table

STATES = ("open", "checked", "confirmed", "refused", "withdrawn")
UNDER_WAY = ("open", "checked")
LIVE = text("state IN ('open', 'checked')")


class BankChange(Base):
    """One asked-for account with the one it replaces. Three different people stand behind a confirmed one."""

    __tablename__ = "bank_change"
    __table_args__ = table(
        one_of("state", STATES),
        CheckConstraint("length(bank_account) BETWEEN 8 AND 30", name="account_length"),
        CheckConstraint("bank_account <> old_bank_account OR bank_name <> old_bank_name", name="changes_something"),
        CheckConstraint(
            "(checked_by IS NULL) = (checked_at IS NULL) AND (checked_by IS NULL) = (call_note = '')",
            name="check_is_whole",
        ),
        CheckConstraint("state NOT IN ('checked', 'confirmed') OR checked_by IS NOT NULL", name="checked_first"),
        CheckConstraint("state <> 'open' OR checked_by IS NULL", name="open_is_unchecked"),
        CheckConstraint(
            "(closed_by IS NULL) = (state IN ('open', 'checked')) AND (closed_by IS NULL) = (closed_at IS NULL)",
            name="closed_by_somebody",
        ),
        CheckConstraint("(state = 'refused') = (reason <> '')", name="refusal_has_reason"),
        CheckConstraint("checked_by IS NULL OR checked_by <> requested_by", name="checked_by_another"),
        CheckConstraint("state <> 'confirmed' OR closed_by <> checked_by", name="confirmed_by_another"),
        CheckConstraint("state <> 'confirmed' OR closed_by <> requested_by", name="confirmed_by_the_bureau"),
        Index("uq_bank_change_live", "enterprise_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_bank_change_enterprise_id", "enterprise_id", "id"),
        Index("ix_bank_change_state", "state", "id"),
    )

    id: Mapped[Id]
    enterprise_id: Mapped[Ref] = mapped_column(ForeignKey("enterprise.id"))
    state: Mapped[Word]
    bank_name: Mapped[Line]
    bank_account: Mapped[Word]
    old_bank_name: Mapped[Line]
    old_bank_account: Mapped[Word]
    requested_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    requested_at: Mapped[At]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    checked_at: Mapped[At | None]
    #: Whom the caseworker called, at which number, and what was said.
    call_note: Mapped[Prose]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    closed_at: Mapped[At | None]
    reason: Mapped[Prose]
