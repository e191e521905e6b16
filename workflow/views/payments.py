"""Paying: what waits, the batches, one batch with its release, and the bank's answer line by line."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from forms.payment import ConfirmationForm, FailureForm, ReleaseForm, ReturnForm
from states.lifecycle import Refused
from states.names import Role
from workflow.actions import bank, payment
from workflow.actions.advance import check_version
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.payment import Payment, PaymentBatch
from workflow.permissions import current_actor
from workflow.queries import bank_changes, batches, payments
from workflow.queries.calendar import calendar
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say
from workflow.views.item_words import item_words

bp = Blueprint("payments", __name__)


@bp.get("/payments")
def index() -> str:
    """Cleared cases to put into a batch, and the newest batches."""
    today = business_date()
    waiting = payments.waiting()
    return render_template(
        "payments/index.html",
        waiting=waiting,
        in_force=bank_changes.confirmed([row.uscc for row in waiting]),
        batches=batches.batches(),
        may_prepare=Role.FINANCE in current_actor().roles,
        days=calendar(),
        today=today,
        item_words=item_words,
    )


@bp.post("/payments")
@acts
def prepare() -> Answer:
    """Make one batch of the chosen cases; each is chosen in the version that was on the page."""
    seen = dict(_choice(value) for value in request.form.getlist("case")[: payments.WAITING])
    cases = payments.locked_cases(payments.case_ids(seen))
    if len(cases) < len(seen):
        abort(404)
    for case in cases:
        check_version(case, seen[case.number])
    batch = payment.prepare(cases, current_actor())
    flash(_("批次%(number)s已制单，请另一位财务人员复核放行。", number=batch.number), "success")
    return url_for("payments.show", batch=batch.number)


def _choice(value: str) -> tuple[str, int]:
    """`2026-10-0001@7` → number and version."""
    number, _at, version = value.partition("@")
    if not (version.isascii() and version.isdigit() and len(version) <= 9) or len(number) > 40:
        abort(400, _("这个页面放得太久，请刷新页面再办。"))
    return number, int(version)


def _batch(number: str, *, for_change: bool = False) -> PaymentBatch:
    found = batches.batch_by_number(number, for_change=for_change) if len(number) <= 40 else None
    if found is None:
        abort(404)
    return found


@bp.get("/payments/<batch>")
def show(batch: str) -> str:
    """One batch: lines, four eyes, release, and the bank's answers."""
    return _page(_batch(batch))


def _page(
    batch: PaymentBatch,
    *,
    release: ReleaseForm | None = None,
    back: ReturnForm | None = None,
    answer: tuple[str, ConfirmationForm | FailureForm] | None = None,
) -> str:
    actor, today = current_actor(), business_date()
    assert actor.user_id is not None
    lines = batches.lines_of(batch.id, actor.user_id, today)
    return render_template(
        "payments/show.html",
        batch=batch,
        lines=lines,
        in_force=bank_changes.confirmed([line.uscc for line in lines]),
        people=names_of([batch.prepared_by, batch.released_by]),
        me=actor.user_id,
        finance=Role.FINANCE in actor.roles,
        open=batch.released_at is None and bool(lines) and all(line.state == "prepared" for line in lines),
        confirmed=sum(line.state == "confirmed" for line in lines),
        failed=sum(line.state == "failed" for line in lines),
        release=release or ReleaseForm(formdata=None),
        back=back or ReturnForm(formdata=None, prefix="return-"),
        answer=answer,
        confirmation=lambda number: _line_form(ConfirmationForm, number, answer),
        failure=lambda number: _line_form(FailureForm, number, answer),
        item_words=item_words,
    )


def _line_form(
    kind: type[ConfirmationForm | FailureForm], number: str, answer: tuple[str, ConfirmationForm | FailureForm] | None
) -> ConfirmationForm | FailureForm:
    """The form of a line: the one that was sent with its mistakes, else an empty one with names of its own."""
    if answer is not None and answer[0] == number and isinstance(answer[1], kind):
        return answer[1]
    return kind(formdata=None, prefix=f"{number}-")


@bp.post("/payments/<batch>/release")
@acts
def release(batch: str) -> Answer:
    """Release the batch; whoever does it types its total."""
    found, form = _batch(batch, for_change=True), ReleaseForm()
    if not form.validate():
        return _page(found, release=form), 422
    try:
        payment.release(found, current_actor(), form.total.fen or 0)
    except Refused as refused:
        if refused.blockers[0].code != "wrong_total":
            raise
        form.total.errors = (say(refused.blockers[0]),)
        return _page(found, release=form), 422
    flash(_("批次%(number)s已放行，等银行回执。", number=batch), "success")
    return url_for("payments.show", batch=batch)


@bp.post("/payments/<batch>/return")
@acts
def give_back(batch: str) -> Answer:
    """Do not release: every line is to be prepared again."""
    found, form = _batch(batch, for_change=True), ReturnForm(prefix="return-")
    if not form.validate():
        return _page(found, back=form), 422
    payment.return_batch(found, current_actor(), (form.reason.data or "").strip())
    flash(_("批次%(number)s已退回，各笔可以重新制单。", number=batch), "success")
    return url_for("payments.index")


@bp.post("/payments/<batch>/<number>/confirmation")
@acts
def confirm(batch: str, number: str) -> Answer:
    """The bank confirmed one line."""
    found, case = _batch(batch), case_for_step(number)
    form, line = ConfirmationForm(prefix=f"{number}-"), _line(found, case)
    if not form.validate():
        return _page(found, answer=(number, form)), 422
    try:
        bank.confirm(line, current_actor(), form.bank_ref.data or "")
    except Refused as refused:
        if refused.blockers[0].code != "bank_ref":
            raise
        form.bank_ref.errors = (say(refused.blockers[0]),)
        return _page(found, answer=(number, form)), 422
    flash(_("%(number)s已到账，案件办结。", number=number), "success")
    return url_for("payments.show", batch=batch)


@bp.post("/payments/<batch>/<number>/failure")
@acts
def fail(batch: str, number: str) -> Answer:
    """The bank returned one line; only that line is paid again."""
    found, case = _batch(batch), case_for_step(number)
    form, line = FailureForm(prefix=f"{number}-"), _line(found, case)
    if not form.validate():
        return _page(found, answer=(number, form)), 422
    bank.fail(line, current_actor(), (form.reason.data or "").strip())
    flash(_("%(number)s的退回记下了，可以重新制单。", number=number), "success")
    return url_for("payments.show", batch=batch)


def _line(batch: PaymentBatch, case: Case) -> Payment:
    found = next((row for row in payments.payments_of(batch.id) if row.case_id == case.id), None)
    if found is None:
        abort(404)
    return found
