"""Changes of accounts, calls and parameters that need two people: one proposes with a reason, another decides."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Json, Line, Prose, Ref, Word, one_of, table

#: What is changed: an account of the bureau (new, its roles, opened again, its second factor), a call (new or changed),
#: a year of the working-day table, the days that new calls begin with, the answer to a question about the text.
KINDS = ACCOUNT_NEW, ACCOUNT_ROLES, ACCOUNT_OPEN, ACCOUNT_FACTOR, CALL_NEW, CALL_CHANGE, HOLIDAYS, DAYS, READING = (
    "account_new",
    "account_roles",
    "account_open",
    "account_factor",
    "call_new",
    "call_change",
    "holidays",
    "days",
    "reading",
)
OPEN, APPROVED, REFUSED = STATES = ("open", "approved", "refused")
WAITS = text("state = 'open'")


class AdminChange(Base):
    """`before` and `after` hold what changes of the subject (a login, a call, a year); a decided row stays as it is."""

    __tablename__ = "admin_change"
    __table_args__ = table(
        one_of("kind", KINDS),
        one_of("state", STATES),
        CheckConstraint("length(subject) > 0", name="has_subject"),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        CheckConstraint("(state = 'open') = (decided_by IS NULL)", name="decided_by_someone"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decision_has_date"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="decided_by_another"),
        CheckConstraint("state <> 'refused' OR length(answer) > 0", name="refusal_has_reason"),
        Index("uq_admin_change_open", "kind", "subject", unique=True, sqlite_where=WAITS, postgresql_where=WAITS),
        Index("ix_admin_change_kind", "kind", "state", "id"),
        Index("ix_admin_change_state", "state", "id"),
    )

    id: Mapped[Id] = mapped_column(autoincrement=True)
    kind: Mapped[Word]
    subject: Mapped[Line]
    before: Mapped[Json]
    after: Mapped[Json]
    reason: Mapped[Prose]
    state: Mapped[Word]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[At | None]
    answer: Mapped[Prose] = mapped_column(default="")
