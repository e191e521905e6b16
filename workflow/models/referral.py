"""Cases of the articles without a formula of their own: to whom they were handed on, and what came back."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rules.referral import OUTCOMES
from workflow.db import Base
from workflow.models.columns import At, Fen, Line, Prose, Ref, Word, one_of, table
from workflow.models.filing import of_case

#: Money of other schemes is not bounded by our caps: up to 100 billion yuan, in fen.
MOST_FEN = 10_000_000_000_000
OPEN = text("closed_at IS NULL")


class Referral(Base):
    """A case handed on to another scheme, or (article 18) a service request with its owner and answer.

    `accepted` is an answer on the way: the referral stays open for the final one. `amount_fen` is what the other scheme
    granted for the same matter; it counts as other money in the check against double funding.
    """

    __tablename__ = "referral"
    __table_args__ = table(
        of_case(),
        one_of("outcome", ("", *OUTCOMES)),
        CheckConstraint("(outcome IN ('', 'accepted')) = (closed_at IS NULL)", name="open_until_final"),
        CheckConstraint("(outcome = '') = (answered_at IS NULL)", name="answer_has_date"),
        CheckConstraint("(answered_at IS NULL) = (answered_by IS NULL)", name="answer_has_person"),
        CheckConstraint("(outcome = 'granted') = (amount_fen IS NOT NULL)", name="amount_with_grant"),
        CheckConstraint(f"amount_fen IS NULL OR (amount_fen > 0 AND amount_fen <= {MOST_FEN})", name="amount_in_range"),
        Index("ix_referral_open", "referred_at", "case_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index(
            "ix_referral_department",
            "department_zh",
            "referred_at",
            "case_id",
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    case_id: Mapped[Ref] = mapped_column(primary_key=True, autoincrement=False)
    enterprise_id: Mapped[Ref]
    #: As the rulebook named them on that day, in both languages.
    scheme_zh: Mapped[Line]
    scheme_en: Mapped[Line]
    department_zh: Mapped[Line]
    department_en: Mapped[Line]
    #: Who follows it up; for a service request, who owes the answer.
    owner_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    note: Mapped[Prose]
    referred_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    referred_at: Mapped[At]
    outcome: Mapped[Word] = mapped_column(default="")
    outcome_note: Mapped[Prose] = mapped_column(default="")
    amount_fen: Mapped[Fen | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[At | None]
    closed_at: Mapped[At | None]
