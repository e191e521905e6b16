"""Paying awards: one finance officer prepares a batch, another releases it by typing its total, the bank answers per line.

A failed line stays in publicity and is paid again in a new batch: the same payment row moves to it, so that a case can
never have two for one instalment. A thousand cases cost the statements of one. The caller commits.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.say import Say
from workflow.actions import payment_lines
from workflow.actions.advance_many import advance_many
from workflow.actions.counters import next_number
from workflow.actions.notify_many import tell_step_many
from workflow.actions.payment_checks import checked, faults
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.payment import PaymentBatch
from workflow.queries.batch_lines import held_cases
from workflow.queries.payable import Payable, Which, lock, payables

#: The counter that numbers payment batches; no article has this number.
BATCHES = 0
#: Cases of one batch at most.
MOST = 1000
NONE_CHOSEN = Blocker("none_chosen", "请至少选择一件要拨付的案件", "Choose at least one case to pay")
TOO_MANY = Blocker("too_many", f"一批最多{MOST:,}件，请分批制单", f"A batch holds at most {MOST:,} cases; make several")
NOT_WAITING = Blocker(
    "batch_not_waiting",
    "这一批已经放行或退回，不用再办，请刷新看最新情况",
    "This batch was already released or returned; reload to see where it stands",
)
NOT_OWN = Blocker(
    "released_by_another",
    "您是本批的制单人，要由另一位财务人员复核放行",
    "You prepared this batch; another finance officer must release it",
)


class Prepared(NamedTuple):
    """A batch, and what was left out of it: case id → why."""

    batch: PaymentBatch
    left_out: Mapping[int, Sequence[Blocker]]


def prepare(cases: Sequence[Case], actor: Actor) -> PaymentBatch:
    """Put cleared cases into one new batch, one payment each: the award, or the instalment that is due.

    Raises Refused naming the case when one of them cannot be paid now; then nothing of the batch is kept.
    """
    found = _chosen([case.id for case in cases])
    checked(found, "prepare_payment", actor)
    return _batch(found, actor)


def prepare_fitting(case_ids: Sequence[int], actor: Actor) -> Prepared:
    """The same for those of the cases that can be paid now. Raises Refused when it is none of them."""
    found = _chosen(case_ids)
    against = faults(found, "prepare_payment", actor)
    fit = [case for case in found if case.id not in against]
    if not fit:
        raise Refused(tuple(one for reasons in against.values() for one in reasons)[:20])
    return Prepared(_batch(fit, actor), against)


def _chosen(case_ids: Sequence[int]) -> list[Payable]:
    if not case_ids:
        raise Refused((NONE_CHOSEN,))
    if len(case_ids) > MOST:
        raise Refused((TOO_MANY,))
    return _locked(case_ids)


def _locked(which: Which) -> list[Payable]:
    lock(which)
    return payables(which)


def _batch(cases: Sequence[Payable], actor: Actor) -> PaymentBatch:
    assert actor.user_id is not None
    year = business_date().year
    batch = PaymentBatch(
        number=f"{year}-P{next_number(year, BATCHES):02d}",
        total_fen=sum(payment_lines.due_fen(case) for case in cases),
        prepared_by=actor.user_id,
        prepared_at=now(),
    )
    db.session.add(batch)
    db.session.flush()
    payment_lines.put_in(batch, cases)
    advance_many(cases, "prepare_payment", actor, {case.id: _detail(case, batch) for case in cases})
    return batch


def _detail(case: Payable, batch: PaymentBatch) -> dict[str, object]:
    detail: dict[str, object] = {"batch": batch.number, "fen": payment_lines.due_fen(case)}
    if (part := case.next_part) is not None:
        detail["instalment"] = part.number
    return detail | {"account": case.account.number[-4:]}


def release(batch: PaymentBatch, actor: Actor, typed_total_fen: int) -> None:
    """Send the batch to the bank. `batch` is locked; the actor is not who prepared it and has typed its total (fen).

    Raises Refused, naming the case where one of them is in the way.
    """
    _still_open(batch)
    if actor.user_id == batch.prepared_by:
        raise Refused((NOT_OWN,))
    if typed_total_fen != batch.total_fen:
        raise Refused((_wrong_total(typed_total_fen),))
    cases = _held(batch)
    checked(cases, "release_payment", actor)
    payment_lines.send_out(batch)
    amounts = {case.id: case.payment.fen for case in cases if case.payment is not None}
    details = {case_id: {"batch": batch.number, "fen": fen} for case_id, fen in amounts.items()}
    step = advance_many(cases, "release_payment", actor, details)
    tell_step_many(cases, step, {case_id: _amount(fen) for case_id, fen in amounts.items()})
    batch.released_by, batch.released_at = actor.user_id, now()
    db.session.flush()


def return_batch(batch: PaymentBatch, actor: Actor, reason: str) -> None:
    """Do not release: every line goes back to be prepared again, with the reason. `batch` is locked. Raises Refused."""
    _still_open(batch)
    _take_out(batch, _held(batch), actor, reason)


def return_line(batch: PaymentBatch, case_id: int, actor: Actor, reason: str) -> None:
    """Take one line out of a batch that was not released; the total shrinks with it. `batch` is locked. Raises Refused."""
    _still_open(batch)
    held = _held(batch)
    mine = [case for case in held if case.id == case_id]
    if not mine:
        raise Refused((NOT_WAITING,))
    _take_out(batch, mine, actor, reason)
    if len(held) > 1:
        batch.total_fen -= sum(case.payment.fen for case in mine if case.payment is not None)
    db.session.flush()


def _take_out(batch: PaymentBatch, cases: Sequence[Payable], actor: Actor, reason: str) -> None:
    advance_many(cases, "return_payment", actor, {case.id: {"batch": batch.number} for case in cases}, reason)
    payment_lines.take_out(batch, [case.id for case in cases], reason)


def _still_open(batch: PaymentBatch) -> None:
    if batch.released_at is not None:
        raise Refused((NOT_WAITING,))


def _held(batch: PaymentBatch) -> list[Payable]:
    """The cases that the batch holds, locked. Raises Refused when there is nothing to release any more."""
    cases = _locked(held_cases(batch.id))
    if not cases:
        raise Refused((NOT_WAITING,))
    return cases


def _amount(fen: int) -> Say:
    amount = money.grouped(fen)
    return Say(f"金额{amount}元", f"Amount {amount} yuan")


def _wrong_total(typed: int) -> Blocker:
    return Blocker(
        "wrong_total",
        f"您输入的合计{money.grouped(typed)}元和本批合计不一致，请逐笔核对后再输",
        f"The total you typed, {money.grouped(typed)} yuan, is not the total of this batch; check line by line",
    )
