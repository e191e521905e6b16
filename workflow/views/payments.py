"""Paying: what waits, the batches, one batch with its release, and the bank's answer line by line."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from forms.payment import ConfirmationForm, FailureForm, ReleaseForm, ReturnForm
from rules import catalogue
from states.lifecycle import Refused
from states.names import Role
from workflow.actions import bank, payment
from workflow.actions.advance import check_version
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.payment import Payment, PaymentBatch
from workflow.permissions import current_actor
from workflow.queries import bank_changes, batches, payable_list, payments
from workflow.queries.calendar import calendar
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.again import own_account, own_code
from workflow.views.batch_page import Filled, batch_or_404, page
from workflow.views.filters import say
from workflow.views.item_words import item_words

bp = Blueprint("payments", __name__)


@bp.get("/payments")
def index() -> str:
    """Cleared cases to put into a batch, and the newest batches."""
    today, item, before = business_date(), _item(), _before()
    waiting = payable_list.waiting(item)
    fitting = payable_list.fitting(item)
    found = batches.batches(before)
    return render_template(
        "payments/index.html",
        waiting=waiting,
        fits=len(fitting),
        fits_fen=sum(fen for _id, fen in fitting),
        item=item,
        items=[code for code in catalogue.ITEMS if catalogue.item(code).kind == "computes"],
        in_force=bank_changes.confirmed([row.uscc for row in waiting]),
        batches=found[: batches.BATCHES],
        older=found[batches.BATCHES - 1][0].id if len(found) > batches.BATCHES else None,
        may_prepare=Role.FINANCE in current_actor().roles,
        days=calendar(),
        today=today,
        item_words=item_words,
    )


def _item() -> str | None:
    item = request.args.get("item") or request.form.get("item")
    return item if item in catalogue.ITEMS else None


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


@bp.post("/payments")
@acts
def prepare() -> Answer:
    """Make one batch of the chosen cases; each is chosen in the version that was on the page."""
    seen = dict(_choice(value) for value in request.form.getlist("case")[: payable_list.WAITING])
    cases = payments.locked_cases(payments.case_ids(seen))
    if len(cases) < len(seen):
        abort(404)
    for case in cases:
        check_version(case, seen[case.number])
    batch = payment.prepare(cases, current_actor())
    flash(_("批次%(number)s已制单，请另一位财务人员复核放行。", number=batch.number), "success")
    return url_for("payments.show", batch=batch.number)


@bp.post("/payments/all")
@acts
def prepare_all() -> Answer:
    """Make one batch of everything that waits, up to 1,000 cases; number and sum must be those that the page showed."""
    fitting = payable_list.fitting(_item())
    shown = (request.form.get("fits"), request.form.get("fits_fen"))
    if shown != (str(len(fitting)), str(sum(fen for _id, fen in fitting))):
        flash(_("等待制单的案件刚刚有变化，请看过再编。"), "warn")
        return url_for("payments.index", item=_item())
    made = payment.prepare_fitting([case_id for case_id, _fen in fitting], current_actor())
    flash(_("批次%(number)s已制单，请另一位财务人员复核放行。", number=made.batch.number), "success")
    for reasons in list(made.left_out.values())[:5]:
        flash(_("没有编入：%(why)s", why="；".join(say(reason) for reason in reasons)), "warn")
    if len(made.left_out) > 5:
        flash(_("另有%(n)s件没有编入，原因在各案件页上。", n=len(made.left_out) - 5), "warn")
    return url_for("payments.show", batch=made.batch.number)


def _choice(value: str) -> tuple[str, int]:
    """`2026-10-0001@7` → number and version."""
    number, _at, version = value.partition("@")
    if not (version.isascii() and version.isdigit() and len(version) <= 9) or len(number) > 40:
        abort(400, _("这个页面放得太久，请刷新页面再办。"))
    return number, int(version)


@bp.get("/payments/<batch>")
def show(batch: str) -> str:
    """One batch: lines, four eyes, release, and the bank's answers."""
    return page(batch_or_404(batch))


@bp.post("/payments/<batch>/release")
@acts
def release(batch: str) -> Answer:
    """Release the batch; whoever does it types its total, the own password, and a code where there is a second factor."""
    form = ReleaseForm()
    user = own_account(form)
    if user is None or not own_code(user, form):
        return page(batch_or_404(batch), Filled(release=form)), 422
    found = batch_or_404(batch, for_change=True)
    try:
        payment.release(found, current_actor(), form.total.fen or 0)
    except Refused as refused:
        if refused.blockers[0].code != "wrong_total":
            raise
        form.total.errors = (say(refused.blockers[0]),)
        return page(found, Filled(release=form)), 422
    flash(_("批次%(number)s已放行，等银行回执。", number=batch), "success")
    return url_for("payments.show", batch=batch)


@bp.post("/payments/<batch>/return")
@acts
def give_back(batch: str) -> Answer:
    """Do not release: every line is to be prepared again."""
    found, form = batch_or_404(batch, for_change=True), ReturnForm(prefix="return-")
    if not form.validate():
        return page(found, Filled(back=form)), 422
    payment.return_batch(found, current_actor(), (form.reason.data or "").strip())
    flash(_("批次%(number)s已退回，各笔可以重新制单。", number=batch), "success")
    return url_for("payments.index")


@bp.post("/payments/<batch>/<number>/confirmation")
@acts
def confirm(batch: str, number: str) -> Answer:
    """The bank confirmed one line."""
    found, case = batch_or_404(batch), case_for_step(number)
    form, line = ConfirmationForm(prefix=f"{number}-"), _line(found, case)
    if not form.validate():
        return page(found, Filled(lines={(number, ConfirmationForm): form})), 422
    try:
        bank.confirm(line, current_actor(), form.bank_ref.data or "")
    except Refused as refused:
        if refused.blockers[0].code != "bank_ref":
            raise
        form.bank_ref.errors = (say(refused.blockers[0]),)
        return page(found, Filled(lines={(number, ConfirmationForm): form})), 422
    done = _("%(number)s已到账，案件办结。", number=number)
    flash(done if case.paid_at else _("%(number)s这一期已到账，还有后续款项。", number=number), "success")
    return url_for("payments.show", batch=batch)


@bp.post("/payments/<batch>/<number>/failure")
@acts
def fail(batch: str, number: str) -> Answer:
    """The bank returned one line; only that line is paid again."""
    found, case = batch_or_404(batch), case_for_step(number)
    form, line = FailureForm(prefix=f"{number}-"), _line(found, case)
    if not form.validate():
        return page(found, Filled(lines={(number, FailureForm): form})), 422
    bank.fail(line, current_actor(), (form.reason.data or "").strip())
    flash(_("%(number)s的退回记下了，可以重新制单。", number=number), "success")
    return url_for("payments.show", batch=batch)


def _line(batch: PaymentBatch, case: Case) -> Payment:
    found = payments.payment_in(batch.id, case.id)
    if found is None:
        abort(404)
    return found
