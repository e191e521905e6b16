"""A number that a person changed: a fact as verified, or the amount. Proposed by one, decided by another, never deleted."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import MAX_AWARD_FEN, At, Id, Json, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

FACT, AMOUNT = "fact", "amount"
OPEN, CONFIRMED, REFUSED, VOID = "open", "confirmed", "refused", "void"
#: Who brings it: the caseworker from a document, or a finding of somebody sent to look.
SOURCES = ("desk", "site_visit", "special_audit", "assessment")
#: Why one that was open or confirmed no longer counts: taken back, the applicant or a new finding changed the fact,
#: the rules now give another amount.
VOIDED = ("withdrawn", "claim_changed", "replaced", "amount_changed")
ONE_OPEN = text("state = 'open'")
ONE_LIVE = text("state = 'confirmed'")


class Override(Base):
    """A changed fact or amount of a case. Only confirmed ones count, from the next evaluation on.

    `claimed` of a fact is always what the applicant filed: once that is another value the override is void.
    """

    __tablename__ = "override"
    __table_args__ = table(
        of_case(),
        ForeignKeyConstraint(["document_id", "case_id"], ["document.id", "document.case_id"]),
        one_of("kind", (FACT, AMOUNT)),
        one_of("state", (OPEN, CONFIRMED, REFUSED, VOID)),
        one_of("source", SOURCES),
        CheckConstraint("round >= 0", name="round_not_negative"),
        CheckConstraint("(kind = 'amount') = (fact = '')", name="fact_named"),
        CheckConstraint("(kind = 'amount') = (from_fen IS NOT NULL)", name="from_of_amount"),
        CheckConstraint("(kind = 'amount') = (to_fen IS NOT NULL)", name="to_of_amount"),
        CheckConstraint(f"to_fen IS NULL OR (to_fen >= 0 AND to_fen <= {MAX_AWARD_FEN})", name="to_in_range"),
        CheckConstraint("from_fen IS NULL OR lifts IS NOT NULL OR from_fen <> to_fen", name="amount_changes"),
        CheckConstraint(
            "kind = 'amount' OR lifts IS NOT NULL OR CAST(claimed AS TEXT) <> CAST(verified AS TEXT)",
            name="fact_changes",
        ),
        CheckConstraint("length(reason) BETWEEN 10 AND 2000", name="reason_length"),
        CheckConstraint("source <> 'desk' OR document_id IS NOT NULL", name="has_evidence"),
        CheckConstraint("(source = 'desk') = (source_id IS NULL)", name="finding_named"),
        CheckConstraint(
            "page IS NULL OR (document_id IS NOT NULL AND page BETWEEN 1 AND 9999)", name="page_of_evidence"
        ),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="by_another"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decision_has_date"),
        CheckConstraint("state NOT IN ('confirmed', 'refused') OR decided_by IS NOT NULL", name="decided_by_someone"),
        CheckConstraint("state <> 'open' OR decided_by IS NULL", name="open_is_undecided"),
        CheckConstraint("state <> 'refused' OR length(answer) > 0", name="refusal_has_reason"),
        CheckConstraint("(state = 'void') = (voided_at IS NOT NULL)", name="void_has_date"),
        CheckConstraint(
            "(voided_at IS NULL AND voided = '')"
            " OR (voided_at IS NOT NULL AND voided IN ('withdrawn', 'claim_changed', 'replaced', 'amount_changed'))",
            name="void_has_cause",
        ),
        Index("uq_override_open", "case_id", "fact", unique=True, sqlite_where=ONE_OPEN, postgresql_where=ONE_OPEN),
        Index("uq_override_live", "case_id", "fact", unique=True, sqlite_where=ONE_LIVE, postgresql_where=ONE_LIVE),
        Index("ix_override_case", "case_id", "id"),
        Index("ix_override_waiting", "kind", "id", sqlite_where=ONE_OPEN, postgresql_where=ONE_OPEN),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    #: The round it was proposed in; it counts from the next one on.
    round: Mapped[int]
    kind: Mapped[Word]
    #: Name of the fact; empty for the amount.
    fact: Mapped[Word]
    #: {value: …} as filed and as verified, the fact as rules take it; {} for the amount.
    claimed: Mapped[Json]
    verified: Mapped[Json]
    from_fen: Mapped[int | None] = mapped_column(BigInteger)
    to_fen: Mapped[int | None] = mapped_column(BigInteger)
    #: The override in force that this one takes back: the claim, or the rules' own amount, counts again.
    lifts: Mapped[int | None] = mapped_column(ForeignKey("override.id"))
    #: What the enterprise reads beside the number.
    reason: Mapped[Prose]
    document_id: Mapped[int | None] = mapped_column(BigInteger)
    page: Mapped[int | None]
    source: Mapped[Word]
    #: Row of the finding (visit, audit, assessment); None from the desk.
    source_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[Word]
    proposed_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[At | None]
    answer: Mapped[Prose] = mapped_column(default="")
    voided: Mapped[Word] = mapped_column(default="")
    voided_at: Mapped[At | None]
