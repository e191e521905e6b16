"""Instalments: what is to come, and the plan of one case with its second person and the conditions of its parts."""

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _

from forms.payment import ReturnForm
from forms.payment_plan import MetForm, PlanForm
from states.lifecycle import Refused
from states.names import Role
from workflow.actions import payment_plan
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.models.payment_plan import PaymentPlan
from workflow.permissions import case_or_404, current_actor
from workflow.queries import payment_plans
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say
from workflow.views.item_words import item_words

bp = Blueprint("payment_plans", __name__)
#: Refusals that belong beside the lines that were typed.
TYPED = {"plan_parts", "plan_total", "plan_order"}


@bp.get("/payment-plans")
def index() -> str:
    """Instalments with a day that were not paid, and plans that wait for their second person."""
    coming = payment_plans.coming()
    return render_template(
        "payment_plans/index.html",
        coming=coming[: payment_plans.SHOWN],
        more=len(coming) > payment_plans.SHOWN,
        waiting=payment_plans.waiting(),
        today=business_date(),
        item_words=item_words,
    )


@bp.get("/payment-plans/<number>")
def show(number: str) -> str:
    """The plans of one case."""
    return _page(case_or_404(number))


def _page(case: Case, form: PlanForm | None = None, met: tuple[int, MetForm] | None = None) -> str:
    plans, actor = payment_plans.of_case(case.id), current_actor()
    parts = payment_plans.parts([plan.id for plan in plans])
    return render_template(
        "payment_plans/show.html",
        case=case,
        plans=plans,
        parts=parts,
        started=any(step.state not in {None, "failed"} for steps in parts.values() for step in steps),
        people=names_of([who for plan in plans for who in (plan.proposed_by, plan.decided_by)]),
        me=actor.user_id,
        finance=Role.FINANCE in actor.roles,
        form=form or PlanForm(formdata=None),
        refusal=ReturnForm(formdata=None),
        met=lambda number: met[1] if met and met[0] == number else MetForm(formdata=None, prefix=f"part-{number}-"),
        today=business_date(),
        item_words=item_words,
    )


@bp.post("/payment-plans/<number>")
@acts
def propose(number: str) -> Answer:
    """Propose the parts of the award."""
    case, form = case_for_step(number), PlanForm()
    if not form.validate():
        return _page(case, form), 422
    parts = [payment_plan.Part(*part) for part in form.parts.parts]
    try:
        payment_plan.propose(case, parts, form.reason.data or "", current_actor())
    except Refused as refused:
        if not {one.code for one in refused.blockers} <= TYPED:
            raise
        form.parts.errors = tuple(say(one) for one in refused.blockers)
        return _page(case, form), 422
    flash(_("分期计划已提出，请另一位财务人员确认。"), "success")
    return url_for("payment_plans.show", number=number)


@bp.post("/payment-plans/<number>/<int:plan>/confirmation")
@acts
def confirm(number: str, plan: int) -> Answer:
    """The second person agrees."""
    case = case_for_step(number)
    payment_plan.confirm(case, _plan(case, plan), current_actor())
    flash(_("分期计划已确认，从第1期开始拨付。"), "success")
    return url_for("payment_plans.show", number=number)


@bp.post("/payment-plans/<number>/<int:plan>/refusal")
@acts
def refuse(number: str, plan: int) -> Answer:
    """The second person does not agree, and says why."""
    case, form = case_for_step(number), ReturnForm()
    if not form.validate():
        flash(_("请写明退回理由。"), "error")
        return url_for("payment_plans.show", number=number)
    payment_plan.refuse(_plan(case, plan), current_actor(), form.reason.data or "")
    flash(_("分期计划没有通过。"), "info")
    return url_for("payment_plans.show", number=number)


@bp.post("/payment-plans/<number>/<int:plan>/parts/<int:part>/condition")
@acts
def meet(number: str, plan: int, part: int) -> Answer:
    """What an instalment depends on was shown."""
    case, form = case_for_step(number), MetForm(prefix=f"part-{part}-")
    if not form.validate():
        return _page(case, met=(part, form)), 422
    payment_plan.meet(_plan(case, plan), part, form.note.data or "", current_actor())
    flash(_("第%(n)s期的条件核实了。", n=part), "success")
    return url_for("payment_plans.show", number=number)


def _plan(case: Case, plan_id: int) -> PaymentPlan:
    found = payment_plans.plan_of(case.id, plan_id) if plan_id < 2**63 else None
    if found is None:
        abort(404)
    return found
