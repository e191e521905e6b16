"""The second review: a page that shows first what is not plain, and the two ways on."""

from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from forms.casework import CommentForm
from forms.review import ReturnForm
from states.lifecycle import blockers
from workflow.actions import review
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.second_look import second_look
from workflow.views.step_form import done

bp = Blueprint("reviews", __name__)


@bp.get("/cases/<number>/review")
def form(number: str) -> str:
    """Differences, exceptions and changes by hand first; then everything else, folded."""
    return _page(case_or_404(number))


def _page(case: Case, *, comment: CommentForm | None = None, back: ReturnForm | None = None) -> str:
    look: dict[str, Any] = second_look(case)
    dossier, actor = look["file"].dossier, current_actor()
    return render_template(
        "reviews/show.html",
        **look,
        comment=comment or CommentForm(formdata=None),
        back=back or ReturnForm(formdata=None),
        why_not=blockers(dossier, "second_review", actor),
        why_not_back=blockers(dossier, "return_evaluation", actor),
    )


@bp.post("/cases/<number>/review")
@acts
def confirm(number: str) -> Answer:
    """Confirm the evaluation."""
    case, written = case_for_step(number), CommentForm()
    if not written.validate():
        return _page(case, comment=written), 422
    review.pass_review(case, current_actor(), written.comment.data or "")
    return done(case, _("复核通过，可以提交会议审定了。"))


@bp.post("/cases/<number>/review/return")
@acts
def send_back(number: str) -> Answer:
    """Return the evaluation to the caseworker, section by section."""
    case, written = case_for_step(number), ReturnForm()
    if not written.validate():
        return _page(case, back=written), 422
    review.return_review(case, current_actor(), written.points())
    return done(case, _("已退回经办人重新评估。"))
