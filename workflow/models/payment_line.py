"""What a batch held, line by line and for good; what the bank answered; who saw full account numbers, who called."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Fen, Id, Line, Prose, Ref, Word, award_fen, one_of, table
from workflow.models.filing import of_case

STATES = ("prepared", "returned", "released", "confirmed", "failed")
#: A line that is paid or may still be: a payment has one at most.
LIVE = text("state IN ('prepared', 'released', 'confirmed')")
UNANSWERED = text("state = 'released'")


class PaymentLine(Base):
    """One payment as one batch holds it, with the account of that day. A payment that is tried again gets another line.

    `voucher` is given at the release; it stays with the line whatever the bank answers. `note` says why a line was
    returned or failed.
    """

    __tablename__ = "payment_line"
    __table_args__ = table(
        UniqueConstraint("batch_id", "place"),
        UniqueConstraint("voucher"),
        of_case(),
        one_of("state", STATES),
        award_fen("fen"),
        CheckConstraint("instalment BETWEEN 1 AND 60", name="instalment_range"),
        CheckConstraint("place >= 1", name="place_positive"),
        CheckConstraint("(state IN ('prepared', 'returned')) = (voucher IS NULL)", name="voucher_at_release"),
        CheckConstraint("(state IN ('returned', 'failed')) = (note <> '')", name="end_has_reason"),
        CheckConstraint("(state IN ('prepared', 'released')) = (ended_at IS NULL)", name="end_has_date"),
        Index("uq_payment_line_live", "payment_id", unique=True, sqlite_where=LIVE, postgresql_where=LIVE),
        Index("ix_payment_line_payment", "payment_id", "id"),
        Index("ix_payment_line_case", "case_id", "id"),
        Index("ix_payment_line_unanswered", "batch_id", "id", sqlite_where=UNANSWERED, postgresql_where=UNANSWERED),
    )

    id: Mapped[Id]
    batch_id: Mapped[Ref] = mapped_column(ForeignKey("payment_batch.id"))
    place: Mapped[int]
    payment_id: Mapped[Ref] = mapped_column(ForeignKey("payment.id"))
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    instalment: Mapped[int]
    fen: Mapped[Fen]
    account_holder: Mapped[Prose]
    bank_name: Mapped[Prose]
    bank_account: Mapped[Word]
    state: Mapped[Word]
    voucher: Mapped[Word | None]
    note: Mapped[Prose]
    ended_at: Mapped[At | None]


class BankAnswer(Base):
    """What the bank said of a released line, once and for good. The sum of the confirmed ones is what was paid (fen)."""

    __tablename__ = "bank_answer"
    __table_args__ = table(
        UniqueConstraint("line_id"),
        one_of("result", ("confirmed", "failed")),
        award_fen("fen"),
        CheckConstraint("(result = 'confirmed') = (bank_ref IS NOT NULL)", name="confirmed_has_bank_ref"),
        CheckConstraint("(result = 'failed') = (reason <> '')", name="failed_has_reason"),
        Index("ix_bank_answer_at", "at", "id"),
    )

    id: Mapped[Id]
    line_id: Mapped[Ref] = mapped_column(ForeignKey("payment_line.id"))
    result: Mapped[Word]
    fen: Mapped[Fen]
    bank_ref: Mapped[Word | None]
    reason: Mapped[Prose]
    #: Who entered it, by hand or by a file of the bank.
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class AccountView(Base):
    """Somebody looked at the full account numbers of a batch, on the page or in a file. Append-only."""

    __tablename__ = "account_view"
    __table_args__ = table(
        one_of("kind", ("page", "treasury", "list", "voucher")),
        CheckConstraint("lines >= 1", name="lines_positive"),
        CheckConstraint("length(purpose) BETWEEN 1 AND 200", name="purpose_length"),
        Index("ix_account_view_batch", "batch_id", "id"),
    )

    id: Mapped[Id]
    batch_id: Mapped[Ref] = mapped_column(ForeignKey("payment_batch.id"))
    user_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[Word]
    purpose: Mapped[Line]
    lines: Mapped[int]
    at: Mapped[At]


class AccountCall(Base):
    """The enterprise was called about a new account before money went there: whom, at which number, what was said."""

    __tablename__ = "account_call"
    __table_args__ = table(CheckConstraint("length(note) BETWEEN 5 AND 1000", name="note_length"))

    line_id: Mapped[Ref] = mapped_column(ForeignKey("payment_line.id"), primary_key=True, autoincrement=False)
    note: Mapped[Prose]
    actor_id: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
