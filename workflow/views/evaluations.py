"""Evaluating a case by the rules."""

from flask import Blueprint
from flask_babel import gettext as _

from forms.evaluation import OpinionForm
from workflow.actions import evaluation
from workflow.permissions import current_actor
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.case_page import case_page
from workflow.views.filters import yuan
from workflow.views.step_form import done

bp = Blueprint("evaluations", __name__)


@bp.post("/cases/<number>/evaluation")
@acts
def evaluate(number: str) -> Answer:
    """Run the rules on the filed facts, for the first time or again."""
    case = case_for_step(number)
    form = OpinionForm()
    if not form.validate():
        return case_page(case, opinion=form), 422
    run = evaluation.evaluate(case, current_actor(), form.opinion.data or "")
    sentence = _("评估完成：建议%(sum)s元。请复核人复核。", sum=yuan(run.amount_fen))
    return done(case, sentence if run.eligible else _("评估完成：不符合条件或没有可给的金额，建议0元。请复核人复核。"))


@bp.post("/cases/<number>/evaluation/kept")
@acts
def keep(number: str) -> Answer:
    """Keep evaluation and review of before the correction."""
    case = case_for_step(number)
    evaluation.keep(case, current_actor())
    return done(case, _("沿用原评估和复核，可以提交会议审定了。"))
