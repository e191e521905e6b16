"""A step with a page of its own: one question, why it is asked, what is to be written, one button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from states.lifecycle import blockers
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.queries.casefile import open_file
from workflow.views.acting import Answer, case_for_step

Words = Callable[[], str]


@dataclass(frozen=True)
class StepPage:
    """The words of such a page. `question` is its title, `text` says what follows, `label` is the button's."""

    action: str
    question: Words
    text: Words
    label: Words
    done: Words
    cls: str = "btn-primary"


def ask(number: str, page: StepPage, form: FlaskForm) -> str:
    """Show the page; when the step is not possible it says why instead of asking."""
    return _show(case_or_404(number), page, form)


def _show(case: Case, page: StepPage, form: FlaskForm) -> str:
    file = open_file(case)
    reasons = blockers(file.dossier, page.action, current_actor())
    return render_template("cases/step.html", case=case, file=file, page=page, form=form, reasons=reasons)


def take(number: str, page: StepPage, form: FlaskForm, act: Callable[[Case], Any]) -> Answer:
    """Take the step with what was written, or show the page again with what is wrong (422)."""
    case = case_for_step(number)
    if not form.validate():
        return _show(case, page, form), 422
    act(case)
    return done(case, page.done())


def done(case: Case, sentence: str) -> str:
    """Say that a step was taken and lead back to the case."""
    flash(sentence, "success")
    return url_for("cases.show", number=case.number)


DECLINE = StepPage(
    "decline",
    lambda: _("不予受理这件申请吗？"),
    lambda: _("案件就此结束。企业会看到您写的理由和复核办法。"),
    lambda: _("不予受理"),
    lambda: _("已不予受理，通知已写给企业。"),
    "btn-no",
)
LAPSE = StepPage(
    "lapse",
    lambda: _("按逾期放弃办结吗？"),
    lambda: _("补正期限已过，申请视为撤回。下一批开放时企业可以重新申请。"),
    lambda: _("按逾期放弃办"),
    lambda: _("已按逾期放弃办结，通知已写给企业。"),
    "btn-no",
)
