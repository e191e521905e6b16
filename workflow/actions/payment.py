"""Paying an award: one finance officer prepares a batch, another releases it by typing its total, the bank answers per line.

A failed line stays in publicity and is paid again in a new batch: the same payment row moves to it, so that a case can
never have two. Every action works on locked cases and leaves the commit to its caller.
"""

from collections.abc import Iterable, Sequence

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.advance import Entry, advance
from workflow.actions.bank import tell
from workflow.actions.counters import next_number
from workflow.actions.payment_checks import checked
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.payment import Payment, PaymentBatch
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.payments import locked_cases, payments_of

#: The counter that numbers payment batches; no article has this number.
BATCHES = 0
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


def prepare(cases: Sequence[Case], actor: Actor) -> PaymentBatch:
    """Put cleared cases (locked, with enterprise and call) into one new batch, one payment each.

    Raises Refused naming the case when one of them cannot be paid now; then nothing of the batch is kept.
    """
    assert actor.user_id is not None
    if not cases:
        raise Refused((Blocker("none_chosen", "请至少选择一件要拨付的案件", "Choose at least one case to pay"),))
    files = [checked(open_file(case), "prepare_payment", actor) for case in cases]
    year = business_date().year
    batch = PaymentBatch(
        number=f"{year}-P{next_number(year, BATCHES):02d}",
        total_fen=sum(_award(file.case) for file in files),
        prepared_by=actor.user_id,
        prepared_at=now(),
    )
    db.session.add(batch)
    db.session.flush()
    for file in files:
        payment = _line(file, batch)
        detail = {"batch": batch.number, "fen": payment.fen, "account": payment.bank_account[-4:]}
        advance(file.case, "prepare_payment", file.dossier, actor, Entry(detail=detail))
    return batch


def _award(case: Case) -> int:
    assert case.award_fen is not None, "a case in publicity has its award"
    return case.award_fen


def _line(file: CaseFile, batch: PaymentBatch) -> Payment:
    """The case's payment in the batch, with the account as it is now; a failed one is used again."""
    firm = file.case.enterprise
    payment = file.payment or Payment(case_id=file.case.id, enterprise_id=firm.id, instalment=1)
    payment.fen, payment.batch_id, payment.state, payment.failure = _award(file.case), batch.id, "prepared", ""
    payment.account_holder, payment.bank_name = firm.account_holder, firm.bank_name
    payment.bank_account, payment.prepared_at = firm.bank_account, now()
    db.session.add(payment)
    db.session.flush()
    return payment


def release(batch: PaymentBatch, actor: Actor, typed_total_fen: int) -> None:
    """Send the batch to the bank. `batch` is locked; the actor is not who prepared it and has typed its total (fen).

    Raises Refused, naming the case where one of them is in the way.
    """
    _still_open(batch)
    if actor.user_id == batch.prepared_by:
        raise Refused((NOT_OWN,))
    if typed_total_fen != batch.total_fen:
        raise Refused((_wrong_total(typed_total_fen),))
    for case, payment in _lines(batch):
        file = checked(open_file(case), "release_payment", actor)
        payment.state = "released"
        detail = {"batch": batch.number, "fen": payment.fen}
        tell(case, advance(case, "release_payment", file.dossier, actor, Entry(detail=detail)), payment.fen)
    batch.released_by, batch.released_at = actor.user_id, now()
    db.session.flush()


def return_batch(batch: PaymentBatch, actor: Actor, reason: str) -> None:
    """Do not release: every line goes back to be prepared again, with the reason. `batch` is locked. Raises Refused."""
    _still_open(batch)
    for case, payment in _lines(batch):
        dossier = open_file(case).dossier
        advance(case, "return_payment", dossier, actor, Entry(reason=reason, detail={"batch": batch.number}))
        payment.state, payment.failure = "failed", reason
    db.session.flush()


def _still_open(batch: PaymentBatch) -> None:
    states = {payment.state for payment in payments_of(batch.id)}
    if batch.released_at is not None or states != {"prepared"}:
        raise Refused((NOT_WAITING,))


def _lines(batch: PaymentBatch) -> Iterable[tuple[Case, Payment]]:
    payments = {payment.case_id: payment for payment in payments_of(batch.id)}
    return [(case, payments[case.id]) for case in locked_cases(payments)]


def _wrong_total(typed: int) -> Blocker:
    return Blocker(
        "wrong_total",
        f"您输入的合计{money.grouped(typed)}元和本批合计不一致，请逐笔核对后再输",
        f"The total you typed, {money.grouped(typed)} yuan, is not the total of this batch; check line by line",
    )
