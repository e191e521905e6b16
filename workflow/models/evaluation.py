"""Calculation runs and the decisions taken on them."""

from sqlalchemy import CheckConstraint, ForeignKey, PrimaryKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rules.fixed_form import ENGINE
from workflow.db import Base
from workflow.models.columns import (
    At,
    Digest,
    Fen,
    Id,
    Json,
    JsonList,
    Prose,
    Ref,
    Word,
    one_of,
    table,
)
from workflow.models.filing import of_case


class Evaluation(Base):
    """One run of the rules on a case: inputs, sealed ledger context, and the outcome as one stored object (the receipt)."""

    __tablename__ = "evaluation"
    __table_args__ = table(
        UniqueConstraint("case_id", "round"),
        of_case(),
        CheckConstraint("amount_fen >= 0 AND amount_fen <= 1000000000", name="amount_in_range"),
        CheckConstraint("eligible OR amount_fen = 0", name="nothing_if_not_eligible"),
        CheckConstraint("round >= 1", name="round_positive"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    round: Mapped[int]
    policy_version: Mapped[Word] = mapped_column(ForeignKey("policy_version.version"))
    policy_digest: Mapped[Digest]
    #: Hash of the rule inputs and the filing: another value means the run is stale.
    inputs_digest: Mapped[Digest]
    inputs: Mapped[Json]
    context: Mapped[JsonList]
    #: Other money for the same matter as it was known then (`rules.stacking.Hit`), sealed like the context.
    hits: Mapped[JsonList] = mapped_column(default=list)
    #: Who stated each input in which filing, and which documents were accepted by whom.
    sources: Mapped[Json] = mapped_column(default=dict)
    #: Version of the engine that computed (`rules.fixed_form.ENGINE`).
    engine: Mapped[Word] = mapped_column(default=ENGINE)
    outcome: Mapped[Json]
    amount_fen: Mapped[Fen]
    eligible: Mapped[bool]
    reason: Mapped[Word]
    opinion: Mapped[Prose]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class Review(Base):
    """The second review of one evaluation by another person."""

    __tablename__ = "review"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "round"),
        one_of("result", ("passed", "returned")),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("support_case.id"))
    round: Mapped[int]
    result: Mapped[Word]
    comment: Mapped[Prose]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
