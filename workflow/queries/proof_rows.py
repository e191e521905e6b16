"""The rows behind one payment: the case from its first step to the bank's answer, as plain values."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.inspection import inspect

from workflow.db import db
from workflow.models.agenda import AgendaItem, Ballot, Recusal
from workflow.models.case import Case, ControlStep, Transition
from workflow.models.decision import Award, Decision, Publicity
from workflow.models.evaluation import Evaluation, Review
from workflow.models.meeting import CommitteeMember, Meeting
from workflow.models.notice import Notice
from workflow.models.payment import Payment, PaymentBatch
from workflow.models.payment_line import BankAnswer, PaymentLine
from workflow.models.user import User

#: Never in a pack: numbers of accounts but for their end, texts kept for searching.
COVERED = frozenset({"bank_account"})
LEFT_OUT = frozenset({"minutes"})
SENT = ("released", "confirmed", "failed")


def plain(row: Any) -> dict[str, Any]:
    """Every column of the row by name: days and moments as ISO, account numbers covered but for four digits."""
    found = {}
    for column in inspect(type(row)).columns.keys():  # noqa: SIM118
        value = None if column in LEFT_OUT else getattr(row, column)
        if isinstance(value, datetime | date):
            value = value.isoformat()
        found[column] = f"****{value[-4:]}" if column in COVERED and value else value
    return {name: value for name, value in found.items() if name not in LEFT_OUT}


def sent_payment(case_id: int, instalment: int) -> tuple[Payment, PaymentLine, PaymentBatch, BankAnswer | None] | None:
    """The payment with the newest line that went to the bank, its batch, and what the bank answered."""
    query = (
        select(Payment, PaymentLine, PaymentBatch, BankAnswer)
        .join(PaymentLine, PaymentLine.payment_id == Payment.id)
        .join(PaymentBatch, PaymentBatch.id == PaymentLine.batch_id)
        .outerjoin(BankAnswer, BankAnswer.line_id == PaymentLine.id)
        .where(Payment.case_id == case_id, Payment.instalment == instalment, PaymentLine.state.in_(SENT))
        .order_by(PaymentLine.id.desc())
        .limit(1)
    )
    row = db.session.execute(query).first()
    return None if row is None else (row[0], row[1], row[2], row[3])


def steps(case_id: int) -> list[dict[str, Any]]:
    """The record, oldest first, as its hashes cover it."""
    query = select(Transition).where(Transition.case_id == case_id).order_by(Transition.seq)
    return [plain(row) for row in db.session.scalars(query)]


def decided(case: Case, *, one_by_one: bool) -> dict[str, Any]:
    """Evaluation with its trace, second review, vote, public notice and award of the running round; earlier awards too.

    `one_by_one`: votes by name and recusals beside the counted votes.
    """
    return {
        "evaluation": _one(Evaluation, case),
        "review": _one(Review, case),
        "decision": _one(Decision, case),
        "publicity": _one(Publicity, case),
        "awards": _all(select(Award).where(Award.case_id == case.id).order_by(Award.id)),
        "control_steps": _all(
            select(ControlStep).where(ControlStep.case_id == case.id).order_by(ControlStep.round, ControlStep.at)
        ),
        "meetings": _meetings(case.id, one_by_one=one_by_one),
    }


def _one(model: Any, case: Case) -> dict[str, Any] | None:
    row = db.session.scalars(select(model).where(model.case_id == case.id, model.round == case.round)).first()
    return None if row is None else plain(row)


def _all(query: Any) -> list[dict[str, Any]]:
    return [plain(row) for row in db.session.scalars(query)]


def _meetings(case_id: int, *, one_by_one: bool) -> list[dict[str, Any]]:
    """Each time the case was on an agenda: the meeting; the votes one by one, and who kept out, where they may be read."""
    found: list[dict[str, Any]] = []
    query = select(AgendaItem, Meeting).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    for item, meeting in db.session.execute(query.where(AgendaItem.case_id == case_id).order_by(AgendaItem.id)):
        found.append({"meeting": plain(meeting), "item": plain(item)})
        if not one_by_one:
            continue
        votes = select(CommitteeMember.name, CommitteeMember.organisation, Ballot.vote, Ballot.seq)
        votes = votes.join(CommitteeMember, CommitteeMember.id == Ballot.member_id).where(Ballot.item_id == item.id)
        ballots = [row._asdict() for row in db.session.execute(votes.order_by(Ballot.seq, Ballot.member_id))]
        out = select(Recusal).where(Recusal.case_id == case_id, Recusal.meeting_id == meeting.id).order_by(Recusal.id)
        found[-1]["ballots"], found[-1]["recusals"] = ballots, _all(out)
    return found


def notices(case: Case) -> list[dict[str, Any]]:
    """What the enterprise was told, in both languages, oldest first."""
    query = select(Notice).join(User, User.id == Notice.user_id)
    return _all(query.where(Notice.case_id == case.id, User.enterprise_id == case.enterprise_id).order_by(Notice.id))


def people(rows: Sequence[Any]) -> dict[str, str]:
    """Id → name of everybody whom these values name by id."""
    named = ((name, value) for name, value in _pairs(rows) if isinstance(value, int))
    ids = {value for name, value in named if name == "actor_id" or name.endswith("_by")}
    query = select(User.id, User.name).where(User.id.in_(ids))
    return {str(row.id): row.name for row in db.session.execute(query.order_by(User.id))}


def _pairs(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [pair for name, one in value.items() for pair in [(name, one), *_pairs(one)]]
    return [pair for one in value for pair in _pairs(one)] if isinstance(value, list) else []
