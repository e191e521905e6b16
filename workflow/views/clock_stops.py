"""The bureau's clock on a case: stopping it for a legal reason, restarting it, extending a stage."""

from flask import Blueprint
from flask_babel import gettext as _

from forms.clock import ExtendStageForm, StopForm
from states.clock_grounds import GROUNDS, MOST_DAYS, OTHER
from workflow.actions import clock_stop
from workflow.models.case import Case
from workflow.permissions import current_actor
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import say
from workflow.views.step_form import StepPage, ask, done, take

bp = Blueprint("clock_stops", __name__)

STOP = StepPage(
    "stop_clock",
    lambda: _("为什么停止计时？"),
    lambda: _("停止期间不计入办理时限，企业会看到原因。进入下一步或通知补正时，计时自动恢复。"),
    lambda: _("停止计时"),
    lambda: _("计时停了，已通知企业。"),
)
EXTEND = StepPage(
    "extend_clock",
    lambda: _("延长这个环节的期限吗？"),
    lambda: _("一个环节只能延长一次，最多10个工作日，企业会看到理由和新的日期。"),
    lambda: _("延长办理期限"),
    lambda: _("期限已延长，已通知企业。"),
)


def _stop(**formdata: None) -> StopForm:
    """The form with the legal reasons in the reader's language."""
    return StopForm(grounds={code: say(words) for code, words in GROUNDS.items()}, other=OTHER, **formdata)


@bp.get("/cases/<number>/clock/stop")
def stop_form(number: str) -> str:
    """Ask for the legal reason."""
    return ask(number, STOP, _stop(formdata=None))


@bp.post("/cases/<number>/clock/stop")
@acts
def stop(number: str) -> Answer:
    """Stop the clock."""
    form, actor = _stop(), current_actor()

    def act(case: Case) -> None:
        assert form.expected.day is not None, "the form asks for it"
        clock_stop.stop(case, form.ground.data or "", form.reason.data or "", form.expected.day, actor)

    return take(number, STOP, form, act)


@bp.post("/cases/<number>/clock/restart")
@acts
def restart(number: str) -> Answer:
    """Let the clock run again."""
    case = case_for_step(number)
    clock_stop.restart(case, current_actor())
    return done(case, _("计时恢复了，已通知企业。"))


@bp.get("/cases/<number>/clock/extension")
def extend_form(number: str) -> str:
    """Ask for how long and why."""
    return ask(number, EXTEND, ExtendStageForm(formdata=None, most=MOST_DAYS))


@bp.post("/cases/<number>/clock/extension")
@acts
def extend(number: str) -> Answer:
    """Give the stage more time."""
    form, actor = ExtendStageForm(most=MOST_DAYS), current_actor()
    return take(
        number, EXTEND, form, lambda case: clock_stop.extend(case, form.days.data or 0, form.reason.data or "", actor)
    )
