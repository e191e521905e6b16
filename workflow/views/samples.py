"""Random checks before payment: the list with its counts, one case being checked, and the ways to settle it."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from forms.casework import ReasonForm
from states.lifecycle import blockers
from states.sample_words import SAMPLE_WORDS
from workflow.actions import sample
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.queries import samples
from workflow.queries.people import names_of
from workflow.queries.samples import Drawn
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.item_words import item_words
from workflow.views.second_look import second_look

bp = Blueprint("samples", __name__)


@bp.get("/samples")
def index() -> str:
    """What waits to be checked or settled, what was settled last, and the counts by item and quarter."""
    waiting, settled = samples.waiting(), samples.settled()
    return render_template(
        "samples/index.html",
        waiting=waiting,
        settled=settled,
        tallies=samples.tallies(),
        names=names_of(person for row in (*waiting, *settled) for person in (row.checked_by, row.settled_by)),
        item_words=item_words,
    )


@bp.get("/samples/<number>")
def show(number: str) -> Answer:
    """One drawn case: how it was drawn, what is not plain about it, and what can be done."""
    case = case_or_404(number)
    drawn = samples.of_case(case.id)
    if drawn:
        return _page(case, drawn)
    flash(_("这件申请没有抽过签：审定时它的条款还没有抽查比例，或者还没有审定。"), "warn")
    return redirect(url_for("cases.show", number=case.number), 303)


def _page(case: Case, drawn: Sequence[Drawn], **forms: ReasonForm) -> str:
    look, actor = second_look(case), current_actor()
    dossier = look["file"].dossier
    every = {action: forms.get(action) or ReasonForm(formdata=None) for action in SAMPLE_WORDS}
    for action, form in every.items():
        form.reason.id = f"{action}-reason"
    checked = next((one.check for one in drawn if one.check is not None), None)
    look["names"] = names_of([checked.checked_by, checked.settled_by]) if checked else {}
    return render_template(
        "samples/show.html",
        **look,
        drawn=drawn,
        checked=checked,
        forms=every,
        why={action: blockers(dossier, action, actor) for action in SAMPLE_WORDS},
        labels={action: words.label for action, words in SAMPLE_WORDS.items()},
    )


@bp.post("/samples/<number>/clearance")
@acts
def clear(number: str) -> Answer:
    """Nothing wrong was found."""
    return _take(number, "clear_sample", _("抽查已通过，可以拨付了。"))


@bp.post("/samples/<number>/objection")
@acts
def object_to(number: str) -> Answer:
    """Something is wrong; a supervisor settles it."""
    return _take(number, "object_sample", _("已记下，科室负责人会处理，拨付先停下。"))


@bp.post("/samples/<number>/overruling")
@acts
def overrule(number: str) -> Answer:
    """What was raised does not hold."""
    return _take(number, "overrule_sample", _("问题不成立，可以拨付了。"))


@bp.post("/samples/<number>/decision")
@acts
def uphold(number: str) -> Answer:
    """What was raised holds: back to the committee."""
    return _take(number, "uphold_sample", _("已退回会议重新审定。"))


ACTS = {
    "clear_sample": sample.clear,
    "object_sample": sample.object_to,
    "overrule_sample": sample.overrule,
    "uphold_sample": sample.uphold,
}


def _take(number: str, action: str, sentence: str) -> Answer:
    case, form = case_for_step(number), ReasonForm()
    if not form.validate():
        return _page(case, samples.of_case(case.id), **{action: form}), 422
    ACTS[action](case, current_actor(), form.reason.data or "")
    flash(sentence, "success")
    return url_for("samples.show", number=case.number)
