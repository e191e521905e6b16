"""Handing a case on to its own scheme, writing down what came back, and the register of article 8."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from forms.referral import OutcomeForm, ReferForm
from rules import catalogue
from workflow.actions import referral
from workflow.actions.referral import Answer as CameBack
from workflow.permissions import case_or_404, current_actor
from workflow.queries.referrals import SHOWN, caseworkers, register
from workflow.views.acting import Answer, acts
from workflow.views.filters import say
from workflow.views.step_form import StepPage, ask, take

bp = Blueprint("referrals", __name__)

REFER = StepPage(
    "refer",
    lambda: _("转办到对应的政策吗？"),
    lambda: _("这一条由别的政策支持。请写清转给谁、一并转去哪些材料，企业会看到。"),
    lambda: _("转办"),
    lambda: _("已转办，通知已写给企业。"),
)
OUTCOME = StepPage(
    "record_referral_outcome",
    lambda: _("有什么结果？"),
    lambda: _("登记后企业会看到。“对方已受理”是途中的答复，最后结果出来还要再登记。"),
    lambda: _("登记转办结果"),
    lambda: _("结果已登记，通知已写给企业。"),
)


@bp.get("/cases/<number>/referral")
def form(number: str) -> str:
    """Ask to whom the case is handed over."""
    return ask(number, REFER, _refer_form(number, ReferForm(formdata=None)))


@bp.post("/cases/<number>/referral")
@acts
def refer(number: str) -> Answer:
    """Hand the case over to its own scheme."""
    form = _refer_form(number, ReferForm())
    owner = form.owner.data if "owner" in form else None
    return take(
        number, REFER, form, lambda case: referral.refer(case, current_actor(), form.reason.data or "", owner_id=owner)
    )


def _refer_form(number: str, form: ReferForm) -> ReferForm:
    """A service request names the person who owes the answer; the other items have no such question."""
    case = case_or_404(number)
    if catalogue.item(case.item).kind != "serves":
        del form.owner
        return form
    form.owner.choices = [SelectChoice(row.id, row.name) for row in caseworkers()]
    if not request.form:
        form.owner.data = case.owner_id
    return form


@bp.get("/cases/<number>/referral/outcome")
def outcome_form(number: str) -> str:
    """Ask what came back."""
    return ask(number, OUTCOME, _outcome_form(number, OutcomeForm(formdata=None)))


@bp.post("/cases/<number>/referral/outcome")
@acts
def outcome(number: str) -> Answer:
    """Write down what came back."""
    form = _outcome_form(number, OutcomeForm())
    return take(number, OUTCOME, form, lambda case: referral.record_outcome(case, current_actor(), _answer(form)))


def _outcome_form(number: str, form: OutcomeForm) -> OutcomeForm:
    item = catalogue.item(case_or_404(number).item)
    if item.kind == "computes":
        return form.fit(catalogue.item("6"), [])  # the page says why it cannot be done
    return form.fit(item, [(code, say(words)) for code, words in item.outcomes])


def _answer(form: OutcomeForm) -> CameBack:
    return CameBack(
        outcome=form.answer.data,
        note=form.note.data or "",
        amount_fen=form.amount.fen if "amount" in form else None,
        title=(form.title.data or "") if "title" in form else "",
        since=form.since.day if "since" in form else None,
        until=form.until.day if "until" in form else None,
    )


@bp.get("/recognitions")
def recognitions() -> str:
    """The register: recognised scenarios and nominations, newest first, older ones page by page."""
    text = request.args.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
    rows = register(before, SHOWN + 1)
    older = rows[SHOWN - 1][0].id if len(rows) > SHOWN else None
    return render_template("referrals/register.html", rows=rows[:SHOWN], older=older)
