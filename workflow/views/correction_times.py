"""Giving the applicant more time for a correction."""

from flask import Blueprint
from flask_babel import gettext as _

from forms.objection import ExtensionForm
from workflow.actions import correction_time
from workflow.permissions import current_actor
from workflow.views.acting import Answer, acts
from workflow.views.step_form import StepPage, ask, take

bp = Blueprint("correction_times", __name__)

EXTEND = StepPage(
    "extend_correction",
    lambda: _("延长补正期限吗？"),
    lambda: _("一次最多15个工作日，经办人只能延长一次，再延长由科室负责人办。企业会收到新的截止日。"),
    lambda: _("延长补正期限"),
    lambda: _("补正期限已延长，已通知企业。"),
)


@bp.get("/cases/<number>/correction/extension")
def form(number: str) -> str:
    """Ask for how long and why."""
    return ask(number, EXTEND, ExtensionForm(formdata=None))


@bp.post("/cases/<number>/correction/extension")
@acts
def extend(number: str) -> Answer:
    """Extend the notice."""
    filled = ExtensionForm()
    actor = current_actor()
    return take(
        number,
        EXTEND,
        filled,
        lambda case: correction_time.extend(case, filled.days.data or 0, filled.reason.data or "", actor),
    )
