"""A step that needs two people: proposed by the supervisor, confirmed or refused by somebody outside the case."""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Id, Prose, Ref, Word, one_of, table

REOPEN, UPHOLD_OBJECTION, UPHOLD_APPEAL = "reopen", "uphold_objection", "uphold_appeal"
ACTIONS = (REOPEN, UPHOLD_OBJECTION, UPHOLD_APPEAL)
COUNTERSIGN_STATES = ("open", "confirmed", "refused", "void")


class Countersign(Base):
    """A proposed step. It belongs to one version of its case and is void once the case has moved on."""

    __tablename__ = "countersign"
    __table_args__ = table(
        ForeignKeyConstraint(["case_id", "version"], ["transition.case_id", "transition.seq"]),
        one_of("action", ACTIONS),
        one_of("state", COUNTERSIGN_STATES),
        CheckConstraint("second_by IS NULL OR second_by <> proposed_by", name="by_another"),
        CheckConstraint("(state IN ('confirmed', 'refused')) = (second_by IS NOT NULL)", name="answered_by_someone"),
        CheckConstraint("(second_by IS NULL) = (second_at IS NULL)", name="answer_has_date"),
        CheckConstraint("length(reason) > 0", name="has_reason"),
        CheckConstraint("(action = 'uphold_objection') = (objection_id IS NOT NULL)", name="objection_named"),
        CheckConstraint("action <> 'uphold_appeal' OR appeal_id IS NOT NULL", name="appeal_named"),
        CheckConstraint("objection_id IS NULL OR appeal_id IS NULL", name="one_ground"),
        Index(
            "uq_countersign_open",
            "case_id",
            "action",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_countersign_case", "case_id", "id"),
        Index(
            "ix_countersign_waiting", "id", sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'")
        ),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    #: The case's version when it was proposed.
    version: Mapped[int]
    action: Mapped[Word]
    objection_id: Mapped[int | None] = mapped_column(ForeignKey("objection.id"))
    appeal_id: Mapped[int | None] = mapped_column(ForeignKey("appeal.id"))
    reason: Mapped[Prose]
    state: Mapped[Word]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    second_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    second_at: Mapped[At | None]
