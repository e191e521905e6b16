"""Takes one case along its way, every step by the real action, its own person and in its own transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select

from rules import catalogue
from states.names import State
from workflow.actions import (
    application,
    bank,
    casework,
    checking,
    correction,
    documents,
    evaluation,
    ownership,
    payment,
    publicity,
    referral,
    resolution,
    review,
    voting,
)
from workflow.clock import now
from workflow.db import db
from workflow.demo.cast import actor, locked
from workflow.demo.challenge_play import ChallengePlay
from workflow.demo.clock_play import ClockPlay
from workflow.demo.override_play import OverridePlay
from workflow.demo.papers import paper
from workflow.demo.sample_play import SamplePlay
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Document
from workflow.models.payment import Payment, PaymentBatch

__all__ = ["Play", "actor", "locked"]

T = TypeVar("T")
VOTED_ABOVE_FEN = 50_000_000


@dataclass
class Play(ChallengePlay, ClockPlay, OverridePlay, SamplePlay):
    """One case of `firm` for `item`; the methods are its steps, in the order of the procedure."""

    firm: str
    item: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    caseworker: str = "shen"
    reviewer: str = "xu"
    case_id: int = 0

    def step(self, act: Callable[[Case], T]) -> T:
        """Do something with the locked case and commit it."""
        done = act(locked(self.case_id))
        db.session.commit()
        return done

    @property
    def number(self) -> str:
        """The case's number as it is now."""
        number = db.session.scalars(select(Case.number).where(Case.id == self.case_id)).one()
        db.session.rollback()
        return number

    # The applicant

    def draft(self) -> None:
        """Start the application in the newest call that is open."""
        at = now()
        open_now = select(Call).where(Call.item == self.item, Call.opens_at <= at, Call.new_until > at)
        call = db.session.scalars(open_now.order_by(Call.opens_at.desc(), Call.id).limit(1)).one()
        firm = db.session.scalars(select(Enterprise).where(Enterprise.name == _firm_name(self.firm))).one()
        case = application.create(call, firm.id, actor(self.firm))
        db.session.commit()
        self.case_id = case.id

    def fill(self, facts: Mapping[str, Any] | None = None) -> None:
        """Fill the form and sign the statement."""
        self.step(lambda case: application.save(case, facts or self.facts, [], declared=True, actor=actor(self.firm)))

    def attach(self, *kinds: str) -> None:
        """Hand in a document of each kind; without kinds, every required one."""
        for kind in catalogue.item(self.item).documents:
            if kind.code in kinds or (not kinds and kind.required):
                data = paper(kind.title.en, f"Firm: {self.firm}", f"Case {self.case_id}", f"{now():%Y-%m-%d %H:%M:%S}")
                name = f"{kind.title.zh}.pdf"
                self.step(lambda case, k=kind.code, n=name, d=data: documents.attach(case, k, n, d, actor(self.firm)))  # type: ignore[misc]

    def submit(self) -> None:
        """Hand the application in."""
        self.step(lambda case: application.submit(case, actor(self.firm)))

    def withdraw(self, reason: str = "资料准备不足，下一批再申请。") -> None:
        """Take the application back."""
        self.step(lambda case: application.withdraw(case, actor(self.firm), reason))

    def answer(self, facts: Mapping[str, Any] | None = None, kinds: tuple[str, ...] = ()) -> None:
        """Correct what the notice asks for and submit again."""
        self.step(lambda case: application.save(case, facts or self.facts, [], declared=True, actor=actor(self.firm)))
        if kinds:
            self.replace(*kinds)
        self.step(lambda case: application.resubmit(case, actor(self.firm)))

    def replace(self, *kinds: str) -> None:
        """Take back the documents of these kinds and hand in new ones."""

        def take_back(case: Case) -> None:
            query = select(Document).where(
                Document.case_id == case.id, Document.kind.in_(kinds), Document.removed_at.is_(None)
            )
            for document in db.session.scalars(query.order_by(Document.id)).all():
                documents.remove(case, document, actor(self.firm))

        self.step(take_back)
        self.attach(*kinds)

    # The caseworker and the reviewer

    def claim(self) -> None:
        """Take the case over."""
        self.step(lambda case: ownership.claim(case, actor(self.caseworker)))

    def accept(self) -> None:
        """Accept the application."""
        self.step(lambda case: casework.accept(case, actor(self.caseworker)))

    def decline(self, reason: str) -> None:
        """Decline to accept."""
        self.step(lambda case: casework.decline(case, actor(self.caseworker), reason))

    def judge(self, refused: Mapping[str, str] | None = None) -> None:
        """Give a verdict on every document: `refused` says which kinds fail and why."""
        faults = refused or {}

        def verdicts(case: Case) -> None:
            query = select(Document).where(Document.case_id == case.id, Document.removed_at.is_(None))
            for document in db.session.scalars(query.order_by(Document.id)).all():
                why = faults.get(document.kind, "")
                word = "refused" if why else "accepted"
                checking.give_verdict(case, document, word, why, actor(self.caseworker))

        self.step(verdicts)

    def ask(self, items: list[dict[str, str]], note: str = "") -> None:
        """Ask for corrections, once and completely."""
        self.step(lambda case: correction.request(case, items, note, actor(self.caseworker)))

    def check(self) -> None:
        """Judge every document, check the credit and close the documents check."""
        self.judge()
        self.step(lambda case: checking.check_credit(case, actor(self.caseworker)))
        self.step(lambda case: checking.check_documents(case, actor(self.caseworker)))

    def evaluate(self, opinion: str = "材料齐全，数据与原件一致，按规则计算。") -> None:
        """Run the rule."""
        self.step(lambda case: evaluation.evaluate(case, actor(self.caseworker), opinion))

    def review(self) -> None:
        """Pass the second review."""
        self.step(lambda case: review.pass_review(case, actor(self.reviewer), "复算一致。"))

    def turn_back(self, reason: str) -> None:
        """Return the evaluation."""
        self.step(lambda case: review.return_review(case, actor(self.reviewer), {"documents": reason}))

    def send(self) -> None:
        """Send the case to the committee."""
        self.step(lambda case: casework.send_to_committee(case, actor(self.caseworker)))

    def refer(self, note: str) -> None:
        """Hand the case over to another scheme."""
        self.step(lambda case: referral.refer(case, actor(self.caseworker), note))

    def outcome(self, answer: referral.Answer) -> None:
        """Record what came back."""
        self.step(lambda case: referral.record_outcome(case, actor(self.caseworker), answer))

    # Decision

    def vote(self, result: str = "approve", amount_fen: int | None = None, reason: str = "") -> None:
        """Record the committee's vote; the amount is the computed one unless given."""

        def record(case: Case) -> None:
            fen = (case.proposed_fen or 0) if amount_fen is None else amount_fen
            votes = (7, 0, 0) if result == "approve" else (1, 6, 0)
            voting.record_vote(
                case,
                actor("bai"),
                result=result,
                amount_fen=fen,
                votes_for=votes[0],
                votes_against=votes[1],
                votes_abstain=votes[2],
                meeting=f"{now():%Y}年联席会议第{now().month}次会议",
                reason=reason,
            )

        self.step(record)

    def approve(self) -> None:
        """Approve; above the threshold the committee votes first."""
        if self.step(lambda case: (case.proposed_fen or 0) > VOTED_ABOVE_FEN):
            self.vote()
        self.step(lambda case: resolution.approve(case, actor("cheng")))

    def reject(self, reason: str = "不符合条件。") -> None:
        """Refuse."""
        self.step(lambda case: resolution.reject(case, actor("cheng"), reason))

    # Money

    def clear(self) -> None:
        """End the public notice, as the worker does."""
        self.step(publicity.clear)

    def prepare(self, *, everything: bool = False) -> None:
        """Prepare a batch of this case, or of everything that waits for payment."""
        waiting = (Case.state == State.PUBLICITY) & Case.cleared_at.is_not(None) & ~Case.id.in_(select(Payment.case_id))
        query = select(Case.id).where(waiting if everything else Case.id == self.case_id).order_by(Case.id)
        cases = [locked(case_id) for case_id in db.session.scalars(query).all()]
        payment.prepare(cases, actor("fang"))
        db.session.commit()

    def release(self) -> None:
        """Release the batch that holds this case's payment, by typing its total."""
        mine = select(Payment.batch_id).where(Payment.case_id == self.case_id)
        batch = db.session.scalars(
            select(PaymentBatch).where(PaymentBatch.id.in_(mine)).with_for_update(of=PaymentBatch)
        ).one()
        payment.release(batch, actor("qin"), batch.total_fen)
        db.session.commit()

    def confirm(self) -> None:
        """The bank confirms this case's payment."""
        bank.confirm(self._payment(), actor("fang"), f"BK{now():%Y%m%d}{self.case_id:06d}")
        db.session.commit()

    def fail(self, reason: str = "收款账号与户名不符，银行退回。") -> None:
        """The bank returns this case's payment."""
        bank.fail(self._payment(), actor("fang"), reason)
        db.session.commit()

    def _payment(self) -> Payment:
        return db.session.scalars(select(Payment).where(Payment.case_id == self.case_id)).one()


def _firm_name(key: str) -> str:
    from workflow.demo.people import FIRMS

    return next(firm.name for firm in FIRMS if firm.key == key)
