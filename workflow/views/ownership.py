"""A case goes to a colleague; colleagues help with it."""

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from forms.ownership import ColleagueForm, HandOverForm
from states.lifecycle import blockers
from workflow.actions import correction_reminder, handover, helping
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.queries.casefile import open_file
from workflow.queries.caseworkers import Caseworker, caseworkers
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.filters import day
from workflow.views.step_form import StepPage, ask, done, take

bp = Blueprint("ownership", __name__)

HAND_OVER = StepPage(
    "hand_over",
    lambda: _("转给哪位同事？"),
    lambda: _("案件归他经办，时限不变。对方会收到消息，记录里写您的理由，企业看不到。"),
    lambda: _("转给同事"),
    lambda: _("已转给同事，消息已发给他。"),
)


def described(people: list[Caseworker]) -> list[tuple[int, str]]:
    """Who can be chosen, each with the cases in hand and the last day of an absence."""
    return [(one.id, _("%(name)s（在办%(n)s件）", name=one.name, n=one.cases) + _away(one)) for one in people]


def _away(one: Caseworker) -> str:
    return _("，请假到%(day)s", day=day(one.away_until)) if one.away_until else ""


def _form(number: str, form: HandOverForm) -> HandOverForm:
    owner = case_or_404(number).owner_id
    form.offer(described([one for one in caseworkers() if one.id != owner]))
    return form


@bp.get("/cases/<number>/colleague")
def form(number: str) -> str:
    """Ask to whom the case goes, and why."""
    return ask(number, HAND_OVER, _form(number, HandOverForm(formdata=None)))


@bp.post("/cases/<number>/colleague")
@acts
def hand_over(number: str) -> Answer:
    """Give the case to a colleague."""
    form = _form(number, HandOverForm())
    reason = form.reason.data or ""
    return take(number, HAND_OVER, form, lambda case: handover.hand_over(case, form.chosen, reason, current_actor()))


@bp.get("/cases/<number>/helpers")
def helpers(number: str) -> str:
    """Who helps, and whom to ask."""
    return _helpers(case_or_404(number), ColleagueForm(formdata=None))


def _helpers(case: Case, form: ColleagueForm) -> str:
    file, actor = open_file(case), current_actor()
    on_it = {case.owner_id, *file.hands.helpers}
    form.offer(described([one for one in caseworkers() if one.id not in on_it]))
    return render_template(
        "cases/helpers.html",
        case=case,
        file=file,
        form=form,
        names=names_of(on_it),
        helpers=file.hands.helpers,
        reasons=blockers(file.dossier, "add_helper", actor),
        ends=not blockers(file.dossier, "remove_helper", actor),
    )


@bp.post("/cases/<number>/helpers")
@acts
def add_helper(number: str) -> Answer:
    """Ask a colleague for help."""
    case, form = case_for_step(number), ColleagueForm()
    form.offer([(one.id, one.name) for one in caseworkers()])
    if not form.validate():
        return _helpers(case, form), 422
    helping.add(case, form.chosen, current_actor())
    return done(case, _("已请同事协办，消息已发给他。"))


@bp.post("/cases/<number>/helpers/end")
@acts
def remove_helper(number: str) -> Answer:
    """End a colleague's help."""
    case, user = case_for_step(number), request.form.get("user", "")
    if not user.isascii() or not user.isdigit() or len(user) > 15:
        abort(400)
    helping.remove(case, int(user), current_actor())
    return done(case, _("协办已结束。"))


@bp.post("/cases/<number>/correction/reminder")
@acts
def remind(number: str) -> Answer:
    """Remind the enterprise of its correction."""
    case = case_for_step(number)
    correction_reminder.remind(case, current_actor())
    return done(case, _("已提醒企业补正。"))
